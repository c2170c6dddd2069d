"""D5, K3: every committed event gets one number, also when relays meet, die, or a slow deed commits late."""

from datetime import timedelta

import pytest
from django.db import transaction

from gaiyue.base import clock
from gaiyue.booking.set_capacity import set_capacity
from gaiyue.eventlog import relay
from gaiyue.eventlog.models import Event, Link, Unlinked
from gaiyue.eventlog.relay import link_events
from gaiyue.eventlog.verify import verify_log
from gaiyue.jobs.enqueue import Work, enqueue
from gaiyue.jobs.models import Job
from tests import make
from tests.make import PARK
from tests.races.checks import assert_sound
from tests.races.racing import ends, killed_at, race, reached, signpost, values


def react(events):
    """One job per event, as the wiring makes them."""
    enqueue(PARK, [Work("test.reaction", f"event:{event.id}") for event in events])


def link():
    return link_events(PARK, react=react)


def link_all():
    while link():
        pass


def reactions():
    return sorted(Job.objects.filter(kind="test.reaction").values_list("key", flat=True))


def assert_every_event_once():
    events = Event.objects.values_list("pk", flat=True)
    assert sorted(Link.objects.values_list("event", flat=True)) == sorted(events)
    assert reactions() == sorted(f"event:{pk}" for pk in events)
    assert_sound()


def test_relays_that_meet_number_every_event_once(engine, monkeypatch):
    """Four relays and a small batch: whoever is too late takes the next ones."""
    monkeypatch.setattr(relay, "BATCH", 5)
    assert Unlinked.objects.count() > 5

    outcomes = race(*[link_all] * 4)

    assert ends(outcomes) == {"done": 4}
    assert_every_event_once()


def test_events_written_while_the_relay_runs_are_all_numbered(engine, monkeypatch):
    monkeypatch.setattr(relay, "BATCH", 3)
    block = make.a_block()

    def write():
        for seats in range(2, 12):
            set_capacity(block, capacity=seats, actor=make.HOUSE)

    outcomes = race(write, write, link_all, link_all)
    link_all()

    assert ends(outcomes) == {"done": 4}
    assert_every_event_once()


def test_a_relay_killed_anywhere_loses_and_doubles_nothing(engine, monkeypatch):
    """Either the events of a batch have numbers and their jobs exist, or neither; the next relay goes on at once."""
    monkeypatch.setattr(relay, "BATCH", 2)
    link_all()
    block = make.a_block()

    for step in range(1, 30):
        set_capacity(block, capacity=step, actor=make.HOUSE)
        set_capacity(block, capacity=step + 1, actor=make.HOUSE)
        (outcome,) = race(killed_at(step, link))
        assert Link.objects.count() == Job.objects.filter(kind="test.reaction").count()
        assert verify_log(PARK).broken is None
        link_all()
        assert_every_event_once()
        if outcome.end == "done":
            break
        assert outcome.end == "killed"
    else:
        pytest.fail("it never came through")
    assert step > 6


@pytest.mark.usefixtures("postgresql")
def test_an_event_of_a_slow_deed_is_numbered_after_later_ones():
    slow_event, quick_event, naive = slow_and_quick(link_all)

    assert slow_event < quick_event
    link_all()
    numbers = dict(Link.objects.values_list("event", "number"))
    assert numbers[slow_event] == numbers[quick_event] + 1
    assert_every_event_once()
    assert naive is None


@pytest.mark.usefixtures("postgresql")
def test_control_a_relay_that_asks_for_ids_above_the_last_one_misses_the_slow_event():
    """On SQLite writers queue, so that ids are committed in their order and there is nothing to miss."""
    link_all()
    seen = [Event.objects.order_by("-pk").values_list("pk", flat=True)[0]]

    def naive():
        found = list(
            Event.objects.filter(pk__gt=seen[-1]).order_by("pk").values_list("pk", flat=True)
        )
        seen.extend(found)
        return found

    slow_event, quick_event, first = slow_and_quick(naive)

    assert quick_event in first
    assert slow_event not in first
    seen.extend(first)
    assert naive() == []
    assert slow_event not in seen


def slow_and_quick(relay_now):
    """A deed writes its event and is slow to commit; a quick one writes a later event; the relay looks in between."""
    blocks = [make.a_block("2026-11-25 09:00"), make.a_block("2026-11-26 09:00")]
    written, looked = signpost(), signpost()

    def slow():
        with transaction.atomic():
            set_capacity(blocks[0], capacity=5, actor=make.HOUSE)
            written.set()
            reached(looked)
        return event_of(blocks[0])

    def quick():
        reached(written)
        set_capacity(blocks[1], capacity=5, actor=make.HOUSE)
        found = relay_now()
        looked.set()
        return event_of(blocks[1]), found

    outcomes = race(slow, quick)
    assert ends(outcomes) == {"done": 2}
    slow_event, (quick_event, found) = values(outcomes)
    return slow_event, quick_event, found


def event_of(block):
    return Event.objects.get(kind="block.resized", subject=f"block:{block}").pk


def test_an_event_stays_where_it_is_in_time(engine):
    """Numbers follow the commits, moments follow the clock of the deed: neither is bent to fit the other."""
    block = make.a_block()
    with clock.frozen(clock.now() - timedelta(hours=1)):
        set_capacity(block, capacity=2, actor=make.HOUSE)
    link_all()

    last = Link.objects.select_related("event").order_by("-number")[0]
    assert last.event.at == clock.now() - timedelta(hours=1)
    assert_sound()
