"""An extra session, shown before it is opened: what the calendar says of its day, and when companies can book it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.booking.add_session import (
    Session,
    SessionEffect,
    add_session,
    effect_of_session,
    preview_session,
)
from gaiyue.booking.queries.services import locations, services
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.wording import say_day, say_hours, say_kind, say_provisional
from gaiyue.people.permissions import May
from gaiyue.web.console.planning.acts import checked, filled, sent_form, to_block
from gaiyue.web.console.planning.forms import SessionForm
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.forms import KEY_LENGTH, new_key
from gaiyue.web.shared.languages import in_language

FIELD_OF = {
    "session.no_counter": "location",
    "session.hours": "closes",
    "session.past": "on",
    "session.seats": "capacity",
    "session.overlaps": "opens",
    "session.overlaps_closed": "opens",
}


@open_to(Door.STAFF, needs=May.PLAN_BLOCKS)
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: Request) -> HttpResponse:
    """One more block on one day (?on=, ?service=, ?location= fill the form); a closed day is said, not refused."""
    asked = {name: request.GET.get(name, "") for name in ("on", "service", "location")}
    form = sent_form(
        request,
        SessionForm,
        initial=asked,
        places=[(x.code, in_language(x.name_zh, x.name_en)) for x in locations(request.park)],
        offers=[(x.code, in_language(x.name_zh, x.name_en)) for x in services(request.park)],
    )
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        wanted = Session(
            service=typed["service"],
            location=typed["location"],
            starts_at=datetime.combine(typed["on"], typed["opens"], tzinfo=clock.ZONE),
            ends_at=datetime.combine(typed["on"], typed["closes"], tzinfo=clock.ZONE),
            capacity=typed["capacity"],
        )
        try:
            if request.method == "POST":
                key = request.POST.get("key", "")[:KEY_LENGTH] or None
                block = add_session(wanted, actor=request.actor, key=key)
                effect = effect_of_session(wanted, actor=request.actor)
                _say_opened(request, effect)
                return to_block(block)
            effect = preview_session(wanted, actor=request.actor)
        except Refusal as no:
            form.add_error(FIELD_OF.get(no.code), say_refusal(no))
        else:
            return checked(
                request,
                form,
                title=_("核对加开"),
                act=_("确认加开"),
                facts=_typed(form),
                warnings=_warnings(effect),
                sentences=_booking(effect),
                carried={"key": new_key()},
            )
    return filled(request, form, title=_("加开时段"), act=_("下一步：核对"), is_paired=True)


def _warnings(effect: SessionEffect) -> list[str]:
    said = []
    if not effect.is_open:
        facts = {"day": say_day(effect.on), "kind": say_kind(effect.kind)}
        said.append(
            _("%(day)s园区不办公（%(kind)s）。加开的只是这一个时段，请先安排好人。") % facts
        )
    if effect.outside is not None:
        facts = {"day": say_day(effect.on), "hours": say_hours(effect.outside)}
        said.append(
            _("%(day)s园区的办公时间是 %(hours)s，这个时段有一部分在此以外，请先安排好人。") % facts
        )
    if effect.is_provisional:
        said.append(say_provisional(effect.on.year))
    return said


def _say_opened(request: Request, effect: SessionEffect) -> None:
    if effect.is_bookable:
        messages.success(request, _("已加开，企业现在就能约。"))
        return
    messages.success(request, _("已加开这个时段。"))
    for text in _booking(effect):
        messages.warning(request, text)


def _booking(effect: SessionEffect) -> list[str]:
    """When companies can book it, as the rules are now."""
    if effect.is_bookable:
        return [_("加开以后企业马上看得到，也约得到。")]
    said = []
    if not effect.is_offered:
        said.append(_("这个事项暂停预约，恢复以前企业约不到这个时段。"))
    if effect.too_soon:
        minutes = {"n": effect.too_soon}
        said.append(
            _("按现行规则，开始前不到 %(n)s 分钟就不能再约，所以企业约不到这个时段。") % minutes
        )
    if effect.opens_on is not None:
        day = {"day": say_day(effect.opens_on)}
        said.append(_("按现行规则，企业从%(day)s起才能约这个时段。") % day)
    return said


def _typed(form: SessionForm) -> list[tuple[str, str]]:
    """What was typed, as it is read."""
    typed = form.cleaned_data
    return [
        (_("事项"), dict(form.fields["service"].choices)[typed["service"]]),  # type: ignore[attr-defined]
        (_("地点"), dict(form.fields["location"].choices)[typed["location"]]),  # type: ignore[attr-defined]
        (_("时间"), f"{say_day(typed['on'])} {typed['opens']:%H:%M}–{typed['closes']:%H:%M}"),
        (_("名额"), str(typed["capacity"])),
    ]
