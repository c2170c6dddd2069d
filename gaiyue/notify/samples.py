"""Every mail of the house over facts that are made up, under the park's own rules: for staff who want to read them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.booking import facts
from gaiyue.booking.states import State
from gaiyue.notify import visit_words as words
from gaiyue.notify.addresses import address_in
from gaiyue.notify.invitation import invitation_mail
from gaiyue.notify.letter import sender
from gaiyue.notify.outbox import Mail
from gaiyue.notify.sample_facts import (
    READER,
    SERVICE,
    sample_invitation,
    sample_links,
    sample_visit,
)
from gaiyue.notify.sign_in import LETTERS, write
from gaiyue.notify.too_late import INVITATION
from gaiyue.notify.visit_mail import News, write_visit_mail
from gaiyue.notify.welcome import WELCOME, write_welcome
from gaiyue.people.permissions import May, may
from gaiyue.policy.queries import WHOLE_PARK
from gaiyue.policy.rules.move import MoveFacts, decide_move_entry

LANGUAGES: Final = ("zh-hans", "en")

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "visit": words.NEWS,
    "reminder": words.REMINDERS,
    "people": (INVITATION, WELCOME),
    "sign_in": tuple(f"sign_in.{occasion}" for occasion in LETTERS),
}
"""Group → the kinds of mails in it, in the order in which they are read."""

NAMES: Final[Mapping[str, Callable[[], str]]] = {
    words.BOOKED: lambda: _("约好了"),
    words.MOVED: lambda: _("改约了"),
    words.CANCELLED: lambda: _("取消了"),
    words.MOVE_OPENED: lambda: _("园区停办，要改期"),
    words.RESUMED: lambda: _("恢复办理"),
    words.NO_SHOW: lambda: _("没有来"),
    words.CHANGE_SOON: lambda: _("修改截止前"),
    words.VISIT_SOON: lambda: _("办事前一天"),
    INVITATION: lambda: _("邀请加入企业"),
    WELCOME: lambda: _("工作台账号开通"),
}
"""Kind → its short name; those of signing in are named by their subjects."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A kind of mail, and its name in the active language."""

    kind: str
    name: str


def samples(*, actor: Actor) -> dict[str, list[Sample]]:
    """Group → the kinds of mails in it; NotThere for who is no staff."""
    _allow(actor)
    return {group: [Sample(kind, _name(kind)) for kind in kinds] for group, kinds in GROUPS.items()}


def sample_mail(kind: str, *, language: str, actor: Actor) -> Mail:
    """The mail of that kind in that language, by the code that writes the real ones; NotThere for no such kind."""
    _allow(actor)
    if kind not in {one for kinds in GROUPS.values() for one in kinds} or language not in LANGUAGES:
        raise NotThere(kind)
    park = actor.park
    if kind in words.KINDS:
        return _of_visit(kind, park, language)
    if kind == INVITATION:
        return invitation_mail(sample_invitation(language), park=park, language=language)
    if kind == WELCOME:
        return write_welcome(READER, language=language, park=park)
    return _of_sign_in(kind, park, language)


def _allow(actor: Actor) -> None:
    if not may(actor, May.SEE_BOARD):
        raise NotThere("samples")


def _name(kind: str) -> str:
    if say := NAMES.get(kind):
        return say()
    return _(LETTERS[kind.partition(".")[2]].subject)


def _of_visit(kind: str, park: str, language: str) -> Mail:
    rules = facts.rules_for(park, WHOLE_PARK)
    visit = sample_visit(kind, rules)
    decision = None
    if visit.state == State.BOOKED:
        known = MoveFacts(
            asked_at=rules.at,
            state=visit.state,
            visit_starts_at=visit.starts_at,
            moves_made=visit.moves,
            is_free_of_notice=not visit.is_open,
        )
        decision = rules.judge(decide_move_entry, known)
    news = News(
        kind=kind,
        visit=visit,
        service=SERVICE,
        links=sample_links(park),
        by=words.YOU,
        decision=decision,
        before=visit.starts_at - timedelta(hours=19) if kind == words.MOVED else None,
    )
    with translation.override(language):
        return write_visit_mail(news, sender(park), to=READER)


def _of_sign_in(kind: str, park: str, language: str) -> Mail:
    occasion = kind.partition(".")[2]
    with translation.override(language):
        who = sender(park)
    said = {"park": who.name, "phone": who.phone}
    if occasion.endswith(("_code", "_confirmation")):
        said["code"] = "482913"
    if LETTERS[occasion].button:
        said["url"] = address_in(park, reverse("sign_in"))
    return write(occasion, to=READER, language=language, facts=said)
