"""B7, I3: what was wanted and refused is kept, and the answer is the same as without."""

import pytest
from django.db import DatabaseError

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.eventlog.models import Attempt
from gaiyue.policy import judged as judged_file
from gaiyue.policy.decision import Refused, refuse_unless_allowed
from gaiyue.policy.judged import judged
from gaiyue.policy.limits import Limits
from gaiyue.policy.models import Tally
from gaiyue.policy.rules.move import decide_move
from gaiyue.policy.tallies import take, used
from tests.policy.make import RULES, at, move_facts

pytestmark = pytest.mark.django_db(transaction=True)

OWNER = Actor(park="lingang", code="account:17", role="owner")


@judged
@deed
def move(visit: str, *, actor: Actor, **changed) -> str:
    """Stands in for a deed: it writes something, and then asks the rule."""
    take(actor.park, visit, limit=10)
    decision = decide_move(move_facts(**changed), limits=Limits(), **RULES)
    refuse_unless_allowed(decision, subject=visit)
    return visit


def test_what_is_allowed_leaves_no_attempt():
    assert move("7KQ2MX4TB", actor=OWNER) == "7KQ2MX4TB"
    assert Attempt.objects.count() == 0
    assert used("lingang", "7KQ2MX4TB") == 1


def test_a_refused_request_is_kept_while_its_deed_is_rolled_back():
    with clock.frozen(at(11, 24, 10)), pytest.raises(Refused) as refused:
        move("7KQ2MX4TB", actor=OWNER, asked_at=at(11, 24, 10), statement=None)
    assert refused.value.code == "move.too_late"
    assert Tally.objects.count() == 0
    kept = Attempt.objects.get()
    assert (kept.park, kept.deed, kept.subject) == ("lingang", "move", "7KQ2MX4TB")
    assert (kept.actor, kept.edition) == ("account:17", "registration/3")
    assert kept.reasons == ["move.too_late", "move.statement_missing"]
    assert kept.facts == refused.value.decision.facts
    assert kept.at == at(11, 24, 10)


def test_the_answer_does_not_depend_on_the_attempt_being_kept(monkeypatch):
    def broken(*_, **__):
        raise DatabaseError("disk full")

    monkeypatch.setattr(judged_file, "record_attempt", broken)
    with pytest.raises(Refused):
        move("7KQ2MX4TB", actor=OWNER, moves_made=3)


def test_a_deed_without_an_actor_is_a_mistake_in_the_code():
    @judged
    def nameless(*, actor: str):
        refuse_unless_allowed(decide_move(move_facts(moves_made=3), limits=Limits(), **RULES))

    with pytest.raises(TypeError, match="nameless needs actor=Actor"):
        nameless(actor="account:17")


def test_a_busy_database_does_not_break_the_page_that_says_no(monkeypatch):
    def busy(*_args, **_kwargs):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(judged_file, "record_wanted", busy)
    no = decide_move(move_facts(moves_made=3), limits=Limits(), **RULES)
    assert not no.allowed
    judged_file.keep_wanted(no, subject="7KQ2MX4TB", actor=OWNER)
    assert not Attempt.objects.exists()
