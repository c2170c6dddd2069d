"""Messages that failed or may not have arrived: why, and what a person decides about each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gaiyue.base.errors import Refusal
from gaiyue.notify.queries import PAGE, MessageRow, is_worth_sending, troubled
from gaiyue.notify.refusals import SENTENCES
from gaiyue.notify.settle import close_message, resend_message
from gaiyue.notify.states import State
from gaiyue.people.masking import Field
from gaiyue.people.permissions import May, may
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import as_page, page_number
from gaiyue.web.shared.reader import masked

ABOUT: Final[Mapping[str, Callable[[], str]]] = {
    "sign_in": lambda: _("登录与账号"),
    "invitation": lambda: _("邀请"),
    "staff": lambda: _("工作台账号"),
    "appointment": lambda: _("预约"),
    "reminder": lambda: _("提醒"),
}
"""The first word of a kind → what the mail is about."""


@dataclass(frozen=True, slots=True)
class StuckMessage:
    """A message with what staff need to decide about it."""

    id: int
    about: str
    subject: str
    language: str
    recipient: str
    at: datetime
    is_unsure: bool
    attempts: int
    trouble: str
    can_resend: bool


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def messages_page(request: Request) -> HttpResponse:
    """Latest first."""
    found = troubled(actor=request.actor, page=page_number(request))
    rows = [_show(row) for row in found.rows]
    context = {
        "page": as_page(rows, total=found.total, number=found.number, size=PAGE),
        "total": found.total,
        "may_decide": may(request.actor, May.KEEP_ENTERPRISES),
    }
    return render(request, "console/messages/list.html", context)


@open_to(Door.STAFF, needs=May.KEEP_ENTERPRISES)
@require_POST
def decide(request: Request, number: int) -> HttpResponse:
    """Send it once more (act=resend) or leave it (act=close), and go back to the list."""
    act = request.POST.get("act", "")
    if act not in ACTS:
        raise Http404
    deed, done = ACTS[act]
    try:
        deed(number, actor=request.actor)
    except Refusal as no:
        messages.error(request, str(SENTENCES[no.code]))
    else:
        messages.success(request, done())
    return HttpResponseRedirect(reverse("console_messages"))


ACTS: Final[Mapping[str, tuple[Callable[..., None], Callable[[], str]]]] = {
    "resend": (resend_message, lambda: _("已经交给系统再发一次；再发不出去，会回到这个列表。")),
    "close": (close_message, lambda: _("这封邮件不再发送，已从列表移走。")),
}


def _show(row: MessageRow) -> StuckMessage:
    say = ABOUT.get(row.kind.partition(".")[0], lambda: _("邮件"))
    return StuckMessage(
        id=row.id,
        about=say(),
        subject=row.subject,
        language=row.language,
        recipient=masked(row.recipient, Field.MEMBER_EMAIL, of=""),
        at=row.created_at,
        is_unsure=row.state == State.UNSURE,
        attempts=row.attempts,
        trouble=row.trouble,
        can_resend=is_worth_sending(row),
    )
