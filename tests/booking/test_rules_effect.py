"""B1: what other rules would do to the visits that are booked, before they are published."""

import pytest

from gaiyue.booking.models import Appointment
from gaiyue.booking.queries.rules_effect import RulesEffect, alike, effect_of_limits
from gaiyue.policy.limits import Limits
from gaiyue.policy.publish import publish_edition
from tests import make

pytestmark = pytest.mark.usefixtures("park")

NOW = make.MONDAY
FRIDAY_WEEK = "2026-12-04 09:00"


def booked(starts=FRIDAY_WEEK, name="云启科技"):
    return make.booked(make.a_company(name), make.a_block(starts, seats=5))


def effect(service="*", at=NOW, **changed):
    return effect_of_limits(make.PARK, service, limits=Limits(**changed), at=at)


def test_nobody_is_concerned_where_nothing_is_booked():
    assert effect(notice_days=5) == RulesEffect(0, 0, 0, 0)


def test_the_same_rules_change_nothing():
    booked()
    found = effect()
    assert (found.visits, found.unchanged) == (1, 1)


def test_a_shorter_notice_gives_more_time_and_a_longer_one_keeps_the_promise():
    booked()
    assert effect(notice_days=2).later == 1
    assert effect(notice_days=5).kept == 1


def test_a_deadline_that_only_a_list_has_shown_may_go_back_to_the_one_that_was_told():
    """Told under three days; two days since then; a return to three takes back what only the list said."""
    booked()
    publish_edition(make.PARK, "*", limits=Limits(notice_days=2), actor=make.HOUSE)
    assert effect(notice_days=3).earlier == 1
    assert effect(notice_days=2).unchanged == 1


def test_what_begins_before_the_rules_do_is_not_theirs():
    booked("2026-11-25 09:00")
    booked(name="别家")
    assert effect(at=make.at("2026-12-01 00:00"), notice_days=2).visits == 1


def test_the_park_s_rules_concern_services_without_their_own_only():
    reference = booked()
    service = Appointment.objects.get(reference=reference).service.code
    assert effect(notice_days=2).visits == 1
    publish_edition(make.PARK, service, limits=Limits(notice_days=4), actor=make.HOUSE)
    assert effect(notice_days=2).visits == 0
    assert effect(service, notice_days=2).visits == 1


def test_many_visits_cost_no_more_queries(django_assert_num_queries):
    for hour, name in (("09", "甲"), ("11", "乙"), ("14", "丙")):
        booked(f"2026-12-04 {hour}:00", name=name)
    effect()
    with django_assert_num_queries(4):
        effect(notice_days=2)


def test_visits_that_can_t_be_moved_any_more_are_counted_apart():
    """Also those that have used up what is left, and not those that had nothing left anyway."""
    block = make.a_block(FRIDAY_WEEK, seats=5)
    for name, moves in (("甲", 0), ("乙", 1), ("丙", 3)):
        reference = make.booked(make.a_company(name), block)
        Appointment.objects.filter(reference=reference).update(moves=moves)
    none, one = effect(moves_per_appointment=0), effect(moves_per_appointment=1)
    assert (none.visits, none.losing, none.unchanged) == (3, 2, 1)
    assert (one.losing, one.unchanged) == (1, 2)


def test_visits_alike_are_counted_together():
    """Twelve visits of one block are one row of the database; their number is still right."""
    block = make.a_block(FRIDAY_WEEK, seats=12)
    for n in range(12):
        make.booked(make.a_company(f"企业{n}"), block)
    assert effect(notice_days=2).later == 12
    rows = alike(Appointment.objects.all(), "block__starts_at", "change_until", "moves")
    assert [row[-1] for row in rows] == [12]
