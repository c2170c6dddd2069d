"""A3: the calendar of blocks and the acts on them, for staff."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.booking.models import Block, Template
from gaiyue.people.sign_in import account_of
from tests import make


def signed_in(role: str) -> Client:
    client = Client()
    account = account_of(make.PARK, int(make.staff(role).code.removeprefix("account:")))
    assert account is not None
    client.force_login(account)
    return client


@pytest.mark.parametrize("view", ["week", "month"])
def test_the_calendar_costs_the_same_however_many_blocks(park, view, django_assert_max_num_queries):
    client, address = (
        signed_in("clerk"),
        f"{reverse('console_planning')}?view={view}&on=2026-11-25&service=",
    )
    client.get(address)
    counts = []
    for hour in (9, 11, 13):
        make.a_block(f"2026-11-25 {hour:02}:00")
        with django_assert_max_num_queries(16) as found:
            page = client.get(address).content.decode()
        counts.append(len(found))
    assert len(set(counts)) == 1
    assert "0/3" in page if view == "month" else "09:00–11:00" in page


def test_an_afternoon_is_closed_after_seeing_whom_it_concerns_and_opened_again(park):
    client = signed_in("supervisor")
    morning, afternoon = make.a_block("2026-11-25 09:00"), make.a_block("2026-11-25 14:00")
    reference = make.booked(make.a_company(), afternoon)
    wanted = {"on": "2026-11-25", "part": "afternoon", "because": "training"}
    check = client.get(reverse("planning_close"), {**wanted, "check": "1"})
    assert reverse("console_visit", args=[reference]) in check.content.decode()
    assert Block.objects.filter(is_open=True).count() == 2

    assert client.post(reverse("planning_close"), wanted).status_code == 302
    assert not Block.objects.get(pk=afternoon).is_open
    assert Block.objects.get(pk=morning).is_open

    assert client.get(reverse("planning_reopen", args=[afternoon])).status_code == 200
    client.post(reverse("planning_reopen", args=[afternoon]))
    assert Block.objects.get(pk=afternoon).is_open


def test_fewer_seats_than_visits_are_refused_with_what_was_typed(park):
    block = make.a_block(seats=2)
    make.booked(make.a_company(), block)
    client, address = signed_in("supervisor"), reverse("planning_capacity", args=[block])
    answer = client.get(address, {"check": "1", "capacity": "0"})
    assert answer.status_code == 422
    assert "已有 1 家企业预约" in answer.content.decode()
    assert client.get(address, {"check": "1", "capacity": "5"}).status_code == 200
    client.post(address, {"capacity": "5"})
    assert Block.objects.get(pk=block).capacity == 5


def test_a_clerk_sees_and_does_not_plan(park):
    block, client = make.a_block(), signed_in("clerk")
    assert client.get(reverse("planning_block", args=[block])).status_code == 200
    assert client.get(reverse("planning_capacity", args=[block])).status_code == 403
    assert client.get(reverse("planning_close")).status_code == 403
    assert client.get(reverse("planning_block", args=[999])).status_code == 404
    assert Block.objects.get(pk=block).on == date(2026, 11, 25)


def test_the_week_is_added_changed_and_ended_after_its_preview(park):
    client = signed_in("supervisor")
    typed = {
        "service": "tax-registration",
        "location": "lakeside",
        "weekday": "2",
        "opens": "09:00",
        "closes": "11:00",
        "capacity": "3",
        "reserve": "0",
        "reserve_released_h": "24",
        "valid_from": "2026-11-24",
        "leftover": "close",
    }
    add = reverse("planning_template_add")
    check = client.get(add, {**typed, "check": "1"})
    assert "11月25日" in check.content.decode()
    assert not Block.objects.exists()
    assert client.post(add, typed).status_code == 302
    assert Block.objects.filter(capacity=3).count() == 4
    assert client.post(add, typed).status_code == 422

    template = Template.objects.get().pk
    change = reverse("planning_template_change", args=[template])
    assert client.get(change).status_code == 200
    client.post(change, {**typed, "capacity": "5", "valid_from": "2026-12-01"})
    assert Block.objects.filter(capacity=5).count() == 3
    assert "5 个名额" in client.get(reverse("planning_week")).content.decode()

    end = reverse("planning_template_end", args=[Template.objects.get(capacity=5).pk])
    client.post(end, {"from_day": "2026-12-01", "leftover": "close"})
    assert Block.objects.filter(is_open=True).count() == 1


def test_an_extra_session_is_added_after_a_warning_on_a_day_off_and_never_over_another(park):
    client, address = signed_in("supervisor"), reverse("planning_session")
    typed = {
        "service": "tax-registration",
        "location": "lakeside",
        "on": "2026-11-28",
        "opens": "09:00",
        "closes": "11:00",
        "capacity": "4",
    }
    check = client.get(address, {**typed, "check": "1"}).content.decode()
    assert "园区不办公" in check
    assert "11月28日" in check
    assert not Block.objects.exists()
    assert client.post(address, typed).status_code == 302
    assert Block.objects.get().is_extra
    again = client.post(address, {**typed, "opens": "10:00", "closes": "12:00"})
    assert again.status_code == 422
    assert "已有同一事项的时段" in again.content.decode()
    assert 'value="10:00"' in again.content.decode()


def test_seats_are_kept_for_emergencies_until_a_moment(park):
    client, block = signed_in("supervisor"), make.a_block("2026-11-25 09:00", seats=3)
    address = reverse("planning_reserve", args=[block])
    typed = {"reserve": "2", "until_on": "2026-11-24", "until_at": "09:00"}
    check = client.get(address, {**typed, "check": "1"}).content.decode()
    assert "自动放给大家" in check
    assert client.post(address, typed).status_code == 302
    assert Block.objects.get(pk=block).reserve == 2
    page = client.get(reverse("planning_block", args=[block])).content.decode()
    assert "到 11月24日" in page
    assert client.post(address, {**typed, "reserve": "9"}).status_code == 422
    assert client.post(address, {"reserve": "1"}).status_code == 422
    client.post(address, {"reserve": "0"})
    assert Block.objects.get(pk=block).reserve == 0


def test_days_of_the_park_are_closed_and_the_visits_are_listed_to_be_moved(park):
    client = signed_in("manager")
    block = make.a_block("2026-11-26 09:00")
    reference = make.booked(make.a_company("待改科技"), block)
    typed = {"first": "2026-11-26", "last": "2026-11-29", "why": "maintenance"}
    check = client.get(reverse("planning_days"), {**typed, "check": "1"}).content.decode()
    assert "确认停办 2 天" in check
    assert "待改科技" in check
    answer = client.post(reverse("planning_days"), typed, follow=True)
    assert not Block.objects.get(pk=block).is_open
    assert "待改科技" in answer.content.decode()
    assert reverse("console_visit", args=[reference]) in answer.content.decode()
    again = client.post(reverse("planning_days"), typed)
    assert again.status_code == 422
    assert signed_in("supervisor").get(reverse("planning_days")).status_code == 403


def test_the_visits_to_be_moved_cost_the_same_however_many(park, django_assert_max_num_queries):
    client, address = signed_in("supervisor"), reverse("planning_free")
    counts = set()
    for n in range(1, 4):
        block = make.a_block(f"2026-11-{24 + n} 09:00", seats=9)
        for k in range(n):
            make.booked(make.a_company(f"公司{n}{k}"), block)
        client.post(reverse("planning_close_block", args=[block]), {"because": "training"})
        client.get(address)
        with django_assert_max_num_queries(12) as found:
            page = client.get(address).content.decode()
        counts.add(len(found))
    assert "公司32" in page
    assert len(counts) == 1


def test_the_check_of_a_week_shows_what_was_typed_and_names_the_visits_that_stay(park):
    client = signed_in("supervisor")
    typed = {
        "service": "tax-registration",
        "location": "lakeside",
        "weekday": "2",
        "opens": "09:00",
        "closes": "11:00",
        "capacity": "3",
        "reserve": "0",
        "reserve_released_h": "24",
        "valid_from": "2026-11-24",
        "leftover": "close",
    }
    client.post(reverse("planning_template_add"), typed)
    make.booked(make.a_company("留任科技"), Block.objects.order_by("on")[1].pk)
    template = Template.objects.get().pk
    end = reverse("planning_template_end", args=[template])
    check = client.get(end, {"check": "1", "from_day": "2026-11-25", "leftover": "close"})
    assert "留任科技" in check.content.decode()
    change = reverse("planning_template_change", args=[template])
    check = client.get(change, {**typed, "capacity": "7", "check": "1"}).content.decode()
    assert '<s class="num">3</s>' in check
    assert '<b class="num">7</b>' in check
    assert "税务登记" in check


def test_fewer_seats_than_visits_name_the_visits(park):
    block = make.a_block(seats=2)
    make.booked(make.a_company("占座科技"), block)
    answer = signed_in("supervisor").post(
        reverse("planning_capacity", args=[block]), {"capacity": "0"}
    )
    assert answer.status_code == 422
    assert "占座科技" in answer.content.decode()


def test_a_week_shows_one_service_at_one_place_until_everything_is_asked_for(park):
    client, address = signed_in("clerk"), f"{reverse('console_planning')}?on=2026-11-25"
    make.a_block("2026-11-25 09:00", location="harbour")
    make.a_block("2026-11-25 14:00", service="qualification", location="lakeside")
    assert client.get(address).content.decode().count("plan-time") == 1
    every = client.get(f"{address}&service=&location=").content.decode()
    assert every.count("plan-time") == 2


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("now", ["2026-11-24 09:00", "2026-11-24 10:00", "2026-11-26 09:00"])
def test_a_block_that_has_begun_can_not_be_closed_and_says_what_to_do(park, method, now):
    block = make.a_block("2026-11-24 09:00")
    park.move_to(make.at(now))
    client, address = signed_in("supervisor"), reverse("planning_close_block", args=[block])
    shown = client.get(reverse("planning_block", args=[block])).content.decode()
    assert address not in shown
    assert "照常接待" in shown
    for typed in ({}, {"because": "training", "check": "1"}):
        answer = getattr(client, method)(address, typed)
        assert answer.status_code == 409
        assert "已经开始，不能再停办" in answer.content.decode()
    assert Block.objects.get(pk=block).is_open


def test_days_of_the_park_leave_what_is_opened_on_a_weekend_and_say_so_before(park):
    """The check counts what the deed will close: a session of the Saturday in between is not among it."""
    make.a_block("2026-11-27 09:00")
    saturday = make.a_block("2026-11-28 09:00")
    client = signed_in("manager")
    typed = {"first": "2026-11-27", "last": "2026-11-30", "why": "maintenance"}
    check = client.get(reverse("planning_days"), {**typed, "check": "1"}).content.decode()
    assert '会停办 <b class="num">1</b> 个时段' in check
    client.post(reverse("planning_days"), typed)
    assert Block.objects.get(is_open=True).pk == saturday
