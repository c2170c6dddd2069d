"""What a mail about a visit has to say at the moment when it goes, or that there is nothing true left to say."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import translation

from gaiyue.base import clock
from gaiyue.base.actor import Actor, system
from gaiyue.base.errors import NotThere
from gaiyue.base.languages import in_language
from gaiyue.booking.links import token_of
from gaiyue.booking.move import preview_move
from gaiyue.booking.queries.names import location_names
from gaiyue.booking.queries.services import service
from gaiyue.booking.queries.visits import VisitRow, visit
from gaiyue.booking.states import State
from gaiyue.eventlog.one import has_followed
from gaiyue.notify import visit_words as words
from gaiyue.notify.addresses import address_in
from gaiyue.notify.letter import sender
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import Mail
from gaiyue.notify.visit_mail import Links, News, write_visit_mail
from gaiyue.people.addressees import addressees

Holds = Callable[[VisitRow, datetime], bool]


def _is_ahead(row: VisitRow, now: datetime) -> bool:
    return row.state == State.BOOKED and row.ends_at > now


HOLDS: Final[Mapping[str, Holds]] = {
    words.BOOKED: _is_ahead,
    words.MOVED: _is_ahead,
    words.CANCELLED: lambda row, _: row.state == State.CANCELLED,
    words.MOVE_OPENED: lambda row, now: _is_ahead(row, now) and not row.is_open,
    words.RESUMED: lambda row, now: _is_ahead(row, now) and row.is_open,
    words.NO_SHOW: lambda row, _: row.state == State.NO_SHOW,
    words.CHANGE_SOON: lambda row, now: (
        _is_ahead(row, now) and row.is_open and now < row.change_until
    ),
    words.VISIT_SOON: lambda row, now: _is_ahead(row, now) and row.is_open and now < row.starts_at,
}
"""Kind → whether what it says is still so."""


def mail_about_visit(message: Message) -> Mail | None:
    """The mail in the reader's language as things are now. About a dozen queries.

    None when it is not to be sent any more: something newer has happened to the visit and is told by a mail of its
    own, what it says is over, or the reader doesn't act for the company any more.
    """
    house = system(message.park, "notify")
    try:
        row = visit(message.about, actor=house)
    except NotThere:
        return None
    if is_overtaken(message) or not HOLDS[message.kind](row, clock.now()):
        return None
    if not _is_theirs(message, row):
        return None
    with translation.override(message.language):
        news = _news(message, row, house)
        return write_visit_mail(news, sender(message.park), to=message.recipient)


def is_overtaken(message: Message) -> bool:
    """Whether something has happened to the visit since that has a mail of its own. One query."""
    since = message.event or 0
    return has_followed(message.park, message.about, after=since, kinds=words.NEWS)


def links_of(row: VisitRow, *, park: str, actor: Actor) -> Links:
    """Where a mail about the visit leads; one query. A visit without a key has no link: its page asks to sign in."""
    page, change = (reverse(name, args=[row.reference]) for name in ("appointment", "move"))
    try:
        link = reverse("link", args=[token_of(row.reference, actor=actor)]).rstrip("/")
    except NotThere:
        link = ""
    return Links(
        change=address_in(park, f"{link}{change}"),
        page=address_in(park, f"{link}/" if link else page),
        again=address_in(park, reverse("service", args=[row.service])),
        plain=address_in(park, page),
        qr=address_in(park, reverse("visit_door", args=[row.reference])),
        choices=address_in(park, reverse("mail_choices")),
    )


def _is_theirs(message: Message, row: VisitRow) -> bool:
    people = addressees(message.park, [row.enterprise])
    return any(one.email.casefold() == message.recipient.casefold() for one in people)


def _news(message: Message, row: VisitRow, house: Actor) -> News:
    facts = message.facts
    can_change = row.state == State.BOOKED
    return News(
        kind=message.kind,
        visit=row,
        service=service(row.service, park=message.park),
        links=links_of(row, park=message.park, actor=house),
        by=str(facts.get("by", "system")),
        decision=preview_move(row.reference, actor=house) if can_change else None,
        before=_moment(facts.get("from_starts_at")),
        before_place=_place(message.park, str(facts.get("from_location", "")), row),
        paused_until=_moment(facts.get("paused_until")),
    )


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(str(value)) if value else None


def _place(park: str, code: str, row: VisitRow) -> str:
    """The name of the building where it was before, when that is another one."""
    if not code or code == row.location:
        return ""
    return in_language(*location_names(park).get(code, ("", "")))
