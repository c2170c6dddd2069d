"""A10: the board as a page: what it costs, where it remembers that it stands, and where a code leads."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gaiyue.booking.call import call_visit
from gaiyue.booking.check_in import check_in
from gaiyue.booking.complete import complete_visit
from gaiyue.booking.models import Counter
from gaiyue.booking.queries.board import Board, forgotten
from gaiyue.people.sign_in import account_of
from gaiyue.web.console.desk import acts
from gaiyue.web.console.desk.scanned import read_code, say_not_found
from tests import make
from tests.web.test_live_changes import relayed, told_since

HERE = make.at("2026-11-24 09:05")


def client_of(account: int) -> Client:
    client, row = Client(), account_of(make.PARK, account)
    assert row is not None
    client.force_login(row)
    return client


@pytest.fixture
def clerk(park) -> Client:
    return client_of(int(make.staff().code.removeprefix("account:")))


def a_counter() -> Counter:
    return Counter.objects.get(location__code="lakeside", service__code="tax-registration")


def visits(n: int, day: str = "2026-11-24") -> list[str]:
    block = make.a_block(f"{day} 09:00", seats=n)
    return [make.booked(make.a_company(f"上海第{k}家公司"), block) for k in range(n)]


@pytest.mark.parametrize("many", [4, 30])
def test_the_board_and_the_hall_cost_the_same_however_many_come(park, clerk, many):
    """Of these, three are who is signed in and in which park."""
    waiting, called, *expected = visits(many)
    park.move_to(HERE)
    for reference in (waiting, called):
        check_in(reference, actor=make.HOUSE)
    call_visit(called, counter=a_counter().pk, actor=make.HOUSE)
    clerk.get(reverse("console_today"))
    board, hall = reverse("console_today"), reverse("console_hall", args=["lakeside"])
    costs = {}
    for name, address in {
        "board": board,
        "found": f"{board}?code={expected[0]}",
        "done": f"{board}?show=done",
        "day": f"{board}?show=day",
        "forgotten": f"{board}?show=old",
        "hall": hall,
        "code": reverse("visit_door", args=[waiting]),
    }.items():
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(address).status_code in (200, 302)
        costs[name] = len(asked)
    assert costs == {
        "board": 20,
        "found": 21,
        "done": 15,
        "day": 17,
        "forgotten": 15,
        "hall": 7,
        "code": 3,
    }


def test_what_earlier_days_left_open_is_found_by_the_key_of_live_visits(park):
    """Many thousand days have passed, and few visits are live."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert forgotten(Board(date(2026, 11, 23)), actor=make.staff()).rows == ()
    (found,) = [one["sql"] for one in asked if "live_key" in one["sql"] and "COUNT" in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {found}")
        plan = " ".join(str(row[3]) for row in cursor.fetchall())
    assert "(park=? AND live_key>?)" in plan  # the unique index of live visits
    assert "SCAN" not in plan


@pytest.mark.parametrize(
    "typed",
    [
        "7KQ2MX4TB",
        " 7kq 2mx 4tb ",
        "7KQ-2MX-4TB",
        "7kq–2mx—4tb",
        "７ＫＱ２ＭＸ４ＴＢ",
        "https://park.example/v/7KQ2MX4TB/",
        "http://park.example/gaiyue/v/7kq2mx4tb/?from=qr#x",
        "/v/7KQ2MX4TB",
    ],
)
def test_a_code_is_read_however_it_comes(typed):
    assert read_code(typed) == "7KQ2MX4TB"


@pytest.mark.parametrize(
    "typed", ["", "/", "////", "https://park.example", "\u0000", "—", "http://["]
)
def test_what_is_no_code_is_read_without_an_error(typed):
    assert len(read_code(typed)) < 20


def test_a_novel_is_cut():
    assert len(read_code("A" * 10_000)) == 300


@pytest.mark.parametrize(
    ("code", "said"), [("7KQ2", "这里有 4 位"), ("7KQ2MX4TC", "多半是输错了一位")]
)
def test_why_a_code_leads_nowhere_is_said(code, said):
    assert said in say_not_found(code)


def test_a_code_of_nobody_is_said_on_the_board_and_kept_in_the_field(clerk):
    page = clerk.get(reverse("console_today"), {"code": "7kq2"}).content.decode()
    assert "这里有 4 位" in page
    assert 'value="7kq2"' in page


def test_the_address_in_a_code_leads_everybody_to_their_own_page(park, clerk):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    door = reverse("visit_door", args=[reference])
    assert clerk.get(door)["Location"] == reverse("console_visit", args=[reference])
    lower = reverse("visit_door", args=[reference.lower()])
    assert client_of(company.account).get(lower)["Location"] == reverse(
        "appointment", args=[reference]
    )
    other = client_of(make.a_company("上海另一家公司").account)
    assert other.get(door, follow=True).status_code == 404
    assert clerk.get(reverse("visit_door", args=["7KQ2MX4TC"])).status_code == 404
    visitor = Client().get(door)
    assert visitor.status_code == 302
    assert visitor["Location"].startswith(reverse("sign_in"))
    assert reference in visitor["Location"]


def test_a_machine_remembers_its_counter_and_forgets_it(park, clerk):
    choose = reverse("console_place")
    place = f"lakeside:{a_counter().pk}"
    answer = clerk.post(choose, {"place": place})
    assert answer["Location"] == reverse("console_today")
    cookie = clerk.cookies["desk"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (place, True, "Lax")
    page = clerk.get(reverse("console_today"))
    assert page.context["desk"].counter == a_counter().pk
    assert page.context["board"].location == "lakeside"
    assert page.content.decode().count("叫下一位到1号窗口") == 1

    clerk.post(choose, {"place": "lakeside"})
    page = clerk.get(reverse("console_today"))
    assert (page.context["desk"].location, page.context["desk"].counter) == ("lakeside", None)
    assert 'id="call-next"' not in page.content.decode()

    clerk.post(choose, {"place": "moon:1"})
    assert clerk.cookies["desk"].value == ""


@pytest.mark.parametrize("cookie", ["moon", "lakeside:999999", ":", "lakeside:x", "x" * 3000])
def test_a_cookie_that_names_no_place_is_no_place(clerk, cookie):
    clerk.cookies["desk"] = cookie
    page = clerk.get(reverse("console_today"))
    assert page.status_code == 200
    assert page.context["desk"].counter is None


def test_without_a_counter_nobody_is_called(park, clerk):
    (reference,) = visits(1)
    park.move_to(HERE)
    check_in(reference, actor=make.HOUSE)
    answer = clerk.post(reverse("console_call_next"), follow=True)
    assert "请先选好您的窗口" in answer.content.decode()
    assert make.visit(reference).called_at is None


def test_the_button_pressed_twice_calls_one_company(park, clerk):
    """A10: the form sent twice without a script names the same company; the next page calls the next one."""
    references = visits(2)
    park.move_to(HERE)
    for reference in references:
        check_in(reference, actor=make.HOUSE)
    clerk.post(reverse("console_place"), {"place": f"lakeside:{a_counter().pk}"})
    key = clerk.get(reverse("console_today")).context["next_key"]
    for _ in range(2):
        page = clerk.post(reverse("console_call_next"), {"key": key}, follow=True)
    assert [make.visit(one).called_at is None for one in references] == [False, True]
    assert f'name="key" value="{key}"' not in page.content.decode()
    clerk.post(reverse("console_call_next"), {"key": page.context["next_key"]})
    assert make.visit(references[1]).called_at is not None


def test_a_counter_retired_meanwhile_is_said(park, clerk, monkeypatch):
    """A10: the page of a machine is older than the end of its counter."""
    (reference,) = visits(1)
    park.move_to(HERE)
    check_in(reference, actor=make.HOUSE)
    clerk.post(reverse("console_place"), {"place": f"lakeside:{a_counter().pk}"})
    rows = acts.counters(make.PARK)
    monkeypatch.setattr(acts, "counters", lambda _park: rows)
    Counter.objects.filter(pk=a_counter().pk).update(is_retired=True)
    for address in (reverse("console_call_next"), reverse("console_call", args=[reference])):
        assert "这个窗口已经停用" in clerk.post(address, follow=True).content.decode()
    assert make.visit(reference).called_at is None


def test_an_act_can_be_taken_back_for_a_minute_from_the_bar(park, clerk):
    (reference,) = visits(1)
    park.move_to(HERE)
    clerk.post(reverse("console_check_in", args=[reference]))
    page = clerk.get(reverse("console_today"))
    assert page.context["last"].visit.reference == reference
    park.advance(timedelta(seconds=61))
    assert clerk.get(reverse("console_today")).context["last"] is None


def test_a_called_company_reads_on_its_own_page_where_to_go(park):
    """A9: in a region that follows by itself, and no longer once it was received."""
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-24 09:00"))
    page = reverse("appointment", args=[reference])
    client = client_of(company.account)
    park.move_to(HERE)
    check_in(reference, actor=make.HOUSE)
    assert "请到1号窗口" not in client.get(page).content.decode()
    before = relayed()
    call_visit(reference, counter=a_counter().pk, actor=make.HOUSE)
    told = told_since(before)
    assert {"board", "visits"} <= set(told)
    assert company.code in told["visits"].of
    text = client.get(page).content.decode()
    live = text.index('data-live="visits"')
    assert live < text.index("请到1号窗口")
    complete_visit(reference, actor=make.HOUSE)
    assert "请到1号窗口" not in client.get(page).content.decode()


def test_whom_yesterday_forgot_does_not_wait_since_then(park, clerk):
    (reference,) = visits(1)
    park.move_to(HERE)
    check_in(reference, actor=make.HOUSE)
    assert "刚到" in clerk.get(reverse("console_today")).content.decode()
    park.move_to(make.at("2026-11-25 09:00"))
    page = clerk.get(f"{reverse('console_today')}?show=old").content.decode()
    assert reference[:3] in page
    assert "已等" not in page


def test_whoever_was_called_yesterday_is_listed_as_called(park, clerk):
    (reference,) = visits(1)
    park.move_to(HERE)
    check_in(reference, actor=make.HOUSE)
    call_visit(reference, actor=make.HOUSE, counter=a_counter().pk)
    park.move_to(make.at("2026-11-25 09:00"))
    for url in (
        f"{reverse('console_today')}?show=old",
        reverse("console_visit", args=[reference]),
    ):
        assert "已叫号" in clerk.get(url).content.decode()


def test_nobody_is_late_before_their_block_is_over(park, clerk):
    """Until then it has begun, which is no alarm."""
    visits(1)
    park.move_to(make.at("2026-11-24 09:40"))
    page = clerk.get(reverse("console_today")).content.decode()
    assert "已开始" in page
    assert "过点" not in page
    park.move_to(make.at("2026-11-24 16:40"))
    page = clerk.get(reverse("console_today")).content.decode()
    assert "过点" in page


def test_no_alert_about_the_camera_stands_in_the_page_before_there_is_one(park, clerk):
    page = clerk.get(reverse("console_today")).content.decode()
    assert ">没能打开相机" not in page
    assert 'data-said="没能打开相机' in page


@pytest.mark.parametrize("typed", ["云启", "0101", "138 0000 0101", "021-5555 0101", "wang@x.com"])
def test_what_is_no_code_is_searched_for(clerk, typed):
    """A name, a number, the end of one, an address of mail."""
    answer = clerk.get(reverse("console_today"), {"code": typed})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("console_find"))
    assert f'value="{typed}"' in clerk.get(answer["Location"]).content.decode()


def test_a_wrong_code_offers_to_search_for_it(clerk):
    page = clerk.get(reverse("console_today"), {"code": "ACME"}).content.decode()
    assert f"{reverse('console_find')}?q=ACME" in page


def test_the_choice_of_a_counter_says_what_it_does(clerk):
    page = clerk.get(reverse("console_today")).content.decode()
    assert "1号窗口（" in page


def test_a_button_says_no_when_another_code_waits_in_the_field(clerk, park):
    first, second = visits(2)
    park.move_to(HERE)
    answer = clerk.post(
        reverse("console_check_in", args=[first]), {"typed": second.lower()}, follow=True
    )
    assert "扫码框里是另一个预约号" in answer.content.decode()
    assert make.visit(first).state == "booked"
