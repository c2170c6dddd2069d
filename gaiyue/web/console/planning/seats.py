"""The seats of one block: how many, and how many are kept for emergencies. Each is shown before it is done.

What the check page showed goes with its button, so that nobody changes back what a colleague has just changed.
"""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base import clock
from gaiyue.base.errors import Refusal
from gaiyue.booking.queries.calendar import PAGE, FillRow, fill_of, seated_in
from gaiyue.booking.set_capacity import set_capacity
from gaiyue.booking.set_reserve import Kept, preview_reserve, set_reserve
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.wording import say_moment
from gaiyue.people.permissions import May
from gaiyue.web.console.planning.acts import checked, filled, sent_form, to_block
from gaiyue.web.console.planning.forms import CapacityForm, ReserveForm
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import as_page, page_number

FIELD_OF = {"block.reserve_too_many": "reserve", "block.reserve_until": "until_on"}
CHANGED = ("block.changed", "block.reserve_changed")
NEVER = "-"


@open_to(Door.STAFF, needs=May.PLAN_BLOCKS)
@require_http_methods(["GET", "HEAD", "POST"])
def capacity(request: Request, block: int) -> HttpResponse:
    """More or fewer seats: old and new side by side, then done."""
    row = fill_of(block, actor=request.actor)
    form = sent_form(request, CapacityForm, initial={"capacity": row.capacity})
    if form.is_bound and form.is_valid():
        wanted = int(form.cleaned_data["capacity"])
        if wanted < row.taken:
            form.add_error("capacity", _too_few(row, wanted))
        elif request.method != "POST":
            return _check_capacity(request, form, row)
        else:
            try:
                set_capacity(
                    block, capacity=wanted, actor=request.actor, seen=_seen_number(request)
                )
            except Refusal as no:
                if no.code in CHANGED:
                    return _check_capacity(request, form, fill_of(block, actor=request.actor), no)
                form.add_error("capacity", say_refusal(no))
            else:
                messages.success(request, _("名额已改为 %(n)s 个。") % {"n": wanted})
                return to_block(block)
    return filled(
        request,
        form,
        block=row,
        title=_("改名额"),
        act=_("下一步：核对"),
        visits=_in_the_way(request, block) if form.errors else None,
    )


def _check_capacity(
    request: Request, form: CapacityForm, row: FillRow, no: Refusal | None = None
) -> HttpResponse:
    wanted = int(form.cleaned_data["capacity"])
    return checked(
        request,
        form,
        block=row,
        title=_("核对名额"),
        act=_("确认改为 %(n)s 个名额") % {"n": wanted},
        pairs=[(_("名额"), row.capacity, wanted), (_("已约"), row.taken, row.taken)],
        carried={"seen": row.capacity},
        **_said(no),
    )


@open_to(Door.STAFF, needs=May.PLAN_BLOCKS)
@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request: Request, block: int) -> HttpResponse:
    """How many seats are kept for emergencies, and until when."""
    row = fill_of(block, actor=request.actor)
    form = sent_form(request, ReserveForm, initial=_as_it_is(row))
    if form.is_bound and form.is_valid():
        wanted, until = int(form.cleaned_data["reserve"]), _until(form)
        told: Refusal | None = None
        try:
            if request.method == "POST":
                try:
                    set_reserve(
                        block,
                        reserve=wanted,
                        until=until,
                        actor=request.actor,
                        seen=_seen_kept(request),
                    )
                except Refusal as no:
                    if no.code not in CHANGED:
                        raise
                    told, row = no, fill_of(block, actor=request.actor)
                else:
                    messages.success(request, _("紧急预留已改为 %(n)s 个名额。") % {"n": wanted})
                    return to_block(block)
            return _check_reserve(request, form, row, told)
        except Refusal as no:
            form.add_error(FIELD_OF.get(no.code), say_refusal(no))
    left = {"capacity": row.capacity, "taken": row.taken, "left": row.capacity - row.taken}
    lead = _("共 %(capacity)s 个名额，已约 %(taken)s 个，最多可以预留 %(left)s 个。") % left
    return filled(request, form, block=row, title=_("紧急预留"), act=_("下一步：核对"), lead=lead)


def _check_reserve(
    request: Request, form: ReserveForm, row: FillRow, no: Refusal | None
) -> HttpResponse:
    wanted, until = int(form.cleaned_data["reserve"]), _until(form)
    change = preview_reserve(row.id, reserve=wanted, until=until, actor=request.actor)
    sentences = [_("现在就全部放给大家。")]
    if wanted and until:
        said = {"until": say_moment(until), "n": wanted}
        sentences = [_("到 %(until)s 还没有用的预留名额，自动放给大家。") % said]
    moment = row.reserve_until.isoformat() if row.reserve_until else NEVER
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
        carried={"seen": row.reserve, "seen_until": moment},
        **_said(no),
    )


def _said(no: Refusal | None) -> dict[str, object]:
    """What the check page says first when somebody else was faster."""
    return {} if no is None else {"status": 409, "warnings": [say_refusal(no)]}


def _seen_number(request: Request) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen[:6]) if seen.isascii() and seen.isdecimal() else None


def _seen_kept(request: Request) -> Kept | None:
    number, moment = _seen_number(request), request.POST.get("seen_until", "")
    if number is None:
        return None
    if moment == NEVER:
        return Kept(number, None)
    try:
        return Kept(number, datetime.fromisoformat(moment))
    except ValueError:
        return None


def _in_the_way(request: Request, block: int) -> object:
    """The visits of the block, to be moved first."""
    found = seated_in(block, actor=request.actor, page=page_number(request))
    return as_page(found.rows, total=found.total, number=found.number, size=PAGE)


def _too_few(row: FillRow, wanted: int) -> str:
    return _(
        "这个时段已有 %(taken)s 家企业预约，不能减到 %(capacity)s 个名额；请先为多出的企业改约。"
    ) % {"taken": row.taken, "capacity": wanted}


def _as_it_is(row: FillRow) -> dict[str, object]:
    until = clock.local(row.reserve_until) if row.reserve_until else None
    if until is None:
        return {"reserve": row.reserve}
    return {"reserve": row.reserve, "until_on": until.date(), "until_at": until.time()}


def _until(form: ReserveForm) -> datetime | None:
    on, at = form.cleaned_data.get("until_on"), form.cleaned_data.get("until_at")
    return datetime.combine(on, at, tzinfo=clock.ZONE) if on and at else None
