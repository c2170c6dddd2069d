"""The signed link of a visit: whoever holds it may see, move and cancel that one visit, and nothing else."""

import secrets
from datetime import timedelta

from django.core.signing import BadSignature, Signer

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.booking.access import access_visit
from gaiyue.booking.models import Appointment
from gaiyue.people.permissions import May

HANDED_TO = frozenset({"member", "owner", "system"})
"""Who gets the link: the people of the company, and the house, which sends it to them."""
SALT = "gaiyue.booking.link"
SEPARATOR = "."
GRACE = timedelta(days=1)
"""How long after its end a visit can still be read through its link: what became of it, and no change any more."""


def new_link_key() -> str:
    """A fresh key of a visit: links made with the one before are dead."""
    return secrets.token_hex(16)


def link_token(visit: Appointment) -> str:
    """The token of the visit's link, such as `7KQ2MX4TB.…`; NotThere for one that has no key or has ended.

    The signature covers park, reference and key, so that it opens nothing in another park and nothing after the key
    was changed.
    """
    if not visit.link_key or _is_over(visit):
        raise NotThere(visit.reference)
    return _signer(visit).sign(visit.reference)


def token_of(reference: str, *, actor: Actor) -> str:
    """The same for the people of the company, who may hand the visit on, and for mails to them. One query.

    NotThere for everybody else. Staff get none: the link acts without a name, and what staff do stands in the record
    under theirs.
    """
    if actor.role not in HANDED_TO:
        raise NotThere(reference)
    return link_token(access_visit(reference, actor=actor, what=May.BOOK_VISIT))


def has_link(reference: str, *, actor: Actor) -> bool:
    """Whether a link of the visit, handed out or not, still opens something that this actor may revoke. One query."""
    try:
        visit = access_visit(reference, actor=actor, what=May.BOOK_VISIT)
    except NotThere:
        return False
    return bool(visit.link_key) and not _is_over(visit)


def open_link(token: str, park: str) -> Actor:
    """Who holds the link, as an actor for that one visit; one query.

    NotThere for a token that we did not make, for one of another park, one that was revoked, and once the visit has
    been over for a day. All of them look alike.
    """
    reference = token.partition(SEPARATOR)[0]
    visit = (
        Appointment.objects.select_related("block").filter(park=park, reference=reference).first()
    )
    if visit is None or not visit.link_key or _is_over(visit):
        raise NotThere(token)
    try:
        _signer(visit).unsign(token)
    except BadSignature:
        raise NotThere(token) from None
    return Actor(park, f"link:{reference}", "link_holder", frozenset({reference}))


def _signer(visit: Appointment) -> Signer:
    return Signer(sep=SEPARATOR, salt=f"{SALT}:{visit.park}:{visit.link_key}")


def _is_over(visit: Appointment) -> bool:
    return clock.now() > (visit.ended_at or visit.block.ends_at) + GRACE
