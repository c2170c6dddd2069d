"""Correct whom to reach about a visit: somebody else comes, or the number was written down wrongly."""

from dataclasses import dataclass

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.access import lock_visit, plain_reference
from gaiyue.booking.contact import Contact, checked, digits_of, tail_of
from gaiyue.booking.states import LIVE, State
from gaiyue.eventlog.kinds import kind
from gaiyue.eventlog.record import record
from gaiyue.jobs.idempotency import Once
from gaiyue.people.permissions import May
from gaiyue.people.seen import refuse_changed


@kind("contact.corrected")
@dataclass(frozen=True, slots=True)
class ContactCorrected:
    """Another name or number stands on the visit; which ones, the record need not know."""

    name_changed: bool
    phone_changed: bool


@deed
def correct_contact(
    reference: str, *, contact: Contact, actor: Actor, key: str | None = None, seen: str = ""
) -> None:
    """Put `contact` on the visit; the same one again changes nothing and records nothing.

    For a company on its own visits, for staff on any. Neither the event nor a detail beside it holds who it was or is.
    Refusals: `contact.nameless`, `contact.no_phone`, `contact.name_too_long`, `contact.phone_too_long`,
    `contact.visit_over`; `form.changed_since`, when `seen` marks another contact than that of now (people/seen.py).
    Raises NotThere and KeyReused.
    """
    plain = plain_reference(reference)
    body = {"reference": plain, "name": contact.name, "phone": contact.phone}
    once = Once(actor, "correct_contact", key, body)
    if once.answered() is not None:
        return
    # Whoever may book for the company says whom to reach; a link opens the visit, and nobody's number.
    visit = lock_visit(reference, actor=actor, what=May.BOOK_VISIT)
    new = _complete(contact)
    if State(visit.state) not in LIVE:
        raise Refusal("contact.visit_over")
    name_changed, phone_changed = visit.contact_name != new.name, visit.contact_phone != new.phone
    if name_changed or phone_changed:
        known = {"contact_name": visit.contact_name, "contact_phone": visit.contact_phone}
        refuse_changed(seen, known)
        visit.contact_name, visit.contact_phone = new.name, new.phone
        visit.contact_digits, visit.contact_tail = digits_of(new.phone), tail_of(new.phone)
        visit.version += 1
        visit.save(
            update_fields=[
                "contact_name",
                "contact_phone",
                "contact_digits",
                "contact_tail",
                "version",
            ]
        )
        record(
            ContactCorrected(name_changed=name_changed, phone_changed=phone_changed),
            subject=visit.reference,
            actor=actor,
        )
    once.answer({})


def _complete(contact: Contact) -> Contact:
    new = checked(contact)
    if not new.name:
        raise Refusal("contact.nameless")
    if not new.phone:
        raise Refusal("contact.no_phone")
    return new
