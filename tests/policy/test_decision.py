"""B5: what every answer is made of."""

import pytest

from gaiyue.policy import facts
from gaiyue.policy.decision import Decision, Refused, refuse_unless_allowed
from gaiyue.policy.reasons import ReasonCode, StepCode, because, step
from tests.policy.make import EDITION, at

FULL = because(ReasonCode.BLOCK_FULL)


def decision(**changed):
    usual = {
        "deed": "move",
        "asked_at": at(11, 18),
        "reasons": (FULL,),
        "edition": EDITION,
        "deadline": None,
        "next_steps": (step(StepCode.CHOOSE_BLOCK),),
    }
    return Decision(**usual | changed)


def test_a_bare_no_cannot_even_be_made():
    with pytest.raises(ValueError, match="bare no"):
        decision(next_steps=())


def test_a_refusal_carries_the_whole_decision():
    with pytest.raises(Refused) as refused:
        refuse_unless_allowed(decision(), subject="appointment:7KQ2MX4TB")
    assert refused.value.code == "block.full"
    assert refused.value.decision == decision()
    assert refused.value.subject == "appointment:7KQ2MX4TB"


def test_what_is_allowed_goes_on():
    refuse_unless_allowed(decision(reasons=()))


@pytest.mark.parametrize(
    "facts_given",
    [{}, {"deadline": at(11, 18).date()}, {"deadline": at(11, 18), "more": 1}],
    ids=["missing", "a day instead of a moment", "one too many"],
)
def test_a_reason_carries_exactly_its_facts(facts_given):
    """So that its sentence can always be said."""
    with pytest.raises(TypeError, match=r"move\.too_late carries"):
        because(ReasonCode.MOVE_TOO_LATE, **facts_given)


def test_only_facts_that_were_judged_can_be_kept():
    with pytest.raises(TypeError, match="facts are a dataclass"):
        facts.to_json("late")
