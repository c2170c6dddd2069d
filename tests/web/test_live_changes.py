"""What is told to open pages, to whom, out of what the record says. A5"""

import json
from datetime import timedelta
from typing import get_type_hints

import pytest
from django.conf import settings
from django.test import Client

from gaiyue.base.actor import Actor
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.events import BlocksClosed
from gaiyue.booking.links import token_of
from gaiyue.booking.models import Block, Location, Service
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.booking.planning_events import WeekChanged
from gaiyue.booking.queries.live import blocks_now
from gaiyue.booking.set_capacity import set_capacity
from gaiyue.eventlog.feed import fed_since, head
from gaiyue.eventlog.kinds import Code
from gaiyue.eventlog.record import record as write_down
from gaiyue.eventlog.relay import link_events
from gaiyue.people.sign_in import account_of
from gaiyue.web.live import stream
from gaiyue.web.live.changes import (
    ONE_BLOCK,
    SEVERAL_BLOCKS,
    Told,
    concerns,
    may_listen,
    read_changes,
)
from gaiyue.web.live.listener import actor_of, link_holder, park_under
from tests import make
from tests.house.test_events import every_kind

STRANGER = Actor(make.PARK, "account:99", "owner", frozenset({"E99999"}))
VISITOR = Actor(make.PARK, "visitor", "visitor")
CLERK = Actor(make.PARK, "account:7", "clerk")


def relayed() -> int:
    """Number what has happened; the last number."""
    while link_events(make.PARK, react=lambda _: None):
        pass
    return head(make.PARK)


def told_since(number: int) -> dict[str, Told]:
    """What the events after `number` tell, by topic."""
    relayed()
    batch = read_changes(make.PARK, number)
    assert batch is not None
    return {told.topic: told for told in batch.told}


def test_a_booking_tells_what_is_left_the_board_and_its_company(park):
    """A5: others' bookings, with the numbers that an open page writes down."""
    company = make.a_company()
    block, other = make.a_block(seats=3), make.a_block("2026-11-25 14:00", seats=2)
    before = relayed()

    reference = make.booked(company, block)

    told = told_since(before)
    (seats,) = json.loads(told["blocks:tax-registration"].data)
    assert seats == {
        "block": block,
        "free": 2,
        "location": "lakeside",
        "on": "2026-11-25",
        "free_that_day": 4,
    }
    assert json.loads(told["board"].data) == [
        {"on": "2026-11-25", "location": "lakeside", "service": "tax-registration"}
    ]
    assert told["visits"].of == {company.code, reference}
    assert other not in [row["block"] for row in json.loads(told["blocks:tax-registration"].data)]


def test_a_move_tells_of_both_blocks(park):
    company = make.a_company()
    first, second = make.a_block("2026-11-30 09:00"), make.a_block("2026-12-01 09:00")
    reference = make.booked(company, first)
    before = relayed()
    move_appointment(
        reference, to_block=second, actor=company.actor, statement=Statement("key_client_visit")
    )
    rows = json.loads(told_since(before)["blocks:tax-registration"].data)
    assert {row["block"]: row["free"] for row in rows} == {first: 1, second: 0}


def test_more_seats_are_told_as_well(park):
    block = make.a_block(seats=1)
    before = relayed()
    set_capacity(block, capacity=4, actor=make.HOUSE)
    (row,) = json.loads(told_since(before)["blocks:tax-registration"].data)
    assert row["free"] == 4


def test_nothing_new_is_no_message(park):
    make.a_block()
    assert read_changes(make.PARK, relayed()) is None


def test_a_batch_is_read_with_four_queries(park, django_assert_num_queries):
    company = make.a_company()
    before = relayed()
    for hour in ("09", "11", "14"):
        reference = make.booked(company, make.a_block(f"2026-12-03 {hour}:00"))
        cancel_appointment(reference, actor=company.actor)
    relayed()
    with django_assert_num_queries(4):
        read_changes(make.PARK, before)


def test_the_feed_of_a_park_has_no_gaps_and_no_other_park(park):
    make.a_park(code="elsewhere")
    make.a_block()
    relayed()
    numbers = [event.number for event in fed_since(make.PARK, 0)]
    assert numbers == list(range(1, head(make.PARK) + 1))


@pytest.mark.parametrize(
    ("actor", "topic", "may"),
    [
        (VISITOR, "blocks:tax-registration", True),
        (VISITOR, "board", False),
        (VISITOR, "visits", False),
        (STRANGER, "visits", True),
        (STRANGER, "board", False),
        (CLERK, "board", True),
        (CLERK, "secrets", False),
    ],
)
def test_who_may_hear_what(actor, topic, may):
    assert may_listen(actor, topic) is may


def test_a_company_hears_of_its_own_visits_only():
    told = Told("visits", "", frozenset({"E00001", "ABC234XYZ"}))
    assert not concerns(told, STRANGER)
    assert concerns(told, Actor(make.PARK, "account:1", "member", frozenset({"E00001"})))
    assert concerns(told, Actor(make.PARK, "link:x", "link_holder", frozenset({"ABC234XYZ"})))


def test_the_session_cookie_says_who_listens(park):
    company, client = make.a_company(), Client()
    account = account_of(make.PARK, company.account)
    assert account is not None
    client.force_login(account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = f"language=en; {settings.SESSION_COOKIE_NAME}={session}"
    assert actor_of({"cookie": cookie}, park=make.PARK) == company.actor
    assert actor_of({"cookie": cookie}, park="elsewhere").role == "visitor"
    assert actor_of({"cookie": f"{settings.SESSION_COOKIE_NAME}=made-up"}, park=make.PARK).role == (
        "visitor"
    )
    assert actor_of({}, park=make.PARK).role == "visitor"


def test_a_host_of_ours_names_its_park(settings):
    settings.ALLOWED_HOSTS = ["park.example"]
    settings.GAIYUE_PARK_HOSTS = {"park.example": "harbour"}
    assert park_under("park.example:8000") == "harbour"
    assert park_under("elsewhere.example") is None
    assert park_under("") is None


def test_a_closing_of_very_many_blocks_is_told_too(park, django_assert_max_num_queries):
    """A5: pages read themselves again, rather than hear of each."""
    service = Service.objects.get(code="tax-registration")
    place = Location.objects.get(code="lakeside")
    first = make.at("2026-12-01 09:00")
    blocks = Block.objects.bulk_create(
        Block(
            park=make.PARK,
            service=service,
            location=place,
            on=(first + timedelta(minutes=n)).date(),
            starts_at=first + timedelta(minutes=n),
            ends_at=first + timedelta(minutes=n + 1),
            capacity=1,
        )
        for n in range(2000)
    )
    before = relayed()
    ids = tuple(block.pk for block in blocks)
    write_down(BlocksClosed(first.date(), ids, 0, Code("other")), subject="day", actor=make.HOUSE)
    told = told_since(before)
    assert told["blocks:tax-registration"].data == ""
    assert told["board"].data == ""
    with django_assert_max_num_queries(10):
        assert len(blocks_now(make.PARK, ids)) == 2000


def test_a_change_of_the_week_tells_of_its_blocks(park):
    block = make.a_block("2026-12-01 09:00")
    before = relayed()
    changed = {
        name: 0 if hint is int else (block,)
        for name, hint in get_type_hints(WeekChanged).items()
        if hint is int or hint == tuple[int, ...]
    }
    others = {
        name: Code("x") if hint is Code else make.MONDAY.date()
        for name, hint in get_type_hints(WeekChanged).items()
        if name not in changed
    }
    write_down(WeekChanged(**changed, **others), subject="week", actor=make.HOUSE)
    (row,) = json.loads(told_since(before)["blocks:tax-registration"].data)
    assert row["block"] == block


def test_every_fact_that_holds_blocks_is_known():
    """A new kind of event with ids of blocks under another name would leave open pages in the dark."""
    several = {
        name
        for kind, payload in every_kind().items()
        if kind.startswith(("appointment.", "block", "week.", "template."))
        for name, hint in get_type_hints(payload).items()
        if hint == tuple[int, ...] or name.endswith("block")
    }
    assert several == {*ONE_BLOCK, *SEVERAL_BLOCKS}


def test_who_holds_a_link_hears_of_that_visit(park):
    """A1, A5: whoever is signed in besides, the page was opened by the link."""
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-12-01 09:00"))
    token = token_of(reference, actor=company.actor)
    assert link_holder(token, park=make.PARK).scope == frozenset({reference})
    assert link_holder(f"{token}x", park=make.PARK).role == "visitor"
    assert stream.is_live(f"/l/{token}/live/")
    assert not stream.is_live(f"/l/{token}/")
