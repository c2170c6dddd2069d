"""A3: what is said of an extra session is what will be so: when companies can book it, and its hours."""

import pytest
from django.urls import reverse

from gaiyue.booking.add_session import Session, preview_session
from gaiyue.booking.models import Block
from gaiyue.booking.offer_service import withdraw_service
from tests import make
from tests.web.test_planning import signed_in

TYPED = {
    "service": "tax-registration",
    "location": "lakeside",
    "on": "2026-11-25",
    "opens": "09:00",
    "closes": "11:00",
    "capacity": "4",
}
AT_ONCE = "企业马上看得到"


def said(**typed: str) -> tuple[str, str]:
    """The check page, and the page after it was done."""
    client, address = signed_in("supervisor"), reverse("planning_session")
    check = client.get(address, {**TYPED, **typed, "check": "1"}).content.decode()
    done = client.post(address, {**TYPED, **typed}, follow=True).content.decode()
    assert Block.objects.count() == 1
    return check, done


def test_one_within_the_rules_can_be_booked_at_once(park):
    check, done = said()
    assert AT_ONCE in check
    assert "企业现在就能约" in done


def test_one_beyond_the_horizon_can_be_booked_later(park):
    make.limits(horizon_days=14)
    for page in said(on="2026-12-15"):
        assert AT_ONCE not in page
        assert "企业现在就能约" not in page
        assert "企业从12月1日（周二）起才能约" in page


def test_one_that_begins_too_soon_can_be_booked_by_nobody(park):
    make.limits(lead_minutes=120)
    park.move_to(make.at("2026-11-25 08:00"))
    for page in said():
        assert AT_ONCE not in page
        assert "企业现在就能约" not in page
        assert "开始前不到 120 分钟就不能再约" in page


def test_one_of_a_service_that_is_not_offered_is_no_promise(park):
    withdraw_service("tax-registration", actor=make.HOUSE)
    session = Session(
        *("tax-registration", "lakeside"),
        *(make.at("2026-11-26 09:00"), make.at("2026-11-26 11:00"), 4),
    )
    effect = preview_session(session, actor=make.HOUSE)
    assert not effect.is_bookable
    assert not effect.is_offered


def test_one_outside_the_opening_hours_is_said_to_be(park):
    check, _done = said(opens="17:30", closes="19:00")
    assert "园区的办公时间是" in check
    assert "有一部分在此以外" in check


@pytest.mark.parametrize("seats", ["0", "1000", "", "x"])
def test_a_session_has_1_to_999_seats(park, seats):
    answer = signed_in("supervisor").post(reverse("planning_session"), {**TYPED, "capacity": seats})
    assert answer.status_code == 422
    assert "请填 1 到 999 之间的整数。" in answer.content.decode()
