"""A3, B6: what reopening a closed block means for the visits that are still in it, and for whoever was told to move."""

from datetime import date

import pytest
from django.urls import reverse

from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.booking.close_day import close_day
from gaiyue.booking.give_day_back import give_day_back
from gaiyue.booking.models import Block
from gaiyue.booking.move import move_appointment, preview_move
from gaiyue.booking.reopen_blocks import reopen_block
from gaiyue.calendars.occasions import WhyClosed
from gaiyue.eventlog.models import Event
from gaiyue.notify.notices import latest_unread, notices
from gaiyue.ops.worker import turn
from tests import make
from tests.booking.make import BECAUSE
from tests.web.test_pages import signed_in as as_company
from tests.web.test_planning import signed_in

DAY = date(2026, 12, 2)


def kinds(reference: str) -> list[str]:
    return list(
        Event.objects.filter(subject=reference).order_by("pk").values_list("kind", flat=True)
    )


def work() -> None:
    while turn(make.PARK):
        pass


def closed(starts: str) -> tuple[make.Company, str, int]:
    company, block = make.a_company(), make.a_block(starts, seats=2)
    reference = make.booked(company, block)
    close_blocks(Closing(make.at(starts).date(), "training"), actor=make.HOUSE)
    return company, reference, block


def test_a_company_is_told_that_its_visit_stands_and_not_any_more_to_move_it(park):
    company, reference, block = closed("2026-12-02 09:00")
    work()
    assert unread_kinds(company) == ["appointment.move_opened"]
    reopen_block(block, actor=make.HOUSE)
    work()
    assert unread_kinds(company) == ["appointment.resumed"]
    assert len(notices(company.actor)[0]) == 2
    page = company_page(company, "notices")
    assert "恢复办理" in page
    assert "照旧" in page
    assert "园区恢复办理，预约照旧。" in company_page(company, "appointment", reference)


def unread_kinds(company: make.Company) -> list[str]:
    return [one.kind for one in latest_unread(company.actor, count=9)]


def company_page(company: make.Company, name: str, *args: str) -> str:
    return as_company(company).get(reverse(name, args=args)).content.decode()


def test_the_notice_rule_holds_again_and_the_deadline_is_the_one_that_was_printed(park):
    company, reference, block = closed("2026-12-02 09:00")
    printed = make.visit(reference).change_until
    reopen_block(block, actor=make.HOUSE)
    decision = preview_move(reference, actor=company.actor)
    assert decision.allowed
    assert decision.deadline.at == make.visit(reference).change_until == printed
    park.move_to(make.at("2026-12-01 17:00"))
    assert not preview_move(reference, actor=company.actor).allowed


def test_whoever_was_told_to_move_at_any_time_may_do_so_when_it_would_be_too_late(park):
    company, reference, block = closed("2026-12-02 09:00")
    park.move_to(make.at("2026-12-01 18:00"))
    reopen_block(block, actor=make.HOUSE)
    park.move_to(make.at("2026-12-02 08:00"))
    target = make.a_block("2026-12-09 09:00")
    move_appointment(reference, to_block=target, actor=company.actor, statement=BECAUSE)
    assert make.visit(reference).change_until < make.visit(reference).block.starts_at


def test_a_day_given_back_tells_each_visit_once(park):
    company, block = make.a_company(), make.a_block("2026-12-02 09:00", seats=2)
    Block.objects.update(is_extra=False)
    reference = make.booked(company, block)
    close_day(DAY, why=WhyClosed.OTHER, actor=make.HOUSE)
    give_day_back(DAY, actor=make.HOUSE)
    assert kinds(reference)[-2:] == ["appointment.move_opened", "appointment.resumed"]


def test_a_visit_that_has_moved_away_meanwhile_is_not_told(park):
    company, reference, block = closed("2026-12-02 09:00")
    target = make.a_block("2026-12-09 09:00")
    move_appointment(reference, to_block=target, actor=company.actor, statement=BECAUSE)
    reopen_block(block, actor=make.HOUSE)
    assert kinds(reference)[-1] == "appointment.moved"


@pytest.mark.parametrize("is_booked", [0, 1])
def test_staff_read_beforehand_what_is_told(park, is_booked):
    if is_booked:
        _company, _reference, block = closed("2026-12-02 09:00")
    else:
        block = make.a_block("2026-12-02 09:00")
        close_blocks(Closing(DAY, "training"), actor=make.HOUSE)
    page = signed_in("manager").get(reverse("planning_reopen", args=[block])).content.decode()
    assert page.count("开放后会通知他们照旧来") == is_booked
