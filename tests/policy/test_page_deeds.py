"""B1: what managers do on the pages of the rules: publish what they looked at, take it back, follow the park again."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet

from gaiyue.base import clock
from gaiyue.base.actor import Actor, system
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.eventlog.queries import history
from gaiyue.policy.follow_park import follow_park
from gaiyue.policy.limits import Limits
from gaiyue.policy.publish import publish_edition
from gaiyue.policy.publish_after import publish_after
from gaiyue.policy.queries import (
    WHOLE_PARK,
    coming_editions,
    edition_codes,
    edition_numbered,
    editions,
    has_own,
    limits_in_force,
    services_with_own,
)
from gaiyue.policy.withdraw import withdraw_edition
from tests.policy.make import at

pytestmark = pytest.mark.django_db

PARK = "lingang"
ACTOR = system(PARK, "setup")
MANAGER = Actor(park=PARK, code="account:7", role="manager")
CLERK = Actor(park=PARK, code="account:8", role="clerk")
NOVEMBER, DECEMBER = at(11, 1), at(12, 1)


@pytest.fixture(autouse=True)
def november():
    with clock.frozen(NOVEMBER) as time:
        publish_edition(PARK, WHOLE_PARK, limits=Limits(notice_days=3), actor=ACTOR)
        yield time


def days(service="tax", moment=NOVEMBER):
    return limits_in_force(PARK, service, moment)[0].notice_days


def publish(last, service="tax", *, notice=5, actor=MANAGER, **more):
    limits = Limits(notice_days=notice)
    return publish_after(last, service, limits=limits, actor=actor, **more)


def refused(act, *args, **more):
    with pytest.raises(Refusal) as no:
        act(*args, **more)
    return no.value.code


# --- publish ----------------------------------------------------------------------------------


def test_what_was_worked_out_follows_what_was_looked_at():
    assert publish(0).number == 1
    assert publish(1, notice=6).number == 2
    assert days() == 6


def test_sent_twice_it_is_published_once():
    """A9: a double click, or the page sent again after a broken connection."""
    assert publish(0) == publish(0)
    assert [one.ref.number for one in editions(PARK, "tax")] == [1]


def test_somebody_elses_edition_is_never_overruled_unseen():
    publish(0)
    other = Actor(park=PARK, code="account:9", role="manager")
    assert refused(publish, 0, actor=other) == "policy.edition_since"
    assert refused(publish, 0, notice=6) == "policy.edition_since"
    assert days() == 5


# --- take back --------------------------------------------------------------------------------


def test_an_edition_is_taken_back_before_its_moment_and_stays_to_be_read():
    publish(0, effective_from=DECEMBER)
    withdraw_edition("tax", number=1, actor=MANAGER)
    assert (days(moment=DECEMBER), coming_editions(PARK, NOVEMBER)) == (3, ())
    row = edition_numbered(PARK, "tax", 1)
    assert (row.withdrawn_at, row.withdrawn_by) == (NOVEMBER, MANAGER.code)
    assert history(PARK, "policy:tax")[0].kind == "policy.withdrawn"


def test_whoever_finds_the_edition_changed_meanwhile_looks_again(monkeypatch):
    publish(0, effective_from=DECEMBER)
    real, answers = QuerySet.update, [0]
    monkeypatch.setattr(
        QuerySet, "update", lambda rows, **to: answers.pop() if answers else real(rows, **to)
    )
    withdraw_edition("tax", number=1, actor=MANAGER)
    assert answers == []
    assert edition_numbered(PARK, "tax", 1).withdrawn_at == NOVEMBER


def test_what_has_decided_anything_can_not_be_taken_back(november):
    publish(0, effective_from=DECEMBER)
    november.move_to(DECEMBER)
    assert refused(withdraw_edition, "tax", number=1, actor=MANAGER) == "policy.in_force_already"
    assert days(moment=DECEMBER) == 5


def test_taking_back_twice_is_said_and_changes_nothing():
    publish(0, effective_from=DECEMBER)
    withdraw_edition("tax", number=1, actor=MANAGER)
    assert refused(withdraw_edition, "tax", number=1, actor=ACTOR) == "policy.withdrawn_already"
    assert edition_numbered(PARK, "tax", 1).withdrawn_by == MANAGER.code


# --- follow the park again --------------------------------------------------------------------


def test_a_service_follows_the_park_again_and_its_later_changes_too():
    publish(0)
    assert days() == 5
    ref = follow_park(1, "tax", actor=MANAGER)
    assert (ref.number, days(), services_with_own(PARK, NOVEMBER)) == (2, 3, frozenset())
    publish(1, WHOLE_PARK, notice=2)
    limits, edition = limits_in_force(PARK, "tax", NOVEMBER)
    assert (limits.notice_days, edition.code) == (2, "*/2")
    assert history(PARK, "policy:tax")[0].kind == "policy.follows_park"


def test_it_can_follow_from_a_moment_to_come_and_that_can_be_taken_back():
    publish(0)
    follow_park(1, "tax", actor=MANAGER, effective_from=DECEMBER)
    assert (days(), days(moment=DECEMBER)) == (5, 3)
    assert has_own(PARK, "tax", NOVEMBER)
    assert not has_own(PARK, "tax", DECEMBER)
    withdraw_edition("tax", number=2, actor=MANAGER)
    assert days(moment=DECEMBER) == 5


def test_a_service_gets_rules_of_its_own_once_more():
    publish(0)
    follow_park(1, "tax", actor=MANAGER)
    publish(2, notice=7)
    assert (days(), services_with_own(PARK, NOVEMBER)) == (7, frozenset({"tax"}))
    # What follows the park has no rules to lay beside others.
    assert [ref.code for ref in edition_codes(PARK, "tax")] == ["tax/3", "tax/1", "*/1"]


def test_following_sent_twice_is_done_once():
    publish(0)
    assert follow_park(1, "tax", actor=MANAGER) == follow_park(1, "tax", actor=MANAGER)
    assert len(editions(PARK, "tax")) == 2


def test_following_is_refused_where_it_says_nothing_or_overrules_somebody():
    assert refused(follow_park, 0, "tax", actor=MANAGER) == "policy.follows_already"
    publish(0)
    assert refused(follow_park, 0, "tax", actor=MANAGER) == "policy.edition_since"
    past = NOVEMBER - timedelta(minutes=1)
    code = refused(follow_park, 1, "tax", actor=MANAGER, effective_from=past)
    assert code == "policy.effective_in_past"


def test_publishing_what_the_park_has_is_not_taken_for_following_it():
    """The same limits by the same person: a copy stays as it is when the park's rules change."""
    publish(0)
    follow_park(1, "tax", actor=MANAGER)
    assert refused(publish, 1, notice=3) == "policy.edition_since"


@pytest.mark.parametrize("actor", [CLERK, Actor(park=PARK, code="account:1", role="member")])
def test_only_who_may_publish_rules_does_any_of_this(actor):
    publish(0, effective_from=DECEMBER)
    with pytest.raises(NotThere):
        publish(1, actor=actor)
    with pytest.raises(NotThere):
        withdraw_edition("tax", number=1, actor=actor)
    with pytest.raises(NotThere):
        follow_park(1, "tax", actor=actor)


def test_the_park_itself_follows_nobody_and_another_park_s_editions_are_not_there():
    with pytest.raises(NotThere):
        follow_park(1, WHOLE_PARK, actor=MANAGER)
    publish(0, effective_from=DECEMBER)
    elsewhere = Actor(park="harbour", code="account:7", role="manager")
    with pytest.raises(NotThere):
        withdraw_edition("tax", number=1, actor=elsewhere)
