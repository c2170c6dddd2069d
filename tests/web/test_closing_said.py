"""A3: closing says truly what there is to close, why there is nothing, and that somebody has done it before."""

import pytest
from django.urls import reverse

from gaiyue.booking.models import Block
from tests import make
from tests.web.test_planning import signed_in

DAYS = {"first": "2026-11-26", "last": "2026-11-27", "why": "power_cut"}
NOTHING = "这个范围里没有可以停办的时段"


def asked(name: str, typed: dict[str, str]) -> tuple[int, str]:
    answer = signed_in("manager").get(reverse(name), {**typed, "check": "1"})
    return answer.status_code, answer.content.decode()


def test_days_of_the_whole_park_are_not_past_ones(park):
    status, page = asked("planning_days", {**DAYS, "first": "2026-11-20"})
    assert status == 422
    assert "11月20日（周五）已经过去" in page
    answer = signed_in("manager").post(reverse("planning_days"), {**DAYS, "first": "2026-11-20"})
    assert answer.status_code == 422


def test_today_can_not_be_closed_when_all_its_blocks_have_begun(park):
    block = make.a_block("2026-11-26 09:00")
    park.move_to(make.at("2026-11-26 09:30"))
    only = {**DAYS, "last": "2026-11-26"}
    status, page = asked("planning_days", only)
    assert status == 422
    assert "时段都已经开始，不能再停办" in page
    assert signed_in("manager").post(reverse("planning_days"), only).status_code == 422
    assert Block.objects.get(pk=block).is_open
    assert asked("planning_days", DAYS)[0] == 200


@pytest.mark.parametrize(
    ("on", "why"), [("2026-11-26", NOTHING), ("2027-03-01", "更远的日子还没有时段可停")]
)
def test_nothing_is_not_closed_and_the_page_says_why(park, on, why):
    typed = {"on": on, "part": "all", "because": "training"}
    status, page = asked("planning_close", typed)
    assert status == 422
    assert why in page
    assert "确认停办" not in page
    answer = signed_in("manager").post(reverse("planning_close"), typed)
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_a_second_tab_hears_that_the_block_was_closed_before(park):
    block = make.a_block("2026-11-26 09:00")
    first, second = signed_in("manager"), signed_in("supervisor")
    url = reverse("planning_close_block", args=[block])
    assert second.get(url, {"because": "power_cut", "check": "1"}).status_code == 200
    assert first.post(url, {"because": "training"}).status_code == 302
    late = second.post(url, {"because": "power_cut"})
    assert late.status_code >= 400
    assert "刚才已经停办了" in late.content.decode()
    assert Block.objects.get(pk=block).closed_because == "training"


def test_a_day_whose_last_seats_are_kept_for_emergencies_says_so(park):
    block = make.a_block("2026-11-26 09:00", seats=2)
    client = signed_in("manager")
    reserve = reverse("planning_reserve", args=[block])
    kept = {"reserve": "1", "until_on": "2026-11-25", "until_at": "17:00"}
    assert "（选填）" not in client.get(reserve).content.decode()
    assert client.post(reserve, kept).status_code == 302
    make.booked(make.a_company(), block)
    page = client.get(f"{reverse('console_planning')}?view=month&on=2026-11-26").content.decode()
    assert "满，另留急办 1" in page
    assert client.post(reserve, {"reserve": "0"}).status_code == 302
    page = client.get(f"{reverse('console_planning')}?view=month&on=2026-11-26").content.decode()
    assert "余 1" in page


def test_a_running_block_offers_no_seat(park):
    block = make.a_block("2026-11-26 09:00", seats=3)
    reference = make.booked(make.a_company(), block)
    park.move_to(make.at("2026-11-26 09:30"))
    client = signed_in("manager")
    page = client.get(reverse("planning_block", args=[block])).content.decode()
    assert "已开始" in page
    assert "余 2" not in page
    page = client.get(reverse("console_visit", args=[reference])).content.decode()
    assert "空位可约" not in page
    assert "这个时段已经开始，不能再约。" in page
