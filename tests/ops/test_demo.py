"""The demo park, small: its history is told by the real deeds, once, however often the teller is killed."""

from argparse import Namespace
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import F

from gaiyue.base import clock
from gaiyue.booking.models import Appointment, Block, Service
from gaiyue.booking.move import preview_move
from gaiyue.booking.queries.visits import past, upcoming
from gaiyue.booking.reconcile import find_mismatches
from gaiyue.booking.states import LIVE, State
from gaiyue.eventlog.models import Attempt, Event
from gaiyue.eventlog.relay import link_events
from gaiyue.eventlog.verify import verify_log
from gaiyue.ops.commands import demo as command
from gaiyue.ops.demo import fill
from gaiyue.ops.demo.acts import gather_cast
from gaiyue.ops.demo.companies import FAMOUS
from gaiyue.ops.demo.fill import NotADemo, ToldElsewhere, fill_demo
from gaiyue.ops.demo.marker import latest_marker, put_marker
from gaiyue.ops.demo.set_up import Scale, set_up_demo
from gaiyue.people.queries import enterprises_page, staff_list
from gaiyue.policy.reasons import ReasonCode
from tests.make import at

PARK = "small"
SCALE = Scale(companies=24, days_back=18)
NOW = at("2026-11-24 14:40")
TODAY = NOW.date()
FEW = 5


def nobody_listens(done: int, total: int) -> None:
    """A report that goes nowhere."""


@pytest.fixture(scope="module", autouse=True)
def without_pauses():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fill, "PAUSE_S", 0)
        yield


@pytest.fixture(scope="module")
def reports(django_db_setup, django_db_blocker, without_pauses):
    """A small demo that was set up and filled on a Tuesday afternoon; yields what was reported."""
    heard = []
    with django_db_blocker.unblock(), transaction.atomic(), clock.frozen(NOW):
        assert set_up_demo(PARK, scale=SCALE)
        fill_demo(PARK, lambda done, total: heard.append((done, total)))
        yield heard
        transaction.set_rollback(True)


@pytest.fixture
def told(reports, db):
    """The filled park, to be changed freely."""
    with clock.frozen(NOW) as virtual:
        yield virtual


def visits():
    return Appointment.objects.filter(park=PARK)


def test_no_block_holds_more_than_its_capacity(told):
    """K3."""
    assert visits().count() > 40
    assert not Block.objects.filter(park=PARK, taken__gt=F("capacity")).exists()
    assert find_mismatches(PARK, since=TODAY - timedelta(days=60)) == []


def test_the_record_of_the_demo_is_whole(told):
    """D5."""
    while link_events(PARK, react=lambda events: None):
        pass
    found = verify_log(PARK)
    assert found.broken is None
    assert found.waiting == 0
    assert found.links == Event.objects.filter(park=PARK).count()


def test_what_happened_is_recorded_in_order(told):
    moments = list(Event.objects.filter(park=PARK).order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] == NOW


def test_past_visits_have_ended_and_later_ones_are_ahead(told):
    before = visits().filter(block__on__lt=TODAY)
    assert before.filter(state=State.COMPLETED).exists()
    assert not before.filter(state__in=LIVE, block__on__lt=TODAY - timedelta(days=5)).exists()
    after = visits().filter(block__on__gt=TODAY).exclude(state=State.CANCELLED)
    assert {*after.values_list("state", flat=True)} == {State.BOOKED}
    assert visits().filter(moves__gt=0).exists()
    assert visits().filter(state=State.CANCELLED).exists()


def test_today_the_counters_are_at_work(told):
    states = Counter(visits().filter(block__on=TODAY).values_list("state", flat=True))
    assert states[State.COMPLETED] > 0
    begun = visits().filter(block__on=TODAY, block__ends_at__lt=NOW - timedelta(hours=1))
    assert begun.filter(state=State.BOOKED).count() <= FEW
    assert visits().filter(block__on=TODAY, called_at__isnull=False).exists()


def test_what_somebody_forgot_to_end_stands_out_and_is_little(told):
    """A10: the board has a visit of earlier days to remind of."""
    left = visits().filter(block__on__lt=TODAY, state__in=LIVE)
    assert left.count() <= FEW


def test_changes_that_came_too_late_are_kept_as_attempts(told):
    reasons = [code for one in Attempt.objects.filter(park=PARK) for code in one.reasons]
    assert ReasonCode.MOVE_TOO_LATE in reasons


def test_the_famous_company_has_something_of_everything(told):
    """B5: one visit that can be moved, one that is too near, one that is over, and a move in the history."""
    actor = gather_cast(PARK).companies[FAMOUS].actor
    ahead = upcoming(PARK, enterprises=[FAMOUS]).rows
    by_service = {visit.service: visit for visit in ahead}
    assert set(by_service) == {"tax", "qualification"}
    soon, movable = by_service["tax"], by_service["qualification"]
    assert soon.on == TODAY + timedelta(days=1)
    assert preview_move(soon.reference, actor=actor).has(ReasonCode.MOVE_TOO_LATE)
    assert preview_move(movable.reference, actor=actor).allowed
    assert movable.moves == 1
    assert [visit.state for visit in past(PARK, enterprises=[FAMOUS]).rows] == [State.COMPLETED]


def test_the_report_ends_at_the_whole(told, reports):
    done = [one for one, _ in reports]
    assert done == sorted(done)
    assert reports[-1][0] == reports[-1][1]


def test_filling_again_tells_nothing_twice(told):
    before = visits().count(), Event.objects.filter(park=PARK).count()
    fill_demo(PARK, nobody_listens)
    assert (visits().count(), Event.objects.filter(park=PARK).count()) == before
    assert not set_up_demo(PARK, scale=SCALE)


def test_after_days_away_the_demo_goes_on_to_today(told):
    told.move_to(at("2026-12-03 15:00"))
    fill_demo(PARK, nobody_listens)
    assert not visits().filter(block__on__lt=clock.today(), state__in=LIVE).exists()
    last = Block.objects.filter(park=PARK).order_by("-on").first()
    assert last.on >= date(2026, 12, 31), "2 January, the horizon, is a Saturday after a holiday"
    assert find_mismatches(PARK, since=TODAY - timedelta(days=60)) == []


def test_two_tellers_do_not_tell_the_same(told):
    told.move_to(NOW + timedelta(days=3))

    def overtaken(done: int, total: int) -> None:
        if marker := latest_marker(PARK):
            put_marker(PARK, marker.told)

    with pytest.raises(ToldElsewhere):
        fill_demo(PARK, overtaken)
    assert latest_marker(PARK).told.until < clock.now()


def test_a_park_that_is_no_demo_is_left_alone(park):
    with pytest.raises(NotADemo):
        fill_demo("lingang", nobody_listens)
    assert not Appointment.objects.filter(park="lingang").exists()
    assert not set_up_demo("lingang")


def test_the_command_finishes_what_was_begun_and_says_how_far_it_is(told, capsys, monkeypatch):
    told.move_to(at("2026-11-26 09:30"))
    monkeypatch.setattr(command.os, "nice", lambda _: 0)
    assert command.run(Namespace(park=PARK)) == 0
    assert "100 %" in capsys.readouterr().out


def test_the_command_leaves_other_parks_alone(park, capsys, monkeypatch):
    monkeypatch.setattr(command.os, "nice", lambda _: 0)
    assert command.run(Namespace(park="lingang")) == 1
    assert "no demo" in capsys.readouterr().err


def test_a_stopped_command_says_that_it_will_go_on(told, capsys, monkeypatch):
    def interrupted(park, report):
        report(1, 3)
        raise KeyboardInterrupt

    monkeypatch.setattr(command.os, "nice", lambda _: 0)
    monkeypatch.setattr(command, "fill_demo", interrupted)
    assert command.run(Namespace(park=PARK)) == 130
    said = capsys.readouterr().out
    assert "30 %" in said
    assert "goes on from here" in said


def test_on_a_terminal_one_line_overwrites_itself(capsys, monkeypatch):
    monkeypatch.setattr(command.sys.stdout, "isatty", lambda: True, raising=False)
    report = command._report()
    report(1, 3)
    report(3, 3)
    said = capsys.readouterr().out
    assert said.count("\r") == 2
    assert said.count("\n") == 1


class Killed(BaseException):
    """Stands for the end of a process between two steps."""


@pytest.mark.django_db
def test_a_killed_teller_is_followed_exactly():
    park, steps, killed_at = "killed", 0, {2, 3, 7, 9}

    def dying(done: int, total: int) -> None:
        nonlocal steps
        steps += 1
        if steps in killed_at:
            raise Killed

    with clock.frozen(NOW):
        set_up_demo(park, scale=Scale(companies=12, days_back=10))
        for _ in killed_at:
            with pytest.raises(Killed):
                fill_demo(park, dying)
        fill_demo(park, dying)
        markers = Event.objects.filter(park=park, kind="demo.advanced").order_by("pk")
        until = [one.facts["until"] for one in markers]
        assert until == sorted(set(until))
        assert latest_marker(park).told.until == NOW
        assert find_mismatches(park, since=TODAY - timedelta(days=60)) == []
        famous = Appointment.objects.filter(park=park, enterprise__code=FAMOUS)
        services = Counter(famous.values_list("service__code", flat=True))
        assert services == {"registration": 1, "tax": 1, "qualification": 1}


def test_everybody_whom_the_visitor_can_become_is_there(told, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = enterprises_page(PARK, page=1)
    assert (page.total, page.pages, len(page.rows)) == (24, 2, 20)
    assert page.rows[0].enterprise == FAMOUS
    assert [row.enterprise for row in enterprises_page(PARK, q="云启澜").rows] == [FAMOUS]
    roles = {row.role for row in staff_list(PARK)}
    assert roles == {"clerk", "specialist", "supervisor", "manager", "administrator"}


def test_every_service_says_what_to_bring_in_both_languages(told):
    """A9."""
    for service in Service.objects.filter(park=PARK).prefetch_related("materials", "counters"):
        papers = list(service.materials.all())
        assert 5 <= len(papers) <= 8
        assert {paper.is_required for paper in papers} == {True, False}
        assert all(paper.name_zh and paper.name_en for paper in papers)
        assert all(bool(paper.note_zh) is bool(paper.note_en) for paper in papers)
        assert {counter.location_id for counter in service.counters.all()} == {
            row.pk for row in service.counters.model.location.get_queryset().filter(park=PARK)
        }
