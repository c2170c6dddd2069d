"""A9: one list and one calendar of all visits over all services and companies, with filters."""

from datetime import date

import pytest

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.queries.my_calendar import Counts, counts, visits_between
from gaiyue.booking.queries.visits import past, upcoming
from gaiyue.booking.queries.wanted import Wanted
from tests import make

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
def two(park):
    """Two companies of one person: tax on Thursday, qualification on Friday; one visit cancelled."""
    one, other = make.a_company("上海云启科技有限公司"), make.a_company("上海远航物流有限公司")
    tax = make.booked(one, make.a_block("2026-11-26 09:00"))
    check = make.booked(
        other, make.a_block("2026-11-27 09:00", service="qualification", location="harbour")
    )
    gone = make.booked(one, make.a_block("2026-11-25 09:00", service="business-registration"))
    cancel_appointment(gone, actor=one.actor)
    return one, other, tax, check, gone


def found(two, **asked) -> list[str]:
    one, other, tax, check, gone = two
    names = {tax: "tax", check: "check", gone: "gone"}
    asked = {
        name: str(value).format(one=one.code, other=other.code, tax=tax)
        for name, value in asked.items()
    }
    both, wanted = [one.code, other.code], Wanted(**asked)
    pages = [of(make.PARK, enterprises=both, wanted=wanted) for of in (upcoming, past)]
    rows = [row.reference for page in pages for row in page.rows]
    assert counts(make.PARK, enterprises=both, wanted=wanted) == Counts(
        *(page.total for page in pages)
    )
    return [names[reference] for reference in rows]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["tax", "check", "gone"]),
        ({"service": "qualification"}, ["check"]),
        ({"service": "dancing"}, []),
        ({"state": "cancelled"}, ["gone"]),
        ({"state": "booked", "enterprise": "{one}"}, ["tax"]),
        ({"enterprise": "{other}"}, ["check"]),
        ({"text": "{tax}"}, ["tax"]),
        ({"text": "税务"}, ["tax"]),
        ({"text": "qualif"}, ["check"]),
        ({"text": "远航"}, ["check"]),
        ({"text": "港城"}, ["check"]),
        ({"text": "张三"}, ["tax", "check", "gone"]),
        ({"text": "%"}, []),
        ({"text": "张三", "service": "tax-registration"}, ["tax"]),
    ],
)
def test_the_list_is_narrowed_to_what_is_looked_for(two, asked, expected):
    assert found(two, **asked) == expected


def test_a_reference_is_found_however_it_was_typed_and_by_its_beginning(two):
    _, _, tax, _, _ = two
    assert found(two, text=f" {tax[:3]}-{tax[3:6]}-{tax[6:]} ".lower()) == ["tax"]
    assert "tax" in found(two, text=f"{tax[:3]}-{tax[3:5]}")


def test_the_calendar_has_what_was_not_cancelled_in_the_order_of_its_time(two):
    one, other, tax, check, _ = two
    both = [one.code, other.code]
    rows = visits_between(make.PARK, FIRST, LAST, enterprises=both)
    assert [(row.reference, row.on.day, row.enterprise_name) for row in rows] == [
        (tax, 26, "上海云启科技有限公司"),
        (check, 27, "上海远航物流有限公司"),
    ]
    assert visits_between(make.PARK, FIRST, date(2026, 11, 25), enterprises=both) == []
    assert [
        row.reference for row in visits_between(make.PARK, FIRST, LAST, enterprises=[other.code])
    ] == [check]
    assert visits_between(make.PARK, FIRST, LAST, enterprises=[]) == []


@pytest.mark.parametrize("many", [1, 15])
def test_list_and_calendar_cost_the_same_however_many_visits_there_are(
    park, django_assert_num_queries, many
):
    companies = [make.a_company(f"企业{n}") for n in range(many)]
    block = make.a_block("2026-11-26 09:00", seats=many)
    for one in companies:
        make.booked(one, block)
    codes = [one.code for one in companies]
    wanted = Wanted(service="tax-registration", text="张三")
    with django_assert_num_queries(5):
        assert upcoming(make.PARK, enterprises=codes, wanted=wanted).total == many
    with django_assert_num_queries(1):
        assert counts(make.PARK, enterprises=codes) == Counts(many, 0)
    with django_assert_num_queries(1):
        assert len(visits_between(make.PARK, FIRST, LAST, enterprises=codes)) == many
