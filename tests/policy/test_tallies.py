"""Every bounded number is a counter that can't pass its bound."""

import pytest
from django.db import IntegrityError, transaction

from gaiyue.policy.models import Tally
from gaiyue.policy.tallies import give_back, take, used

pytestmark = pytest.mark.django_db

PARK, KEY = "lingang", "visits:e17:tax:2026-11"


def test_a_bound_is_reached_and_not_passed():
    assert [take(PARK, KEY, limit=2) for _ in range(3)] == [1, 2, None]
    assert used(PARK, KEY) == 2


def test_several_are_counted_together_or_not_at_all():
    assert take(PARK, KEY, limit=5, n=3)
    assert not take(PARK, KEY, limit=5, n=3)
    assert used(PARK, KEY) == 3


def test_a_bound_of_nothing_lets_nothing_through():
    assert not take(PARK, KEY, limit=0)
    assert used(PARK, KEY) == 0


def test_what_is_given_back_can_be_taken_again():
    take(PARK, KEY, limit=1)
    assert give_back(PARK, KEY)
    assert take(PARK, KEY, limit=1)


def test_no_more_is_given_back_than_was_taken():
    take(PARK, KEY, limit=5, n=2)
    assert not give_back(PARK, KEY, n=3)
    assert not give_back(PARK, "visits:nobody:tax:2026-11")
    assert used(PARK, KEY) == 2


def test_a_lower_bound_than_what_is_counted_refuses_and_loses_nothing():
    take(PARK, KEY, limit=8, n=5)
    assert not take(PARK, KEY, limit=3)
    assert used(PARK, KEY) == 5


def test_parks_and_keys_count_apart():
    take(PARK, KEY, limit=1)
    assert take("elsewhere", KEY, limit=1)
    assert take(PARK, "visits:e18:tax:2026-11", limit=1)
    assert used(PARK, "visits:e19:tax:2026-11") == 0


def test_counting_is_one_statement_also_for_a_new_key(django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(1):
            take(PARK, KEY, limit=2)


def test_the_database_itself_refuses_a_negative_count():
    with pytest.raises(IntegrityError), transaction.atomic():
        Tally.objects.create(park=PARK, key=KEY, used=-1)
