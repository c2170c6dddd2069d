"""The companies of the demo: believable, valid, nobody's, and always the same."""

from collections import Counter

import pytest
from stdnum.cn import uscc

from gaiyue.ops.demo.companies import FAMOUS, companies
from gaiyue.ops.demo.industries import INDUSTRIES
from gaiyue.ops.demo.week import SEATS_PER_DAY, templates
from gaiyue.people.models import Enterprise
from gaiyue.people.models.enterprise import Size, Tier
from tests.make import MONDAY


@pytest.fixture(scope="module")
def everybody():
    return list(companies(300, seed=20))


def test_there_are_three_hundred_companies_of_different_names(everybody):
    assert len({one.enterprise.name for one in everybody}) == 300
    longest = Enterprise._meta.get_field("name").max_length
    for one in everybody:
        assert "上海" in one.enterprise.name
        assert one.enterprise.name.endswith("有限公司")
        assert len(one.enterprise.name) <= longest


def test_every_credit_code_is_valid_and_of_a_range_that_nobody_has(everybody):
    codes = [one.enterprise.credit_code for one in everybody if one.enterprise.credit_code]
    assert len(set(codes)) == len(codes)
    assert all(uscc.is_valid(code) and code.startswith("91310115YY") for code in codes)


def test_a_dozen_companies_are_still_being_registered(everybody):
    new = [one.enterprise for one in everybody if one.enterprise.credit_code is None]
    assert len(new) == 12
    assert {one.tier for one in new} == {"normal"}


def test_companies_are_of_every_industry_size_and_tier(everybody):
    found = [one.enterprise for one in everybody]
    assert {one.industry for one in found} == {one.name for one in INDUSTRIES}
    sizes = Counter(one.size for one in found)
    assert set(sizes) == set(Size.values)
    assert sizes["micro"] > sizes["large"]
    assert {one.tier for one in found} == set(Tier.values)


def test_nobody_can_be_reached_by_mistake(everybody):
    """Numbers of the demo's own block, and addresses that can't exist (RFC 2606)."""
    people = [person for one in everybody for person in one.people]
    assert all(person.phone.startswith("021-5555 ") for person in people)
    assert all(person.email.endswith("@example.com") for person in people)
    assert len({person.login for person in people}) == len(people)
    assert len({person.phone for person in people}) == len(people)
    assert all(2 <= len(person.name) <= 3 for person in people)


def test_the_same_seed_makes_the_same_companies(everybody):
    assert list(companies(300, seed=20)) == everybody
    assert list(companies(300, seed=21)) != everybody
    assert everybody[0].enterprise.code == FAMOUS


def test_nine_to_eleven_and_two_to_four_are_among_the_blocks():
    """A3: the park's own example."""
    week = list(templates(MONDAY.date()))
    hours = {(one.opens.hour, one.closes.hour) for one in week}
    assert {(9, 11), (14, 16)} <= hours
    assert {one.weekday for one in week} == set(range(5))
    assert sum(one.capacity for one in week) == 5 * SEATS_PER_DAY
    assert {one.service for one in week if one.reserve} == {"qualification"}
