"""Book a visit."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from gaiyue.base.actor import Actor
from gaiyue.base.prepared import Enter
from gaiyue.base.references import new_reference
from gaiyue.base.transaction import Again, deed
from gaiyue.booking import facts
from gaiyue.booking.access import access_block
from gaiyue.booking.contact import NOBODY, Contact, checked, digits_of, tail_of
from gaiyue.booking.events import AppointmentBooked
from gaiyue.booking.links import new_link_key
from gaiyue.booking.models import Appointment, Block
from gaiyue.booking.seats import NoSeat, exchange_seats
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.jobs.idempotency import Once
from gaiyue.people.access import access_enterprise, lock_enterprise
from gaiyue.people.permissions import May
from gaiyue.policy.decision import Decision, refuse_unless_allowed
from gaiyue.policy.judged import judged
from gaiyue.policy.rules.book import decide_book
from gaiyue.policy.rules.notice import change_deadline
from gaiyue.policy.tallies import take

if TYPE_CHECKING:
    from gaiyue.people.models import Enterprise


__all__ = ["NOBODY", "Contact", "book_appointment", "preview_booking"]

_VISIT = Enter(lambda: Appointment)


@dataclass(frozen=True, slots=True)
class _Tally:
    """The counter of the period that the visit is counted in; without room it was not."""

    key: str
    before: int
    has_room: bool


@judged
@deed
def book_appointment(
    block: int,
    *,
    enterprise: str,
    actor: Actor,
    contact: Contact = NOBODY,
    key: str | None = None,
) -> str:
    """Book a seat of `block` for the enterprise and return the reference of the visit.

    `key` makes it idempotent: asked again with the same key, it answers the same and books nothing.
    Raises Refused with every objection, NotThere for a block or an enterprise that isn't there for this actor,
    KeyReused when the key stood for another request, and Refusal for a contact that is too long to keep.
    """
    body = {"block": block, "enterprise": enterprise, "name": contact.name, "phone": contact.phone}
    reference = new_reference()
    once = Once(actor, "book", key, body)
    if (answer := once.answered({"reference": reference})) is not None:
        return str(answer["reference"])
    company = lock_enterprise(enterprise, actor=actor, what=May.BOOK_VISIT)  # no merge meanwhile
    contact = checked(contact)
    chosen, rules = facts.block_with_rules(block, park=actor.park)
    tally = _count(company, chosen, rules=rules)
    held = facts.standing(company, chosen.service.code, rules)
    known = facts.booking_facts(company, chosen, held=held, counted=tally.before, rules=rules)
    subject = f"enterprise:{company.code}"
    refuse_unless_allowed(rules.judge(decide_book, known), subject=subject)
    if not tally.has_room:
        raise Again  # given back at this very moment: count once more
    keys = {"live_key": _live_key(company, chosen, held=held), "tally_key": tally.key}
    visit = {"reference": reference, **keys}
    change_until = _enter(visit, chosen, company=company, contact=contact, rules=rules)
    event = AppointmentBooked(
        enterprise=Code(company.code),
        service=Code(chosen.service.code),
        location=Code(chosen.location.code),
        block=chosen.pk,
        starts_at=chosen.starts_at,
        change_until=change_until,
    )
    record(event, subject=reference, actor=actor, edition=rules.edition.code)
    try:
        exchange_seats(take=chosen.pk)
    except NoSeat:
        now = access_block(block, park=actor.park)
        known = replace(known, block_is_open=now.is_open, seats_free=facts.seats_free(now))
        refuse_unless_allowed(rules.judge(decide_book, known), subject=subject)
        raise
    return reference


def _count(company: "Enterprise", block: Block, *, rules: facts.Rules) -> _Tally:
    """Count the visit before it is judged: the number stands until the deed ends, and a refusal takes it back."""
    limits = rules.limits
    key = facts.tally_key(company.code, block.service.code, block.starts_at, limits=limits)
    allowed = limits.visits_allowed(is_verified=company.is_verified)
    if counted := take(company.park, key, limit=allowed):
        return _Tally(key, counted - 1, has_room=True)
    return _Tally(key, facts.visits_counted(company, block, rules=rules), has_room=False)


def _live_key(company: "Enterprise", block: Block, *, held: facts.Standing) -> str:
    """The first free place of the enterprise and service."""
    place = next(k for k in range(1, len(held.live) + 2) if k not in held.live)
    return f"{company.code}:{block.service.code}:{place}"


def _enter(
    visit: dict[str, str],
    block: Block,
    *,
    company: "Enterprise",
    contact: Contact,
    rules: facts.Rules,
) -> datetime:
    """Enter the visit with its reference and its keys; until when it can be moved."""
    until = change_deadline(block.starts_at, limits=rules.limits, calendar=rules.calendar).at
    _VISIT(
        **visit,
        park=company.park,
        enterprise_id=company.pk,
        service_id=block.service_id,
        block_id=block.pk,
        change_until=until,
        contact_name=contact.name,
        contact_phone=contact.phone,
        contact_digits=digits_of(contact.phone),
        contact_tail=tail_of(contact.phone),
        booked_at=rules.at,
        link_key=new_link_key(),
    )
    return until


def preview_booking(block: int, *, enterprise: str, actor: Actor) -> Decision:
    """What booking would be answered, by the same facts and the same rule; nothing is changed.

    Raises NotThere like the deed.
    """
    company = access_enterprise(enterprise, actor=actor, what=May.BOOK_VISIT)
    chosen, rules = facts.block_with_rules(block, park=actor.park)
    held = facts.standing(company, chosen.service.code, rules)
    counted = facts.visits_counted(company, chosen, rules=rules)
    known = facts.booking_facts(company, chosen, held=held, counted=counted, rules=rules)
    return rules.judge(decide_book, known)
