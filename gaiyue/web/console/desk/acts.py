"""What the counter does with a visit: each a POST that goes back to the board, ready for the next code."""

from collections.abc import Callable
from functools import partial
from typing import Final
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gaiyue.base.errors import Refusal
from gaiyue.booking.call import call_next, call_visit
from gaiyue.booking.check_in import check_in
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.no_show import mark_no_show
from gaiyue.booking.queries.hall import counters
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.undo import undo_last_act
from gaiyue.booking.wording import say_refusal
from gaiyue.people.permissions import May
from gaiyue.web.console.desk.place import Desk, desk_of
from gaiyue.web.console.desk.scanned import is_reference, read_code
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.forms import KEY_LENGTH
from gaiyue.web.shared.history import UNDONE
from gaiyue.web.shared.switches import back_to

LAST: Final = "desk_last"
"""Cookie: the visit with which this machine did something within the last minute."""
UNDO_S: Final = 60


@open_to(Door.STAFF, needs=May.RECEIVE_VISIT)
@require_POST
def receive(request: Request, reference: str) -> HttpResponse:
    """The company is here."""
    return _act(request, reference, _as_seen(request, check_in), _("已签到：%(name)s"))


@open_to(Door.STAFF, needs=May.RECEIVE_VISIT)
@require_POST
def complete(request: Request, reference: str) -> HttpResponse:
    """The visit is done."""
    return _act(request, reference, _as_seen(request, complete_visit), _("已办完：%(name)s"))


@open_to(Door.STAFF, needs=May.RECEIVE_VISIT)
@require_POST
def no_show(request: Request, reference: str) -> HttpResponse:
    """Nobody came."""
    return _act(request, reference, _as_seen(request, mark_no_show), _("已记为未到：%(name)s"))


@open_to(Door.STAFF, needs=May.RECEIVE_VISIT)
@require_POST
def call(request: Request, reference: str) -> HttpResponse:
    """Call this visit to the counter of this machine."""
    desk = desk_of(request, counters(request.park))
    if desk.counter is None:
        return _no_counter(request)
    deed = _as_seen(request, partial(call_visit, counter=desk.counter))
    return _act(request, reference, deed, _("已叫 %(name)s 到%(counter)s"), desk=desk)


@open_to(Door.STAFF, needs=May.RECEIVE_VISIT)
@require_POST
def next_one(request: Request) -> HttpResponse:
    """Call whoever has waited longest for what the counter of this machine does."""
    desk = desk_of(request, counters(request.park))
    if desk.counter is None:
        return _no_counter(request)
    key = request.POST.get("key", "")[:KEY_LENGTH] or None
    try:
        reference = call_next(desk.counter, actor=request.actor, key=key)
    except Refusal as no:
        messages.error(request, say_refusal(no))
        return HttpResponseRedirect(_back(request))
    if reference is None:
        messages.info(request, _("没有人在等您的窗口。"))
        return HttpResponseRedirect(_back(request))
    row = one_visit(reference, actor=request.actor)
    named = {"name": row.enterprise_name, "counter": desk.counter_name}
    messages.success(request, _("已叫 %(name)s 到%(counter)s") % named)
    return _remembering(HttpResponseRedirect(_back(request)), reference)


@open_to(Door.STAFF, needs=May.RECEIVE_VISIT)
@require_POST
def undo(request: Request, reference: str) -> HttpResponse:
    """Take back what was done last with the visit; the form says what that was."""
    what = request.POST.get("what", "")
    deed = _as_seen(request, partial(undo_last_act, what=what))
    done = _("已撤销%(what)s：%(name)s")
    answer = _act(request, reference, deed, done, what=UNDONE[what]() if what in UNDONE else "")
    answer.delete_cookie(LAST, samesite="Lax")
    return answer


def seen_version(request: Request) -> int | None:
    """Which version of the visit the form was shown for; None when it doesn't say."""
    seen = request.POST.get("version", "")
    return int(seen[:9]) if seen.isascii() and seen.isdecimal() else None


def _as_seen(request: Request, deed: Callable[..., None]) -> Callable[..., None]:
    """The deed for the visit as the form showed it: what a colleague did meanwhile is not run over."""
    return partial(deed, seen_version=seen_version(request))


def _act(
    request: Request,
    reference: str,
    deed: Callable[..., None],
    done: str,
    *,
    desk: Desk | None = None,
    what: str = "",
) -> HttpResponse:
    row = one_visit(reference, actor=request.actor)
    if (other := _other_code(request)) not in ("", row.reference):
        said = _("扫码框里是另一个预约号，刚才没有办。请看清现在显示的是哪一家，再办。")
        messages.error(request, said)
        return HttpResponseRedirect(_back(request, found=other))
    try:
        deed(row.reference, actor=request.actor)
    except Refusal as no:
        messages.error(request, say_refusal(no).replace("\n", " "))
        return HttpResponseRedirect(_back(request, found=row.reference))
    named = {"name": row.enterprise_name, "counter": desk.counter_name if desk else ""}
    messages.success(request, done % {**named, "what": what})
    return _remembering(HttpResponseRedirect(_back(request)), row.reference)


def _other_code(request: Request) -> str:
    """The code that waited in the code field when the button was pressed; empty for none, and for a part of one."""
    code = read_code(request.POST.get("typed", ""))
    return code if is_reference(code) else ""


def _back(request: Request, *, found: str = "") -> str:
    """Where the form was; after a "no" on the board, with the visit found again so that nothing is lost."""
    address = back_to(request, request.POST.get("next"), otherwise=reverse("console_today"))
    if not found or urlsplit(address).path != reverse("console_today"):
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'code': found})}"


def _remembering(answer: HttpResponse, reference: str) -> HttpResponse:
    answer.set_cookie(LAST, reference, max_age=UNDO_S, samesite="Lax", httponly=True)
    return answer


def _no_counter(request: Request) -> HttpResponse:
    messages.error(request, _("请先选好您的窗口，再叫号。"))
    return HttpResponseRedirect(_back(request))
