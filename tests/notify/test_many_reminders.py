"""G3, E1: the morning's search for reminders reads the visits ahead, and none of the 100,000 of the years before."""

from datetime import timedelta

import pytest

from gaiyue.base import clock
from gaiyue.base.statistics import refresh_statistics
from gaiyue.booking.states import State
from gaiyue.jobs.claim import Claimed
from gaiyue.jobs.models import Job
from gaiyue.notify.reminders import find_reminders, remind_of_visit
from tests import make
from tests.web import many

VISITS = 100_000


@pytest.fixture
def ahead(park) -> int:
    """A visit tomorrow of each of forty companies, and one whose deadline is tomorrow; and old days without any."""
    parts, today = many.Parts.of_the_park(), clock.today()
    near = many.blocks(parts, today + timedelta(days=1), today + timedelta(days=2))
    visits = []
    for n, firm in enumerate(many.companies(40, name="海云")):
        visit = many.a_visit(firm, near[n % len(near)], State.BOOKED)
        visit.change_until = visit.block.starts_at - timedelta(days=1)
        visits.append(visit)
    many.enter(visits, actors=[make.HOUSE.code, "account:1"])
    park.move_to(make.at("2026-11-23 10:00"))
    return len(visits)


def find() -> many.Read:
    with many.reading() as read:
        find_reminders(Claimed(0, make.PARK, "reminders.find", "1", {}, 1, 1))
    return read


def test_it_asks_the_same_and_reads_no_table_whole(ahead):
    find()  # what is remembered between mornings is remembered now
    few = find()
    assert Job.objects.filter(kind="visit.remind").count() == ahead
    Job.objects.all().delete()
    old = many.blocks(
        many.Parts.of_the_park(),
        clock.today() - timedelta(days=400),
        clock.today() - timedelta(days=1),
    )
    many.enter_over(VISITS, firms=many.companies(500, name="旧"), old=old)
    refresh_statistics("default")
    lots = find()
    assert Job.objects.filter(kind="visit.remind").count() == ahead
    assert (few.queries, lots.whole) == (lots.queries, [])


def test_reminding_of_one_visit_asks_the_same_for_two_people_and_for_twenty(
    park, django_assert_max_num_queries
):
    company, asked = make.a_company(), []
    for more in (1, 19):
        for _ in range(more):
            make.colleague(company)
        block = make.a_block(f"2026-11-24 {9 + len(asked) * 4:02}:00")
        reference = make.booked(company, block)
        about = {"kind": "reminder.visit", "reference": reference, "block": block}
        with django_assert_max_num_queries(40) as counted:
            remind_of_visit(Claimed(0, make.PARK, "visit.remind", "", about, 1, 1))
        asked.append(len(counted))
        make.visit(reference).__class__.objects.filter(reference=reference).update(
            state="cancelled", live_key=None, holds_seat=False
        )
    assert asked[0] == asked[1]
