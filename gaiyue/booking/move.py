"""Move a visit to another block: the old seat is given up only in the transaction that takes the new one."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import DateTimeField, F

from gaiyue.base.actor import Actor
from gaiyue.base.plain_text import some_lines
from gaiyue.base.prepared import Change, Given
from gaiyue.base.transaction import deed
from gaiyue.booking import facts
from gaiyue.booking.access import access_block, access_visit, lock_visit, plain_reference
from gaiyue.booking.events import AppointmentMoved
from gaiyue.booking.models import Appointment, Block
from gaiyue.booking.queries.deadlines import as_it_will_be
from gaiyue.booking.seats import NoSeat, exchange_seats
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record
from gaiyue.jobs.idempotency import Once
from gaiyue.people.permissions import May
from gaiyue.policy.decision import Decision, refuse_unless_allowed
from gaiyue.policy.judged import judged
from gaiyue.policy.rules.move import decide_move, decide_move_entry, decide_move_to
from gaiyue.policy.rules.notice import change_deadline


@dataclass(frozen=True, slots=True)
class Statement:
    """Why a visit is moved: a code of the catalogue of circumstances, and what else the person wants to say."""

    circumstance: str | None = None
    note: str = ""


NONE_GIVEN = Statement()

_MOVE = Change(
    lambda: Appointment.objects.filter(pk=Given("visit")),
    {
        "block": Given("block"),
        "moves": Given("moves"),
        "version": F("version") + 1,
        "change_until": Given("change_until", DateTimeField()),
    },
)


@judged
@deed
def move_appointment(
    reference: str,
    *,
    to_block: int,
    actor: Actor,
    statement: Statement = NONE_GIVEN,
    key: str | None = None,
) -> str:
    """Move the visit to `to_block` and return its reference, which stays the same, as do its links and QR.

    A move that fails changes nothing. `key` makes it idempotent. Raises Refused with every objection, NotThere for
    a visit or a block that isn't there for this actor, and KeyReused when the key stood for another request.
    """
    plain = plain_reference(reference)
    body = {
        "reference": plain,
        "block": to_block,
        "circumstance": statement.circumstance,
        "note": statement.note,
    }
    once = Once(actor, "move", key, body)
    if (answer := once.answered({"reference": plain})) is not None:
        return str(answer["reference"])
    visit = lock_visit(reference, actor=actor, what=May.MOVE_VISIT)
    target, rules = _target(visit, to_block)
    known = facts.move_facts(visit, target, statement=statement.circumstance, rules=rules)
    refuse_unless_allowed(rules.judge(decide_move, known), subject=visit.reference)
    old = visit.block
    change_until = _change(visit, target, rules=rules, is_free=known.is_free_of_notice)
    event = AppointmentMoved(
        from_block=old.pk,
        from_location=Code(old.location.code),
        from_starts_at=old.starts_at,
        to_block=target.pk,
        to_location=Code(target.location.code),
        to_starts_at=target.starts_at,
        moves=visit.moves,
        statement=Code(statement.circumstance or ""),
        change_until=change_until,
    )
    record(
        event,
        subject=visit.reference,
        actor=actor,
        edition=rules.edition.code,
        details={"note": some_lines(statement.note)},
        about=visit.enterprise.code,
    )
    try:
        exchange_seats(give_back=old.pk, take=target.pk)
    except NoSeat:
        now = access_block(to_block, park=actor.park)
        wanted = known.target and replace(
            known.target, is_open=now.is_open, seats_free=facts.seats_free(now)
        )
        refuse_unless_allowed(
            rules.judge(decide_move, replace(known, target=wanted)), subject=visit.reference
        )
        raise
    return visit.reference


def _change(visit: Appointment, target: Block, *, rules: facts.Rules, is_free: bool) -> datetime:
    """Point the visit, whose row is locked, at its new block; the deadline printed from now on is that of the new day.

    A move that the park made necessary uses up none of the company's own.
    """
    deadline = change_deadline(target.starts_at, limits=rules.limits, calendar=rules.calendar)
    visit.moves += 0 if is_free else 1
    _MOVE(visit=visit.pk, block=target.pk, moves=visit.moves, change_until=deadline.at)
    return deadline.at


def _target(visit: Appointment, block: int) -> tuple[Block, facts.Rules]:
    """The wanted block, and the rules of the visit's own service."""
    target, rules = facts.target_with_rules(block, visit=visit)
    if target.service_id != visit.service_id:
        rules = facts.rules_for(visit.park, visit.service.code)
    return target, rules


def preview_move(reference: str, *, actor: Actor, to_block: int | None = None) -> Decision:
    """What moving would be answered, by the same facts and the same rule; nothing is changed.

    Without `to_block` it answers whether the visit may be moved at all; with it, everything but the statement, which
    the page has yet to ask for. Raises NotThere like the deed.
    """
    visit = access_visit(reference, actor=actor, what=May.MOVE_VISIT)
    target = None if to_block is None else access_block(to_block, park=actor.park)
    rules = facts.rules_for(actor.park, visit.service.code)
    known = facts.move_facts(visit, target, statement=None, rules=rules)
    decision = rules.judge(decide_move_entry if target is None else decide_move_to, known)
    return as_it_will_be(decision, rules.calendar, visit=visit)
