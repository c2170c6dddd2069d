"""A3, K3: two planners at once, and a button pressed twice: nothing is lost, nothing is done twice."""

import re
from datetime import date, time

from django.urls import reverse

from gaiyue.booking.add_template import NewTemplate, add_template
from gaiyue.booking.end_template import end_template
from gaiyue.booking.generate_blocks import generate_blocks
from gaiyue.booking.models import Block, Template
from gaiyue.booking.set_capacity import set_capacity
from gaiyue.booking.set_reserve import set_reserve
from gaiyue.eventlog.queries import history
from tests import make
from tests.web.test_planning import signed_in


def sent(page: str) -> dict[str, str]:
    """What the button of a check page sends."""
    inputs = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page)
    found = {}
    for one in inputs:
        name, value = re.search(r'name="([^"]+)"', one), re.search(r'value="([^"]*)"', one)
        if name is not None and name[1] != "csrfmiddlewaretoken":
            found[name[1]] = value[1] if value else ""
    return found


def test_a_number_of_seats_that_a_colleague_has_changed_is_shown_and_not_overwritten(park):
    block = make.a_block("2026-11-25 09:00", seats=3)
    client, address = signed_in("supervisor"), reverse("planning_capacity", args=[block])
    seen = sent(client.get(address, {"capacity": "5", "check": "1"}).content.decode())
    set_capacity(block, capacity=9, actor=make.HOUSE)

    answer = client.post(address, seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "您核对的时候名额是 3 个，别人已经改成 9 个" in page
    assert (sent(page)["capacity"], sent(page)["seen"]) == ("5", "9")
    assert Block.objects.get().capacity == 9

    assert client.post(address, sent(page)).status_code == 302
    assert Block.objects.get().capacity == 5


def test_a_number_of_seats_that_is_sent_twice_is_set_once(park):
    block = make.a_block("2026-11-25 09:00", seats=3)
    client, address = signed_in("supervisor"), reverse("planning_capacity", args=[block])
    seen = sent(client.get(address, {"capacity": "5", "check": "1"}).content.decode())
    assert [client.post(address, seen).status_code for _ in range(2)] == [302, 302]
    kinds = [event.kind for event in history(make.PARK, f"block:{block}")]
    assert kinds.count("block.resized") == 1


def test_a_reserve_that_a_colleague_has_changed_is_shown_and_not_overwritten(park):
    block, until = make.a_block("2026-11-25 09:00", seats=5), make.at("2026-11-24 12:00")
    client, address = signed_in("supervisor"), reverse("planning_reserve", args=[block])
    typed = {"reserve": "1", "until_on": "2026-11-24", "until_at": "15:00"}
    seen = sent(client.get(address, {**typed, "check": "1"}).content.decode())
    set_reserve(block, reserve=2, until=until, actor=make.HOUSE)

    answer = client.post(address, seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "那时留 0 个，现在留 2 个" in page
    assert sent(page)["until_at"] == "15:00"
    assert Block.objects.get().reserve == 2

    for _ in range(2):
        assert client.post(address, sent(page)).status_code == 302
    assert Block.objects.get().reserve == 1
    assert Block.objects.get().reserve_until == make.at("2026-11-24 15:00")


def a_week() -> int:
    week = NewTemplate(
        service="tax-registration",
        location="lakeside",
        weekday=2,
        opens=time(9),
        closes=time(11),
        capacity=2,
        valid_from=date(2026, 1, 1),
    )
    template = add_template(week, actor=make.HOUSE)
    generate_blocks(until=date(2026, 12, 21), actor=make.HOUSE)
    return template


CHANGE = {
    "service": "tax-registration",
    "location": "lakeside",
    "weekday": "2",
    "opens": "09:00",
    "closes": "11:00",
    "capacity": "4",
    "reserve": "0",
    "reserve_released_h": "24",
    "valid_from": "2026-11-30",
    "valid_until": "",
    "leftover": "close",
}


def test_a_block_of_the_week_that_a_colleague_has_ended_later_is_shown_as_it_is(park):
    template = a_week()
    client, address = signed_in("supervisor"), reverse("planning_template_change", args=[template])
    seen = sent(client.get(address, {**CHANGE, "check": "1"}).content.decode())
    end_template(template, from_day=date(2027, 1, 1), actor=make.HOUSE)

    answer = client.post(address, seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "现在到 12月31日（周四） 为止" in page
    assert sent(page)["capacity"] == "4"
    assert Template.objects.count() == 1

    assert client.post(address, sent(page)).status_code == 302
    assert Template.objects.count() == 2


def test_a_change_of_the_week_that_is_sent_twice_is_done_once_and_answered_twice(park):
    client, template = signed_in("supervisor"), a_week()
    address = reverse("planning_template_change", args=[template])
    seen = sent(client.get(address, {**CHANGE, "check": "1"}).content.decode())
    said = [client.post(address, seen, follow=True).content.decode() for _ in range(2)]
    for page in said:
        assert "已保存：新增 0 个、调整 3 个、停办 0 个时段。" in page
    assert Template.objects.count() == 2


def test_an_end_that_removes_the_template_is_answered_twice_too(park):
    week = {**CHANGE, "valid_from": "2026-12-01"}
    client = signed_in("supervisor")
    assert client.post(reverse("planning_template_add"), week).status_code == 302
    address = reverse("planning_template_end", args=[Template.objects.get().pk])
    typed = {"from_day": "2026-11-25", "leftover": "close", "check": "1"}
    seen = sent(client.get(address, typed).content.decode())
    for _ in range(2):
        assert client.post(address, seen).status_code == 302
    assert not Template.objects.exists()
    assert client.get(address).status_code == 404


def test_a_session_that_is_sent_twice_is_opened_once(park):
    client, address = signed_in("supervisor"), reverse("planning_session")
    typed = {
        "service": "tax-registration",
        "location": "lakeside",
        "on": "2026-11-25",
        "opens": "09:00",
        "closes": "11:00",
        "capacity": "4",
    }
    seen = sent(client.get(address, {**typed, "check": "1"}).content.decode())
    answers = [client.post(address, seen) for _ in range(2)]
    block = reverse("planning_block", args=[Block.objects.get().pk])
    assert [answer.headers["Location"] for answer in answers] == [block, block]


def test_a_block_of_the_week_that_a_colleague_has_removed_is_said_to_be_gone(park):
    client = signed_in("supervisor")
    assert client.post(reverse("planning_template_add"), CHANGE).status_code == 302
    template = Template.objects.get().pk
    address = reverse("planning_template_change", args=[template])
    seen = sent(client.get(address, {**CHANGE, "capacity": "7", "check": "1"}).content.decode())
    end_template(template, from_day=date(2026, 11, 25), actor=make.HOUSE)
    answer = client.post(address, seen)
    assert answer.status_code == 422
    assert "刚刚被别人改过" in answer.content.decode()
    assert 'value="7"' in answer.content.decode()
    assert client.post(address, CHANGE).status_code == 404
