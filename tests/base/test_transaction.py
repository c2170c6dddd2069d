"""K3: a deed is run whole and repeated whole; what time can't heal is not repeated."""

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, transaction

from gaiyue.base import transaction as retrying
from gaiyue.base.transaction import AT_ONCE, COLLISIONS, PATIENCE_S, STEP_ASIDE_S, Again, deed
from gaiyue.policy.models import Tally

PARK = "lingang"


@pytest.fixture
def pauses(monkeypatch):
    """The pauses that were made, without making them; time passes by them alone."""
    made: list[float] = []
    monkeypatch.setattr(retrying.time, "sleep", made.append)
    monkeypatch.setattr(retrying.time, "monotonic", lambda: 100 + sum(made))
    return made


@deed
def count(key, *, troubles=()):
    """Insert a row, then meet the next trouble."""
    Tally.objects.create(park=PARK, key=key)
    for trouble in troubles:
        troubles.remove(trouble)
        raise trouble
    return key


def keys():
    return list(Tally.objects.order_by("pk").values_list("key", flat=True))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trouble", retrying.HEALING)
def test_what_time_may_heal_is_run_again_as_a_whole(pauses, trouble):
    troubles = [trouble("lost"), trouble("still lost")]
    assert count("a", troubles=troubles) == "a"
    assert keys() == ["a"]
    assert len(pauses) == 2
    assert all(0.1 <= pause <= 1 for pause in pauses)


@pytest.mark.django_db(transaction=True)
def test_it_is_tried_for_half_a_minute_at_least(pauses):
    with pytest.raises(OperationalError):
        count("a", troubles=[OperationalError(str(n)) for n in range(999)])
    assert PATIENCE_S < sum(pauses) < PATIENCE_S + 2
    assert keys() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trouble", [ProgrammingError("no such column"), ValueError("wrong")])
def test_a_mistake_is_not_repeated(pauses, trouble):
    with pytest.raises(type(trouble)):
        count("a", troubles=[trouble])
    assert (keys(), pauses) == ([], [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trouble", [Again(), IntegrityError("somebody was first")])
def test_who_met_somebody_else_looks_again_at_once(pauses, trouble):
    assert count("a", troubles=[trouble] * AT_ONCE) == "a"
    assert (keys(), pauses) == (["a"], [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trouble", [Again(), IntegrityError("somebody was first")])
def test_who_meets_somebody_again_and_again_steps_aside(pauses, trouble):
    assert count("a", troubles=[trouble] * (COLLISIONS - 1)) == "a"
    assert keys() == ["a"]
    assert len(pauses) == COLLISIONS - 1 - AT_ONCE
    assert all(0 <= pause <= STEP_ASIDE_S for pause in pauses)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trouble", [Again(), IntegrityError("always")])
def test_who_meets_somebody_every_time_gives_up_and_leaves_nothing(trouble):
    with pytest.raises(type(trouble)):
        count("a", troubles=[trouble] * COLLISIONS)
    assert keys() == []


@pytest.mark.django_db
def test_inside_another_deed_only_its_own_part_is_run_again():
    with transaction.atomic():
        count("outer")
        assert count("inner", troubles=[Again(), IntegrityError()]) == "inner"
    assert keys() == ["outer", "inner"]


@pytest.mark.django_db
def test_inside_another_deed_it_gives_up_as_well():
    count("outer")
    with pytest.raises(Again):
        count("inner", troubles=[Again()] * COLLISIONS)
    assert keys() == ["outer"]


@pytest.mark.django_db
def test_inside_another_deed_a_lost_connection_is_for_the_outer_one(pauses):
    """A savepoint can't outlive its connection: the outer deed has to run again as a whole."""
    with pytest.raises(OperationalError):
        count("inner", troubles=[OperationalError("lost")])
    assert (keys(), pauses) == ([], [])


def test_a_deed_keeps_its_name_and_its_words():
    assert count.__name__ == "count"
    assert count.__doc__ == "Insert a row, then meet the next trouble."
