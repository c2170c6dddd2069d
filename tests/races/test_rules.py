"""A8, K3: two managers publish rules at once that both worked out on the same edition: one of them looks again."""

from functools import partial

import pytest

from gaiyue.base.actor import Actor
from gaiyue.base.transaction import deed
from gaiyue.policy import publish_after as publishing
from gaiyue.policy.limits import Limits
from gaiyue.policy.models import PolicyEdition
from gaiyue.policy.publish import publish_edition
from gaiyue.policy.publish_after import publish_after
from tests import make
from tests.races.racing import ends, race

WRITE = 'INSERT INTO "policy_policyedition"'
MANAGERS = tuple(Actor(park=make.PARK, code=f"account:{n}", role="manager") for n in (7, 8))


def both(manager: Actor, days: int):
    return partial(
        publish_after, 0, "qualification", limits=Limits(notice_days=days), actor=manager
    )


def made() -> list[tuple[int, str]]:
    rows = PolicyEdition.objects.filter(park=make.PARK, service="qualification")
    return list(rows.order_by("number").values_list("number", "actor"))


def test_of_two_that_follow_the_same_edition_one_is_refused(engine):
    """Whoever comes second has not seen what they would overrule."""
    meet = WRITE if engine == "postgresql" else ""
    outcomes = race(both(MANAGERS[0], 4), both(MANAGERS[1], 5), meet=meet)
    assert ends(outcomes) == {"done": 1, "policy.edition_since": 1}
    assert [number for number, _actor in made()] == [1]


def test_the_same_form_sent_twice_at_once_makes_one_edition(engine):
    meet = WRITE if engine == "postgresql" else ""
    outcomes = race(both(MANAGERS[0], 4), both(MANAGERS[0], 4), meet=meet)
    assert ends(outcomes) == {"done": 2}
    assert [number for number, _actor in made()] == [1]


@pytest.mark.usefixtures("postgresql")
def test_control_a_number_chosen_while_writing_overrules_somebody_unseen(monkeypatch):
    """The check is made, and the number is found anew by a deed inside: its collision is healed there, unnoticed."""

    @deed
    def next_one(_number, service, *, limits, actor, effective_from):
        how = {"limits": limits, "actor": actor, "effective_from": effective_from}
        return publish_edition(actor.park, service, **how)

    monkeypatch.setattr(publishing, "insert_edition", next_one)
    outcomes = race(both(MANAGERS[0], 4), both(MANAGERS[1], 5), meet=WRITE)
    assert ends(outcomes) == {"done": 2}
    assert [number for number, _actor in made()] == [1, 2]
