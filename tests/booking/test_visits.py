"""A1, A9, A10: the lists of visits, as a company and the counter see them."""

from datetime import date, timedelta

import pytest

from gaiyue.base.errors import NotThere
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.check_in import check_in
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.models import Service
from gaiyue.booking.move import move_appointment, preview_move
from gaiyue.booking.queries.board import find
from gaiyue.booking.queries.moves import last_move
from gaiyue.booking.queries.planning import live_visits, seats_between
from gaiyue.booking.queries.services import locations, service, services
from gaiyue.booking.queries.visits import (
    PAGE,
    past,
    upcoming,
    visit,
)
from gaiyue.policy.limits import Limits
from gaiyue.policy.publish import publish_edition
from tests import make
from tests.booking.make import BECAUSE

MONDAY = date(2026, 11, 23)


def references(page) -> list[str]:
    return [row.reference for row in page.rows]


def test_a_visit_says_all_that_its_card_shows_in_both_languages(park):
    company = make.a_company()
    block = make.a_block("2026-11-25 09:00")
    row = visit(make.booked(company, block), actor=company.actor)
    assert (row.service_zh, row.service_en) == ("税务登记", "Tax registration")
    assert (row.location_zh, row.location_en) == ("滴水湖大厅", "Lakeside Hall")
    assert (row.enterprise, row.enterprise_name) == (company.code, company.name)
    assert (row.block, row.on, row.is_open, row.moves) == (block, date(2026, 11, 25), True, 0)
    assert row.change_until == make.at("2026-11-23 17:00")
    assert (row.contact_name, row.contact_phone) == ("张三", "138 0000 0000")


def test_what_lies_ahead_is_soonest_first_and_what_is_over_latest_first(park):
    """A9: all services of the company in one list."""
    company, clerk = make.a_company(), make.staff()
    here = make.booked(company, make.a_block("2026-11-23 14:00", service="qualification"))
    ahead = make.booked(company, make.a_block("2026-11-26 09:00"))
    gone = make.booked(company, make.a_block("2026-11-25 09:00", service="business-registration"))
    stranger = make.a_company("别家")
    make.booked(stranger, make.a_block("2026-11-24 09:00"))
    check_in(here, actor=clerk)
    cancel_appointment(gone, actor=company.actor)

    mine = {"enterprises": [company.code]}
    assert references(upcoming(make.PARK, **mine)) == [here, ahead]
    assert references(past(make.PARK, **mine)) == [gone]
    complete_visit(here, actor=clerk)
    assert references(upcoming(make.PARK, **mine)) == [ahead]
    assert references(past(make.PARK, **mine)) == [gone, here]
    assert references(upcoming(make.PARK, enterprises=[])) == []


def test_a_person_who_acts_for_two_companies_sees_the_visits_of_both(park):
    first, second = make.a_company(), make.a_company("别家")
    block = make.a_block(seats=2)
    both = [make.booked(first, block), make.booked(second, block)]
    assert references(upcoming(make.PARK, enterprises=[first.code, second.code])) == both


@pytest.mark.parametrize("form", ["{}", " {} ", "{0}\n", "lower", "grouped"])
def test_a_code_is_found_however_it_was_typed_or_scanned(park, form):
    """A10."""
    reference, clerk = make.booked(make.a_company(), make.a_block()), make.staff()
    typed = {
        "lower": reference.lower(),
        "grouped": f"{reference[:3]}-{reference[3:6]}-{reference[6:]}",
    }.get(form, form.format(reference))
    assert find(typed, actor=clerk).reference == reference


@pytest.mark.parametrize("typed", ["", "x", "222222222", "0O1I0O1I0", "7KQ2MX4TB7KQ2MX4TB"])
def test_a_code_that_is_none_finds_nothing(park, typed):
    assert find(typed, actor=make.staff()) is None


def test_one_wrong_character_never_finds_another_visit(park):
    reference, clerk = make.booked(make.a_company(), make.a_block()), make.staff()
    other = "3" if reference[0] != "3" else "4"
    assert find(other + reference[1:], actor=clerk) is None


def test_the_last_move_says_where_the_visit_was_before(park):
    company = make.a_company()
    first, second, third = (make.a_block(f"2026-12-0{day} 09:00") for day in (1, 2, 3))
    reference = make.booked(company, first)
    assert last_move(reference, actor=company.actor) is None
    for block in (second, third):
        move_appointment(reference, to_block=block, actor=company.actor, statement=BECAUSE)
    assert last_move(reference, actor=company.actor).id == second


# --- pages and queries ---------------------------------------------------------------------


def test_a_long_list_comes_in_pages_and_a_page_beyond_the_last_is_the_last(park):
    company = make.a_company()
    make.limits(live_per_service=20, visits_per_period=50)
    block = make.a_block("2026-11-25 09:00", seats=PAGE)
    for _ in range(PAGE):
        make.booked(company, block)
    extra = make.booked(company, make.a_block("2026-11-27 09:00", service="qualification"))

    first = upcoming(make.PARK, enterprises=[company.code])
    assert (len(first.rows), first.total, first.pages, first.number) == (PAGE, PAGE + 1, 2, 1)
    for asked in (2, 99):
        last = upcoming(make.PARK, enterprises=[company.code], page=asked)
        assert (references(last), last.number) == ([extra], 2)
    assert upcoming(make.PARK, enterprises=[company.code], page=-3).number == 1
    none = past(make.PARK, enterprises=[company.code])
    assert (none.rows, none.total, none.pages, none.number) == ((), 0, 1, 1)


@pytest.mark.parametrize("many", [1, 12])
def test_lists_cost_the_same_few_queries_however_long_they_are(
    park, django_assert_num_queries, many
):
    clerk = make.staff()
    block = make.a_block("2026-11-25 09:00", seats=many)
    companies = [make.a_company(f"企业{n}") for n in range(many)]
    booked = [make.booked(one, block) for one in companies]
    codes = [one.code for one in companies]
    with django_assert_num_queries(5):
        assert len(upcoming(make.PARK, enterprises=codes).rows) == many
    with django_assert_num_queries(1):
        assert visit(booked[0], actor=clerk)
    with django_assert_num_queries(1):
        assert find(booked[0], actor=clerk)
    with django_assert_num_queries(1):
        assert len(live_visits(make.PARK)) == many
    with django_assert_num_queries(1):
        assert len(seats_between(make.PARK, MONDAY, date(2026, 11, 25))) == 1
    with django_assert_num_queries(3):
        assert last_move(booked[0], actor=clerk) is None
    for reference in booked:
        cancel_appointment(reference, actor=clerk)
    with django_assert_num_queries(2):
        assert len(past(make.PARK, enterprises=codes).rows) == many


# --- what planning and the pages about services look at ---------------------------------------


def test_planning_sees_every_open_seat_and_every_live_visit(park):
    company = make.a_company()
    block = make.a_block("2026-11-25 09:00", seats=3)
    make.a_block("2026-12-25 09:00")
    reference = make.booked(company, block)
    (seats,) = seats_between(make.PARK, MONDAY, date(2026, 11, 30))
    assert (seats.block, seats.capacity, seats.taken, seats.free) == (block, 3, 1, 2)
    (live,) = live_visits(make.PARK)
    assert (live.reference, live.enterprise, live.state) == (reference, company.code, "booked")
    cancel_appointment(reference, actor=company.actor)
    assert live_visits(make.PARK) == []


def test_a_service_says_what_to_bring_and_where_it_is_done(park, django_assert_num_queries):
    """A9: materials in their order, buildings with their counters, duration and contact."""
    with django_assert_num_queries(4):
        rows = services(make.PARK)
    assert {row.code for row in rows} == {
        "tax-registration",
        "business-registration",
        "qualification",
    }
    tax = service("tax-registration", park=make.PARK)
    assert [(m.name_en, m.is_required) for m in tax.materials] == [
        ("Business licence", True),
        ("Letter of authority", False),
    ]
    assert [(p.code, p.counters_en) for p in tax.locations] == [
        ("harbour", ("Counter 1",)),
        ("lakeside", ("Counter 1",)),
    ]
    assert (tax.minutes, tax.department, tax.phone) == (30, "tax", "021-5555 0101")
    assert [place.code for place in locations(make.PARK)] == ["harbour", "lakeside"]


def test_a_service_that_is_not_offered_is_not_listed_but_its_visits_can_still_be_read(park):
    Service.objects.filter(code="tax-registration").update(is_offered=False)
    assert "tax-registration" not in {row.code for row in services(make.PARK)}
    assert not service("tax-registration", park=make.PARK).is_offered
    with pytest.raises(NotThere):
        service("dancing", park=make.PARK)


def test_a_list_prints_the_deadline_that_a_move_is_judged_by(park):
    """B6: a rule made milder later shows in the list at once; a stricter one takes nothing back."""
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-12-02 09:00"))
    printed = make.visit(reference).change_until
    park.advance(timedelta(minutes=1))

    publish_edition(make.PARK, "*", limits=Limits(notice_days=1), actor=make.HOUSE)
    milder = upcoming(make.PARK, enterprises=[company.code]).rows[0].change_until
    decision = preview_move(reference, actor=company.actor)
    assert decision.deadline is not None
    assert milder == decision.deadline.at > printed

    park.advance(timedelta(minutes=1))
    publish_edition(make.PARK, "*", limits=Limits(notice_days=10), actor=make.HOUSE)
    assert visit(reference, actor=company.actor).change_until == printed
