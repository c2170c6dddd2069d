"""An extra session, and seats kept for emergencies: each shown before it is done."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.booking.add_session import Session, SessionEffect, add_session, preview_session
from gaiyue.booking.queries.calendar import FillRow, fill_of
from gaiyue.booking.queries.services import locations, services
from gaiyue.booking.set_reserve import preview_reserve, set_reserve
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.wording import say_day, say_kind, say_moment, say_provisional
from gaiyue.people.permissions import May
from gaiyue.web.console.planning.acts import checked, filled, sent_form, to_block
from gaiyue.web.console.planning.forms import ReserveForm, SessionForm
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_language

FIELD_OF = {
    "session.no_counter": "location",
    "session.hours": "closes",
    "session.past": "on",
    "session.seats": "capacity",
    "session.overlaps": "opens",
    "session.overlaps_closed": "opens",
    "block.reserve_too_many": "reserve",
    "block.reserve_until": "until_on",
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
                block = add_session(wanted, actor=request.actor)
                messages.success(request, _("已加开，企业现在就能约。"))
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
                sentences=[_("加开以后企业马上看得到，也约得到。")],
            )
    return filled(request, form, title=_("加开时段"), act=_("下一步：核对"), is_paired=True)


@open_to(Door.STAFF, needs=May.PLAN_BLOCKS)
@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request: Request, block: int) -> HttpResponse:
    """How many seats are kept for emergencies, and until when."""
    row = fill_of(block, actor=request.actor)
    form = sent_form(request, ReserveForm, initial=_as_it_is(row))
    if form.is_bound and form.is_valid():
        wanted, until = int(form.cleaned_data["reserve"]), _until(form)
        try:
            if request.method == "POST":
                set_reserve(block, reserve=wanted, until=until, actor=request.actor)
                messages.success(request, _("紧急预留已改为 %(n)s 个名额。") % {"n": wanted})
                return to_block(block)
            change = preview_reserve(block, reserve=wanted, until=until, actor=request.actor)
        except Refusal as no:
            form.add_error(FIELD_OF.get(no.code), say_refusal(no))
        else:
            sentences = [_("现在就全部放给大家。")]
            if wanted and until:
                said = {"until": say_moment(until), "n": wanted}
                sentences = [_("到 %(until)s 还没有用的预留名额，自动放给大家。") % said]
            return checked(
                request,
                form,
                block=row,
                title=_("核对紧急预留"),
                act=_("确认预留 %(n)s 个名额") % {"n": wanted} if wanted else _("确认不再预留"),
                pairs=[
                    (_("紧急预留"), row.reserve, wanted),
                    (_("大家可约"), change.before, change.after),
                ],
                sentences=sentences,
            )
    left = {"capacity": row.capacity, "taken": row.taken, "left": row.capacity - row.taken}
    lead = _("共 %(capacity)s 个名额，已约 %(taken)s 个，最多可以预留 %(left)s 个。") % left
    return filled(request, form, block=row, title=_("紧急预留"), act=_("下一步：核对"), lead=lead)


def _warnings(effect: SessionEffect) -> list[str]:
    said = []
    if not effect.is_open:
        facts = {"day": say_day(effect.on), "kind": say_kind(effect.kind)}
        said.append(
            _("%(day)s园区不办公（%(kind)s）。加开的只是这一个时段，请先安排好人。") % facts
        )
    if effect.is_provisional:
        said.append(say_provisional(effect.on.year))
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


def _as_it_is(row: FillRow) -> dict[str, object]:
    until = clock.local(row.reserve_until) if row.reserve_until else None
    if until is None:
        return {"reserve": row.reserve}
    return {"reserve": row.reserve, "until_on": until.date(), "until_at": until.time()}


def _until(form: ReserveForm) -> datetime | None:
    on, at = form.cleaned_data.get("until_on"), form.cleaned_data.get("until_at")
    return datetime.combine(on, at, tzinfo=clock.ZONE) if on and at else None
