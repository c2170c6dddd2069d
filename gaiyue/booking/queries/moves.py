"""The last move of a visit, read from the record: where it was before."""

from gaiyue.base.actor import Actor
from gaiyue.booking.queries.availability import BlockRow, one_block
from gaiyue.booking.queries.visits import visit
from gaiyue.eventlog.queries import history


def last_move(reference: str, *, actor: Actor) -> BlockRow | None:
    """The block that the visit left with its last move; None when it never moved. NotThere like the visit."""
    row = visit(reference, actor=actor)
    for entry in history(actor.park, row.reference):
        if entry.kind == "appointment.moved":
            block, _ = one_block(int(str(entry.facts["from_block"])), park=actor.park)
            return block
    return None
