"""Book a visit."""

from dataclasses import replace
from typing import TYPE_CHECKING

from gaiyue.base.actor import Actor
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
    once = Once(actor, "book", key, body)
    if (answer := once.answered()) is not None:
        return str(answer["reference"])
    company = lock_enterprise(enterprise, actor=actor, what=May.BOOK_VISIT)  # no merge meanwhile
    contact = checked(contact)
    chosen = access_block(block, park=actor.park)
    rules = facts.rules_for(actor.park, chosen.service.code)
    held = facts.standing(company, chosen.service.code, rules)
    known = facts.booking_facts(company, chosen, held=held, rules=rules)
    subject = f"enterprise:{company.code}"
    refuse_unless_allowed(rules.judge(decide_book, known), subject=subject)
    visit = _enter(company, chosen, contact=contact, held=held, rules=rules)
    event = AppointmentBooked(
        enterprise=Code(company.code),
        service=Code(chosen.service.code),
        location=Code(chosen.location.code),
        block=chosen.pk,
        starts_at=chosen.starts_at,
        change_until=visit.change_until,
    )
    record(event, subject=visit.reference, actor=actor, edition=rules.edition.code)
    once.answer({"reference": visit.reference})
    try:
        exchange_seats(take=chosen.pk)
    except NoSeat:
        now = access_block(block, park=actor.park)
        known = replace(known, block_is_open=now.is_open, seats_free=facts.seats_free(now))
        refuse_unless_allowed(rules.judge(decide_book, known), subject=subject)
        raise
    return visit.reference


def _enter(
    company: "Enterprise",
    block: Block,
    *,
    contact: Contact,
    held: facts.Standing,
    rules: facts.Rules,
) -> Appointment:
    """Count the visit and enter it under the first free place of its enterprise and service."""
    limits = rules.limits
    tally = facts.tally_key(company.code, block.service.code, block.starts_at, limits=limits)
    if not take(company.park, tally, limit=limits.visits_allowed(is_verified=company.is_verified)):
        raise Again  # the last visit of the period went to another request: judge once more, and say so
    place = next(k for k in range(1, limits.live_per_service + 1) if k not in held.live)
    deadline = change_deadline(block.starts_at, limits=limits, calendar=rules.calendar)
    return Appointment.objects.create(
        park=company.park,
        reference=new_reference(),
        enterprise=company,
        service=block.service,
        block=block,
        live_key=f"{company.code}:{block.service.code}:{place}",
        tally_key=tally,
        change_until=deadline.at,
        contact_name=contact.name,
        contact_phone=contact.phone,
        contact_digits=digits_of(contact.phone),
        contact_tail=tail_of(contact.phone),
        booked_at=rules.at,
        link_key=new_link_key(),
    )


def preview_booking(block: int, *, enterprise: str, actor: Actor) -> Decision:
    """What booking would be answered, by the same facts and the same rule; nothing is changed.

    Raises NotThere like the deed.
    """
    company = access_enterprise(enterprise, actor=actor, what=May.BOOK_VISIT)
    chosen = access_block(block, park=actor.park)
    rules = facts.rules_for(actor.park, chosen.service.code)
    held = facts.standing(company, chosen.service.code, rules)
    return rules.judge(decide_book, facts.booking_facts(company, chosen, held=held, rules=rules))
