"""Open buildings and services, add blocks to the week: each deed with its permission, event and refusals."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking import refusals
from gaiyue.booking.add_template import NewTemplate, add_template
from gaiyue.booking.generate_blocks import generate_blocks
from gaiyue.booking.models import Block, Location, Service, Template
from gaiyue.booking.open_location import NewLocation, open_location
from gaiyue.booking.open_service import NewCounter, NewMaterial, NewService, open_service
from gaiyue.booking.queries.services import service as service_row
from gaiyue.eventlog.models import Event
from gaiyue.people import refusals as people_refusals
from tests import make

HARBOUR = NewLocation(
    code="pier",
    name_zh="码头大厅",
    name_en="Pier Hall",
    address_zh="启帆路 1 号",
    address_en="1 Qifan Road",
)
SEALS = NewService(
    code="seals",
    name_zh="印章刻制",
    name_en="Seals",
    summary_zh="刻制公章",
    summary_en="Have a seal made",
    minutes=20,
    department="registry",
    phone="021-5555 0102",
    materials=(
        NewMaterial(
            name_zh="营业执照", name_en="Business licence", note_zh="原件", note_en="original"
        ),
        NewMaterial(name_zh="委托书", name_en="Letter of authority", is_required=False),
    ),
    counters=(
        NewCounter(location="lakeside", name_zh="3号窗口", name_en="Counter 3"),
        NewCounter(location="harbour", name_zh="1号窗口", name_en="Counter 1"),
    ),
)
MORNING = NewTemplate(
    service="tax-registration",
    location="lakeside",
    weekday=2,
    opens=time(9),
    closes=time(11),
    capacity=3,
    reserve=1,
    valid_from=date(2026, 11, 1),
)
SENTENCES = {**people_refusals.SENTENCES, **refusals.SENTENCES}


def refused(code, deed, *args, **kwargs):
    """The deed says no with this code, and the code has a sentence that its facts fill."""
    with pytest.raises(Refusal) as no:
        deed(*args, **kwargs)
    assert no.value.code == code
    assert str(SENTENCES[code]) % no.value.facts


def last_kind():
    return Event.objects.order_by("-pk").values_list("kind", flat=True)[0]


def test_a_service_says_what_to_bring_and_where_it_is_done(park):
    """A9."""
    open_service(SEALS, actor=make.HOUSE)
    assert last_kind() == "service.opened"
    row = service_row("seals", park=make.PARK)
    assert [paper.name_zh for paper in row.materials] == ["营业执照", "委托书"]
    assert [paper.is_required for paper in row.materials] == [True, False]
    assert {place.code: place.counters_zh for place in row.locations} == {
        "lakeside": ("3号窗口",),
        "harbour": ("1号窗口",),
    }


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"code": "Seals!"}, "code.unreadable"),
        ({"code": "qualification"}, "service.code_taken"),
        ({"minutes": 0}, "service.minutes"),
        ({"minutes": 481}, "service.minutes"),
        ({"department": "police"}, "service.department"),
        (
            {"counters": (NewCounter(location="moon", name_zh="1", name_en="1"),)},
            "service.location",
        ),
    ],
)
def test_what_is_wrong_with_a_service_is_said(park, wrong, code):
    before = Service.objects.count()
    refused(code, open_service, replace(SEALS, **wrong), actor=make.HOUSE)
    assert Service.objects.count() == before


def test_a_building_opens_once(park):
    open_location(HARBOUR, actor=make.staff("supervisor"))
    assert last_kind() == "location.opened"
    refused("location.code_taken", open_location, HARBOUR, actor=make.HOUSE)
    refused("code.unreadable", open_location, replace(HARBOUR, code=""), actor=make.HOUSE)


def test_a_block_of_the_week_becomes_blocks_of_days(park):
    """A3."""
    add_template(MORNING, actor=make.HOUSE)
    assert last_kind() == "template.added"
    generate_blocks(until=make.MONDAY.date() + timedelta(days=14), actor=make.HOUSE)
    blocks = Block.objects.order_by("on")
    assert [block.on for block in blocks] == [date(2026, 11, 25), date(2026, 12, 2)]
    assert {(block.capacity, block.reserve) for block in blocks} == {(3, 1)}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"weekday": 7}, "template.weekday"),
        ({"closes": time(9)}, "template.hours"),
        ({"capacity": 0, "reserve": 0}, "session.seats"),
        ({"capacity": 1000}, "session.seats"),
        ({"reserve": 4}, "template.reserve"),
        ({"reserve": -1}, "template.reserve"),
        ({"valid_until": date(2026, 10, 31)}, "template.validity"),
    ],
)
def test_what_is_wrong_with_a_block_of_the_week_is_said(park, wrong, code):
    refused(code, add_template, replace(MORNING, **wrong), actor=make.HOUSE)
    assert not Template.objects.exists()


def test_blocks_of_the_week_do_not_overlap_while_both_are_valid(park):
    add_template(MORNING, actor=make.HOUSE)
    later = replace(MORNING, opens=time(10), closes=time(12))
    refused("template.overlaps", add_template, later, actor=make.HOUSE)
    add_template(replace(later, opens=time(11)), actor=make.HOUSE)
    add_template(replace(later, weekday=3), actor=make.HOUSE)
    add_template(replace(later, location="harbour"), actor=make.HOUSE)
    add_template(replace(later, service="qualification"), actor=make.HOUSE)
    earlier = {"valid_from": date(2026, 1, 1), "valid_until": date(2026, 10, 31)}
    add_template(replace(later, **earlier), actor=make.HOUSE)


def test_only_who_plans_the_park_may_set_it_up(park):
    clerk = make.staff("clerk")
    for deed, what in (
        (open_location, HARBOUR),
        (open_service, SEALS),
        (add_template, MORNING),
    ):
        with pytest.raises(NotThere):
            deed(what, actor=clerk)
    assert not Location.objects.filter(code="pier").exists()


def test_a_block_of_the_week_needs_a_service_and_a_building_that_are_there(park):
    for wrong in ({"service": "seals"}, {"location": "moon"}):
        with pytest.raises(NotThere):
            add_template(replace(MORNING, **wrong), actor=make.HOUSE)
