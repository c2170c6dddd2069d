"""D5: committed events get numbers without gaps, and what they set off is asked for with them."""

import pytest

from gaiyue.eventlog import relay
from gaiyue.eventlog.chain import START, link_hash
from gaiyue.eventlog.models import Link, Unlinked
from gaiyue.eventlog.relay import link_events
from tests.eventlog.make import PARK, happen, link_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def test_numbers_run_from_one_without_gaps_for_each_park():
    events = [happen(1), happen(2), happen(3)]
    other = happen(1, park="elsewhere")
    link_all()
    link_all("elsewhere")
    mine = Link.objects.filter(park=PARK).order_by("number")
    assert list(mine.values_list("number", "event")) == list(enumerate(events, start=1))
    assert list(Link.objects.filter(park="elsewhere").values_list("number", "event")) == [
        (1, other)
    ]
    assert str(mine[0]) == "lingang 1"


def test_each_link_stands_on_the_one_before_also_across_batches(monkeypatch):
    monkeypatch.setattr(relay, "BATCH", 2)
    for number in range(5):
        happen(number)
    seen = []
    while link_events(PARK, react=lambda events: seen.append([one.number for one in events])):
        pass
    assert seen == [[1, 2], [3, 4], [5]]
    assert not Unlinked.objects.exists()
    assert len(set(Link.objects.values_list("hash", flat=True))) == 5


def test_those_who_react_are_told_what_they_need():
    event = happen(7)
    told = []
    link_events(PARK, react=told.extend)
    (one,) = told
    assert (one.id, one.park, one.number) == (event, PARK, 1)
    assert (one.kind, one.subject) == ("block.resized", "thing:7")


def test_without_events_nothing_is_done():
    told = []
    assert link_events(PARK, react=told.append) == 0
    assert told == []


def test_an_event_is_numbered_with_its_reactions_or_not_at_all():
    happen(1)

    def fail(_):
        raise RuntimeError("wiring")

    with pytest.raises(RuntimeError):
        link_events(PARK, react=fail)
    assert not Link.objects.exists()
    assert Unlinked.objects.count() == 1


def test_a_hash_covers_the_number_the_order_and_every_fact():
    event = {"id": 1, "facts": {"a": 1, "b": 2}}
    same = {"facts": {"b": 2, "a": 1}, "id": 1}
    base = link_hash(START, 1, event)
    assert link_hash(START, 1, same) == base
    assert len(base) == 64
    others = {
        link_hash(START, 2, event),
        link_hash(base, 1, event),
        link_hash(START, 1, event | {"id": 2}),
        link_hash(START, 1, {"id": 1, "facts": {"a": 1, "b": 3}}),
    }
    assert base not in others
    assert len(others) == 4
