"""B1: the rules are data, versioned, and in force from a moment on."""

from datetime import timedelta

import pytest

from gaiyue.base import clock
from gaiyue.base.actor import Actor, system
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.queries import history
from gaiyue.policy.decision import EditionRef
from gaiyue.policy.limits import Limits
from gaiyue.policy.models import PolicyEdition
from gaiyue.policy.publish import publish_edition
from gaiyue.policy.queries import (
    WHOLE_PARK,
    PolicyMissing,
    edition_numbered,
    editions,
    limits_in_force,
)
from tests.policy.make import at

pytestmark = pytest.mark.django_db

PARK = "lingang"
ACTOR = system(PARK, "setup")
NOVEMBER, DECEMBER = at(11, 1), at(12, 1)
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def november():
    with clock.frozen(NOVEMBER) as time:
        yield time


def publish(service=WHOLE_PARK, *, days=3, **more):
    return publish_edition(PARK, service, limits=Limits(notice_days=days), actor=ACTOR, **more)


def days_in_force(service="tax", moment=NOVEMBER, park=PARK):
    return limits_in_force(park, service, moment)[0].notice_days


def test_a_service_without_rules_of_its_own_has_the_park_s():
    publish(days=3)
    publish("tax", days=2)
    assert days_in_force("tax") == 2
    assert days_in_force("registration") == 3


def test_the_edition_in_force_when_the_person_asked_decides():
    publish(days=3)
    publish(days=5, effective_from=DECEMBER)
    assert days_in_force(moment=DECEMBER - timedelta(microseconds=1)) == 3
    assert days_in_force(moment=DECEMBER) == 5


def test_a_service_s_own_rules_begin_when_they_are_in_force():
    publish(days=3)
    publish("tax", days=1, effective_from=DECEMBER)
    assert days_in_force("tax") == 3
    assert days_in_force("tax", moment=DECEMBER) == 1


def test_of_two_editions_from_one_moment_the_later_made_counts():
    publish(days=5, effective_from=DECEMBER)
    publish(days=6, effective_from=DECEMBER)
    assert days_in_force(moment=DECEMBER) == 6


def test_an_edition_made_later_for_an_earlier_moment_does_not_outlast_the_one_to_come():
    publish(days=5, effective_from=DECEMBER)
    publish(days=4, effective_from=NOVEMBER + WEEK)
    assert days_in_force(moment=NOVEMBER + WEEK) == 4
    assert days_in_force(moment=DECEMBER) == 5


def test_numbers_count_per_service_and_name_the_edition():
    assert publish().code == "*/1"
    assert publish("tax").code == "tax/1"
    assert publish("tax") == EditionRef(number=2, service="tax", effective_from=NOVEMBER)
    assert limits_in_force(PARK, "tax", NOVEMBER)[1].code == "tax/2"


def test_editions_are_listed_the_newest_first_with_those_to_come():
    publish(days=3, note=Code("setup"))
    publish(days=5, effective_from=DECEMBER)
    listed = editions(PARK)
    assert [(one.ref.number, one.limits.notice_days) for one in listed] == [(2, 5), (1, 3)]
    assert listed[1].made_at == NOVEMBER
    assert listed[1].actor == "system:setup"
    assert listed[1].note == "setup"
    assert editions(PARK, "tax") == ()


def test_the_limits_of_an_earlier_decision_can_be_read_again():
    """B7: to judge it again."""
    old = publish(days=3)
    publish(days=5)
    assert edition_numbered(PARK, old.service, old.number).limits.notice_days == 3
    with pytest.raises(NotThere):
        edition_numbered(PARK, old.service, 9)


def test_rules_can_not_be_put_in_force_for_the_past():
    """Whoever asked then was answered by the rules of then."""
    with pytest.raises(Refusal) as refused:
        publish(effective_from=NOVEMBER - timedelta(seconds=1))
    assert refused.value.code == "policy.effective_in_past"
    assert PolicyEdition.objects.count() == 0


def test_another_park_s_rules_look_like_none():
    publish()
    with pytest.raises(NotThere):
        publish_edition("elsewhere", WHOLE_PARK, limits=Limits(), actor=ACTOR)
    with pytest.raises(PolicyMissing, match=r"Opening a park, docs/operations\.md"):
        days_in_force(park="elsewhere")


def test_only_who_may_publish_rules_changes_them():
    publish()
    for role in ("visitor", "owner", "clerk", "supervisor", "unheard_of"):
        actor = Actor(park=PARK, code="account:7", role=role)
        with pytest.raises(NotThere):
            publish_edition(PARK, WHOLE_PARK, limits=Limits(notice_days=0), actor=actor)
    assert days_in_force() == 3
    head = Actor(park=PARK, code="account:8", role="manager")
    assert publish_edition(PARK, WHOLE_PARK, limits=Limits(), actor=head).code == "*/2"


def test_before_the_first_edition_there_are_no_rules():
    publish()
    with pytest.raises(PolicyMissing):
        days_in_force(moment=NOVEMBER - timedelta(seconds=1))


def test_publishing_is_on_the_record():
    """D5: who, when, which edition; the digest proves which limits."""
    ref = publish("tax", effective_from=DECEMBER)
    (event,) = history(PARK, "policy:tax")
    assert event.kind == "policy.published"
    assert event.edition == ref.code == "tax/1"
    assert event.facts["effective_from"] == "2026-12-01T01:00:00+00:00"
    assert event.facts["digest"] == PolicyEdition.objects.get().digest


def test_reading_the_rules_is_one_query(django_assert_num_queries):
    publish(days=3)
    publish("tax", days=29)  # limits that no other test has shown to this process
    with django_assert_num_queries(2):
        days_in_force()
    with django_assert_num_queries(1):
        days_in_force()


def test_an_edition_that_was_rolled_back_is_not_remembered():
    """Its id and number may come again with other limits."""
    first = publish(days=3)
    row = PolicyEdition.objects.get().pk
    assert days_in_force() == 3
    PolicyEdition.objects.all().delete()
    again = publish(days=6)
    PolicyEdition.objects.update(id=row)
    assert again == first
    assert days_in_force() == 6
