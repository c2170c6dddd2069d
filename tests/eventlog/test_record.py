"""D5: what happened is written in the transaction of the change, without a name in it."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.db import transaction

from gaiyue.booking.events import BlockResized
from gaiyue.eventlog.attempt import Wanted, record_attempt
from gaiyue.eventlog.kinds import Code, all_kinds, as_facts, kind
from gaiyue.eventlog.models import Attempt, Detail, Event, Link, Unlinked
from gaiyue.eventlog.queries import history
from gaiyue.eventlog.record import digest_of, record
from tests.eventlog.make import CLERK, PARK, happen, link_all
from tests.make import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def test_an_event_says_who_when_what_and_by_which_rule(monday):
    event = record(
        BlockResized(before=7, after=1), subject="thing:7", actor=CLERK, edition="registration/3"
    )
    row = Event.objects.get(pk=event)
    assert (row.park, row.kind, row.subject) == (PARK, "block.resized", "thing:7")
    assert (row.actor, row.edition, row.at) == ("system:test", "registration/3", monday())
    assert str(row) == "block.resized thing:7"
    assert str(Unlinked.objects.get()) == f"event {event}"


@dataclass(frozen=True)
class EveryType:
    """A fact of every type."""

    number: int
    code: Code
    at: datetime
    on: date
    several: tuple[int, ...]
    some: frozenset[str]


def test_facts_are_written_so_that_every_engine_keeps_them_alike():
    payload = EveryType(
        number=7,
        code=Code("closed"),
        at=at("2026-11-25 09:00"),
        on=date(2026, 11, 25),
        several=(3, 1),
        some=frozenset({"b", "a"}),
    )
    assert as_facts(payload) == {
        "number": 7,
        "code": "closed",
        "at": "2026-11-25T01:00:00+00:00",
        "on": "2026-11-25",
        "several": [3, 1],
        "some": ["a", "b"],
    }


def test_what_a_person_wrote_lies_beside_the_event_which_keeps_its_digest():
    event = happen(1, note="孩子生病了", empty="")
    detail = Detail.objects.get()
    assert (detail.event_id, detail.name, detail.subject) == (event, "note", "E1")
    assert detail.text == "孩子生病了"
    row = Event.objects.get()
    assert row.digests == {"note": digest_of(detail.salt, "孩子生病了")}
    assert "孩子生病了" not in str(row.facts) + str(row.digests)
    assert str(detail) == f"note of {event}"


def test_the_same_words_twice_have_two_digests():
    """Nobody can tell from the chain who wrote the same, or try out likely words."""
    happen(1, note="生病")
    happen(2, note="生病")
    first, second = Event.objects.order_by("pk").values_list("digests", flat=True)
    assert first["note"] != second["note"]


def test_nothing_is_on_record_of_a_change_that_failed():
    with transaction.atomic():
        happen(1, note="说明")
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert not Unlinked.objects.exists()
    assert not Detail.objects.exists()


def test_only_declared_kinds_can_be_recorded():
    @dataclass
    class Undeclared:
        number: int

    with pytest.raises(TypeError, match="Undeclared is not a declared kind"):
        record(Undeclared(1), subject="thing:1", actor=CLERK)


def test_a_kind_is_one_dataclass_with_a_name_of_its_own():
    @dataclass
    class Other:
        number: int

    with pytest.raises(TypeError, match="one dataclass of its own"):
        kind("block.resized")(Other)
    with pytest.raises(TypeError, match="one dataclass of its own"):
        kind("test.not_a_dataclass")(str)
    assert all_kinds()["block.resized"] is BlockResized


def test_the_history_of_a_thing_is_newest_first_and_its_own():
    first, second = happen(1), happen(1, note="说明")
    happen(2)
    happen(1, park="elsewhere")
    found = history(PARK, "thing:1")
    assert [entry.id for entry in found] == [second, first]
    assert [entry.details for entry in found] == [{"note": "说明"}, {}]
    assert [entry.id for entry in history(PARK, "thing:1", limit=1)] == [second]


def test_a_long_history_costs_two_queries(django_assert_num_queries):
    for _ in range(20):
        happen(1, note="说明")
    with django_assert_num_queries(2):
        assert len(history(PARK, "thing:1")) == 20


def test_an_attempt_is_kept_outside_the_chain():
    wanted = Wanted(
        deed="move",
        subject="7KQ2MX4TB",
        facts={"moves_made": 3},
        reasons=("move.moves_used_up",),
        edition="*/1",
    )
    record_attempt(wanted, actor=CLERK)
    attempt = Attempt.objects.get()
    assert (attempt.reasons, attempt.facts) == (["move.moves_used_up"], {"moves_made": 3})
    assert str(attempt) == "move 7KQ2MX4TB"
    link_all()
    assert not Link.objects.exists()
