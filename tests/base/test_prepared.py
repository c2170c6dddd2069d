"""K4: a statement that is put together once does what the ORM does, each time with the values of that time."""

from datetime import timedelta

import pytest
from django.db.models import DateTimeField, F, OuterRef, Subquery

from gaiyue.base.prepared import Change, Enter, EnterOnce, EnterQueued, Find, Given, Rows
from gaiyue.booking.models import Block, Location, Service
from gaiyue.eventlog.models import Event, Unlinked
from gaiyue.jobs.models import Answer
from tests import make

pytestmark = pytest.mark.django_db

ONE = Find(lambda: Block.objects.select_related("service").filter(pk=Given("block")))
EARLY = Rows(
    lambda: (
        Block.objects.filter(starts_at__lt=Given("at", DateTimeField()))
        .order_by("starts_at")
        .values_list("starts_at", "is_open")
    )
)


def test_one_row_comes_as_its_model_with_what_it_names(park, django_assert_num_queries):
    first, second = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-26 09:00")
    for block in (first, second, first):
        with django_assert_num_queries(1):
            found = ONE(block=block)
            assert found.service.code == "tax-registration"
        assert found == Block.objects.get(pk=block)
        assert found.starts_at == Block.objects.get(pk=block).starts_at
    assert ONE(block=0) is None


def test_moments_and_truths_are_read_as_such(park):
    make.a_block("2026-11-25 09:00")
    make.a_block("2026-11-26 09:00")
    assert EARLY(at=make.at("2026-11-26 09:00")) == [[make.at("2026-11-25 09:00"), True]]
    assert len(EARLY(at=make.at("2026-11-26 09:00") + timedelta(seconds=1))) == 2


def test_a_column_of_another_query_comes_with_the_row(park):
    place = Location.objects.filter(pk=OuterRef("location"), code=Given("place")).values("code")
    with_place = Find(
        lambda: Block.objects.filter(pk=Given("block")).annotate(place=Subquery(place))
    )
    block = make.a_block(location="harbour")
    assert with_place(block=block, place="harbour").place == "harbour"
    assert with_place(block=block, place="lakeside").place is None


def test_a_change_says_how_many_rows_it_changed(park):
    block = make.a_block(seats=1)
    take = Change(
        lambda: Block.objects.filter(pk=Given("block"), taken__lt=F("capacity")),
        {"taken": F("taken") + Given("seats")},
    )
    assert [take(block=block, seats=1) for _ in range(2)] == [1, 0]
    assert make.taken(block) == 1


def test_a_row_is_entered_with_the_defaults_of_its_fields(park):
    enter = Enter(lambda: Service)
    usual = {"summary_zh": "", "summary_en": "", "minutes": 30, "department": "tax", "phone": ""}
    number = enter(park=make.PARK, code="new", name_zh="新", name_en="New", **usual)
    made = Service.objects.get(code="new")
    assert (made.pk, made.name_en, made.position, made.is_offered) == (number, "New", 0, True)


def test_facts_are_written_as_json_and_moments_in_utc():
    enter = Enter(lambda: Event)
    at = make.MONDAY
    usual = {"park": "p", "kind": "k", "subject": "s", "actor": "a", "edition": ""}
    facts = {"days": ["2026-11-23"], "n": None, "名": True}
    number = enter(**usual, at=at, facts=facts, digests={})
    found = Event.objects.get(pk=number)
    assert (found.facts, found.digests, found.at) == (facts, {}, at)


def test_a_row_is_entered_and_queued():
    enter = EnterQueued(lambda: Event, lambda: Unlinked, link="event_id")
    usual = {"kind": "k", "subject": "s", "actor": "a", "edition": "", "facts": {}, "digests": {}}
    number = enter(park="p", at=make.MONDAY, **usual)
    assert Event.objects.get().pk == number
    assert list(Unlinked.objects.values_list("park", "event_id")) == [("p", number)]


def test_a_value_that_is_missing_is_told():
    with pytest.raises(KeyError):
        Enter(lambda: Event)(park="p")


def test_a_row_whose_key_is_taken_is_not_entered_twice():
    enter = EnterOnce(lambda: Answer)
    key = {"park": "p", "principal": "a", "deed": "d", "key": "k", "digest": "", "at": make.MONDAY}
    assert [enter(**key, answer={"n": n}) for n in range(2)] == [1, 0]
    assert Answer.objects.get().answer == {"n": 0}
