"""A10: what the counter did wrongly earlier today is put right, with a reason that the company can read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.booking.check_in import check_in
from gaiyue.booking.no_show import mark_no_show
from gaiyue.people.sign_in import account_of
from tests import make


@pytest.fixture
def clerk(park) -> Client:
    client, row = (
        Client(),
        account_of(make.PARK, int(make.staff().code.removeprefix("account:"))),
    )
    assert row is not None
    client.force_login(row)
    return client


@pytest.fixture
def missed(park) -> str:
    """Put down as missing at 14:40, looked at an hour later."""
    reference = make.booked(make.a_company(), make.a_block("2026-11-23 14:00"))
    park.move_to(make.at("2026-11-23 14:40"))
    mark_no_show(reference, actor=make.HOUSE)
    park.advance(timedelta(hours=1))
    return reference


def form_of(reference: str, **others: str) -> dict[str, str]:
    version = str(make.visit(reference).version)
    return {"what": "no_show", "version": version, "note": "堵车，晚到"} | others


def test_a_late_company_is_found_corrected_and_can_be_checked_in(clerk, missed):
    board = clerk.get(reverse("console_today"), {"code": missed}).content.decode()
    address = reverse("console_correct", args=[missed])
    assert address in board
    page = clerk.get(address).content.decode()
    assert "更正：撤销记为未到" in page
    answer = clerk.post(address, form_of(missed), follow=True)
    assert answer.redirect_chain == [(f"{reverse('console_today')}?code={missed}", 302)]
    assert "已更正，撤销了记为未到" in answer.content.decode()
    assert reverse("console_check_in", args=[missed]) in answer.content.decode()
    history = clerk.get(reverse("console_visit", args=[missed])).content.decode()
    assert "窗口事后更正，撤销了记为未到。" in history
    assert "堵车，晚到" in history


def test_without_a_reason_nothing_is_taken_back(clerk, missed):
    answer = clerk.post(reverse("console_correct", args=[missed]), form_of(missed, note=" "))
    assert answer.status_code == 422
    assert "请写明原因" in answer.content.decode()
    assert make.visit(missed).state == "no_show"


def test_what_changed_since_the_form_was_opened_is_said_and_the_reason_is_kept(clerk, missed):
    form = form_of(missed, version=str(make.visit(missed).version - 1))
    answer = clerk.post(reverse("console_correct", args=[missed]), form)
    assert answer.status_code == 422
    assert "这次预约有了变化" in answer.content.decode()
    assert "堵车，晚到" in answer.content.decode()
    assert make.visit(missed).state == "no_show"


def test_the_next_day_nothing_is_offered(clerk, missed, park):
    park.move_to(make.at("2026-11-24 09:00"))
    page = clerk.get(reverse("console_correct", args=[missed])).content.decode()
    assert "现在没有可以撤销的一步" in page
    assert (
        reverse("console_correct", args=[missed])
        not in clerk.get(reverse("console_today"), {"code": missed}).content.decode()
    )


def test_a_forgotten_visit_that_was_checked_in_can_be_put_down_as_missing(clerk, park):
    """What the page of the forgotten ones says is what it offers."""
    reference = make.booked(make.a_company(), make.a_block("2026-11-23 14:00"))
    park.move_to(make.at("2026-11-23 14:40"))
    check_in(reference, actor=make.HOUSE)
    park.move_to(make.at("2026-11-24 09:00"))
    page = clerk.get(reverse("console_today"), {"show": "old"}).content.decode()
    assert "没等到人" in page
    clerk.post(reverse("console_no_show", args=[reference]))
    assert make.visit(reference).state == "no_show"


def test_a_button_of_an_old_page_does_not_run_over_a_colleague(clerk, park):
    """The first one finished; the second one's page still says "check in"."""
    reference = make.booked(make.a_company(), make.a_block("2026-11-23 14:00"))
    park.move_to(make.at("2026-11-23 14:10"))
    old = str(make.visit(reference).version)
    check_in(reference, actor=make.HOUSE)
    answer = clerk.post(
        reverse("console_complete", args=[reference]), {"version": old}, follow=True
    )
    assert "这次预约有了变化" in answer.content.decode()
    assert make.visit(reference).state == "checked_in"
