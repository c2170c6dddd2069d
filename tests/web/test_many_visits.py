"""E1, A5, A9, A10: with 100,000 visits in a park every page asks exactly what it asks with a handful."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.base import clock
from gaiyue.base.statistics import refresh_statistics
from gaiyue.booking.models import Block
from gaiyue.booking.states import State
from gaiyue.people.models import Enterprise
from gaiyue.people.sign_in import account_of
from tests import make
from tests.web import many

VISITS, COMPANIES, NOTICES = 100_000, 2_000, 5_000
SOUGHT = {"name": "孙七", "phone": "13700000009"}
STATES = (State.COMPLETED, State.COMPLETED, State.NO_SHOW, State.CANCELLED)


@dataclass(frozen=True)
class World:
    """A company with one visit ahead, and who looks at it."""

    company: make.Company
    reference: str
    block: int
    free: int


@pytest.fixture
def world(park) -> World:
    """A handful of visits of every state today, before and ahead; every list has rows of every sort."""
    company = make.a_company("上海云启科技有限公司")
    parts = many.Parts.of_the_park()
    today = clock.today()
    near = many.blocks(parts, today - timedelta(days=7), today + timedelta(days=20))
    reference = make.booked(company, _of(near, ahead=2).pk)
    own = Enterprise.objects.get(code=company.code)
    others = many.companies(70, name="海云一")
    visits = [many.a_visit(own, _of(near, ahead=-2, service=n), State.COMPLETED) for n in range(3)]
    visits += [many.a_visit(own, _of(near, ahead=3, service=n), State.BOOKED) for n in (1, 2)]
    firms = iter(others)
    for ahead in (-3, 0, 4):
        states = (*STATES[1:], State.BOOKED, State.CHECKED_IN) if ahead <= 0 else (State.BOOKED,)
        visits += [
            many.a_visit(next(firms), _of(near, ahead=ahead, service=n), state)
            for n in range(3)
            for state in states
        ]
    # Whoever is searched for is found with visits ahead of every service, however many there are besides.
    visits += [
        many.a_visit(next(firms), _of(near, ahead=1, service=n % 3), State.BOOKED, **SOUGHT)
        for n in range(9)
    ]
    many.enter(visits, actors=[make.HOUSE.code, f"account:{company.account}"])
    many.notices([f"account:{company.account}"], 5)
    return World(company, reference, _of(near, ahead=0).pk, _of(near, ahead=5).pk)


def _of(blocks: list[Block], *, ahead: int, service: int = 0) -> Block:
    day = clock.today() + timedelta(days=ahead)
    services = sorted({one.service_id for one in blocks})
    return next(one for one in blocks if one.on == day and one.service_id == services[service])


def grow(world: World) -> None:
    """Two years of visits, all companies with a live one, and a full board today."""
    parts, today = many.Parts.of_the_park(), clock.today()
    old = many.blocks(parts, today - timedelta(days=730), today - timedelta(days=8))
    near = list(Block.objects.filter(on__gte=today))
    firms = many.companies(COMPANIES, name="海云实业")
    enough = [
        many.a_visit(firm, near[n * 31 % len(near)], State.BOOKED) for n, firm in enumerate(firms)
    ]
    own = Enterprise.objects.get(code=world.company.code)
    enough += [many.a_visit(own, old[n * 31 % len(old)], State.COMPLETED) for n in range(500)]
    many.enter(enough, actors=[make.HOUSE.code, f"account:{world.company.account}"])
    many.enter_over(VISITS, firms=firms, old=old)
    many.notices([f"account:{world.company.account}"], NOTICES)


def signed_in(account: int) -> Client:
    client, row = Client(), account_of(make.PARK, account)
    assert row is not None
    client.force_login(row)
    return client


def addresses(world: World) -> dict[str, list[str]]:
    """Who → the pages that they look at."""
    today, find = reverse("console_today"), reverse("console_find")
    visit = [world.reference]
    counter = [
        today,
        *(f"{today}?show={view}" for view in ("done", "day", "old")),
        f"{today}?code={world.reference}",
        reverse("console_hall", args=["lakeside"]),
        *(f"{find}?q={typed}" for typed in ("海云", "孙七", "13700000009", "0009", "云启")),
        f"{find}?q=many9@example.com",
        f"{find}?q=海云&in=visits",
        f"{find}?q=海云&in=companies",
        reverse("console_visit", args=visit),
        *(reverse(name, args=visit) for name in ("console_move", "console_cancel", "console_done")),
        f"{reverse('console_move_check', args=visit)}?block={world.free}",
        f"{reverse('console_book')}?q=海云",
        reverse("console_book_service", args=[world.company.code]),
        reverse("console_companies"),
        f"{reverse('console_companies')}?q=海云",
        reverse("console_company", args=[world.company.code]),
    ]
    planner = [
        reverse("console_planning"),
        f"{reverse('console_planning')}?view=month",
        reverse("planning_block", args=[world.block]),
        reverse("planning_week"),
        reverse("console_record"),
        f"{reverse('console_record')}?subject={world.reference}",
        f"{reverse('console_record')}?first=2026-11-01",
        reverse("console_team"),
    ]
    mine = reverse("appointments")
    company = [
        reverse("home"),
        mine,
        *(f"{mine}?when={when}" for when in ("past", "calendar")),
        f"{mine}?q=税务",
        f"{mine}?when=past&state=completed",
        reverse("appointment", args=visit),
        reverse("book", args=["tax-registration"]),
        reverse("notices"),
        reverse("members"),
    ]
    return {"counter": counter, "planner": planner, "company": company}


def look(clients: dict[str, Client], world: World) -> dict[str, many.Read]:
    """What every page asks of the database."""
    found = {}
    for who, pages in addresses(world).items():
        for page in pages:
            with many.reading() as read:
                answer = clients[who].get(page)
            assert answer.status_code == 200, page
            found[f"{who} {page}"] = read
    return found


def clients_of(world: World) -> dict[str, Client]:
    number: Callable[[str], int] = lambda role: int(make.staff(role).code.partition(":")[2])  # noqa: E731
    return {
        "counter": signed_in(number("clerk")),
        "planner": signed_in(number("manager")),
        "company": signed_in(world.company.account),
    }


def test_every_page_asks_the_same_of_a_hundred_thousand_visits_and_reads_no_table_whole(world):
    clients = clients_of(world)
    look(clients, world)  # what is remembered between pages is remembered now
    few = look(clients, world)
    grow(world)
    refresh_statistics("default")
    lots = look(clients, world)
    asked = {page: (few[page].queries, read.queries) for page, read in lots.items()}
    assert {page: counts for page, counts in asked.items() if counts[0] != counts[1]} == {}
    assert {page: read.whole for page, read in lots.items() if read.whole} == {}
