"""What every mail of the house says and looks like, over made-up facts: read by staff, in both languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from gaiyue.notify.outbox import Mail
from gaiyue.notify.samples import LANGUAGES, sample_mail, samples
from gaiyue.notify.visit_words import BOOKED
from gaiyue.people.permissions import May
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.mail_frame import mail_calendar, mail_frame

GROUPS: Final[Mapping[str, Callable[[], str]]] = {
    "visit": lambda: _("预约有变动时"),
    "reminder": lambda: _("预约前的提醒"),
    "people": lambda: _("人员"),
    "sign_in": lambda: _("登录与账号"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to a mail, or to the same one in the other language."""

    name: str
    url: str
    is_here: bool


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def samples_page(request: Request) -> HttpResponse:
    """One mail (?kind=…&language=…), and the list of all."""
    kind, language = _wanted(request)
    mail = _mail(request)
    page = reverse("console_samples")
    groups = [
        (
            GROUPS[group](),
            [
                Choice(one.name, f"{page}?{_query(one.kind, language)}", one.kind == kind)
                for one in kinds
            ],
        )
        for group, kinds in samples(actor=request.actor).items()
    ]
    languages = [
        Choice(name, f"{page}?{_query(kind, code)}", code == language)
        for code, name in zip(LANGUAGES, ("中文", "English"), strict=True)
    ]
    context = {
        "mail": mail,
        "text": mail.text.strip(),
        "groups": groups,
        "languages": languages,
        "query": _query(kind, language),
        "lang": "en" if language == "en" else "zh-CN",
    }
    return render(request, "console/messages/samples.html", context)


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
@xframe_options_sameorigin
def sample_html(request: Request) -> HttpResponse:
    """Its HTML, for the frame on its page."""
    mail = _mail(request)
    return mail_frame(mail.html, about=mail.about, qr=mail.qr)


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def sample_calendar(request: Request) -> HttpResponse:
    """Its invitation, as a file."""
    mail = _mail(request)
    return mail_calendar(mail.calendar, name=mail.about or mail.kind)


def _mail(request: Request) -> Mail:
    kind, language = _wanted(request)
    return sample_mail(kind, language=language, actor=request.actor)


def _wanted(request: Request) -> tuple[str, str]:
    return request.GET.get("kind", BOOKED), request.GET.get("language", LANGUAGES[0])


def _query(kind: str, language: str) -> str:
    return urlencode({"kind": kind, "language": language})
