"""Prove the record, for who may read it: its end at once, or all of it by a worker."""

from pathlib import Path

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.eventlog.ask_verification import ask_for_all, ask_for_end
from gaiyue.eventlog.run_verification import run_verification
from gaiyue.people.permissions import May, may


def prove_all(*, actor: Actor) -> int:
    """Let a worker prove the whole record of the actor's park; the id of the proof. NotThere for who may not read."""
    _refuse_unless_reader(actor)
    return ask_for_all(actor.park, asked_by=actor.code)


def prove_end(*, actor: Actor, folder: Path) -> int:
    """Prove the latest entries now, against the heads in `folder`; the id of the proof. NotThere likewise.

    Asking is one transaction and the answer another: the reading between them takes a second and locks nothing.
    """
    _refuse_unless_reader(actor)
    proof = ask_for_end(actor.park, asked_by=actor.code)
    run_verification(proof, folder=folder)
    return proof


def _refuse_unless_reader(actor: Actor) -> None:
    if not may(actor, May.READ_RECORD):
        raise NotThere("record")
