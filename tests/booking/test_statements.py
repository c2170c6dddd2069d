"""K4: how many statements a deed sends, BEGIN and COMMIT included: the greater part of what it costs."""

from contextlib import contextmanager

import pytest
from django.db import connection

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.facts import block_with_rules, rules_for
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.policy.follow_park import follow_park
from gaiyue.policy.limits import Limits
from gaiyue.policy.models import PolicyEdition
from gaiyue.policy.publish import publish_edition
from gaiyue.policy.withdraw import withdraw_edition
from tests import make

BEGIN_AND_COMMIT = 2  # a test's own transaction makes savepoints of them


@contextmanager
def statements(count):
    """Exactly so many, savepoints aside."""
    seen = []

    def note(execute, sql, params, many, context):
        if "SAVEPOINT" not in sql:
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield
    assert len(seen) + BEGIN_AND_COMMIT == count, "\n".join(seen)


@pytest.fixture
def two_blocks(park):
    blocks = make.a_block("2026-12-01 09:00", seats=9), make.a_block("2026-12-02 09:00", seats=9)
    early = make.a_company("热身")
    cancel_appointment(make.booked(early, blocks[0]), actor=early.actor)
    return blocks


def test_a_booking_takes_eleven_statements(two_blocks):
    company = make.a_company()
    with statements(11):
        make.booked(company, two_blocks[0], key="k")


def test_a_move_takes_ten_statements_and_one_for_a_note(two_blocks):
    old, new = two_blocks
    for count, because in ((10, Statement("travel")), (11, Statement("travel", "回程改签"))):
        company = make.a_company()
        reference = make.booked(company, old)
        with statements(count):
            move_appointment(
                reference, to_block=new, actor=company.actor, statement=because, key="k"
            )


def test_the_same_request_again_takes_four(two_blocks):
    company = make.a_company()
    make.booked(company, two_blocks[0], key="k")
    with statements(4):
        make.booked(company, two_blocks[0], key="k")


def test_a_cancellation_takes_twelve(two_blocks):
    company = make.a_company()
    reference = make.booked(company, two_blocks[0])
    with statements(12):
        cancel_appointment(reference, actor=company.actor, key="k")


def test_rules_that_were_published_anywhere_decide_at_once(two_blocks, park):
    """What a process remembers of the rules is what never changes; which of them are in force is asked every time."""
    block, service = two_blocks[0], "tax-registration"

    def agreed():
        rules = block_with_rules(block, park=make.PARK)[1]
        assert rules == rules_for(make.PARK, service)
        return rules.edition.code

    assert agreed() == "*/1"
    publish_edition(make.PARK, "*", limits=Limits(notice_days=4), actor=make.HOUSE)
    assert agreed() == "*/2"
    publish_edition(make.PARK, service, limits=Limits(notice_days=5), actor=make.HOUSE)
    assert agreed() == f"{service}/1"
    later = make.at("2026-11-24 09:00")
    publish_edition(
        make.PARK, service, limits=Limits(notice_days=6), actor=make.HOUSE, effective_from=later
    )
    publish_edition(
        make.PARK, service, limits=Limits(notice_days=7), actor=make.HOUSE, effective_from=later
    )
    withdraw_edition(service, number=3, actor=make.HOUSE)
    assert agreed() == f"{service}/1"
    park.move_to(later)
    assert agreed() == f"{service}/2"
    follow_park(3, service, actor=make.HOUSE)
    assert agreed() == "*/2"


def test_an_edition_that_was_rolled_back_is_not_taken_for_another_service_s(two_blocks):
    """Its id may come again with the number, moment and limits of one of another service."""
    service = "tax-registration"
    publish_edition(make.PARK, service, limits=Limits(notice_days=5), actor=make.HOUSE)
    assert block_with_rules(two_blocks[0], park=make.PARK)[1].edition.code == f"{service}/1"
    PolicyEdition.objects.filter(service=service).update(service="qualification")
    other = make.a_block(service="qualification")
    assert block_with_rules(other, park=make.PARK)[1].edition.code == "qualification/1"
