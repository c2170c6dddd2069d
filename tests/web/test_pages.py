"""The pages for companies: book, move, cancel, in Chinese and English, with plain forms and links."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.people.sign_in import account_of
from tests import make


def signed_in(company: make.Company, language: str = "zh-hans") -> Client:
    client = Client()
    client.cookies["language"] = language
    account = account_of(make.PARK, company.account)
    assert account is not None
    client.force_login(account)
    return client


@pytest.fixture
def company(park):
    return make.a_company("上海云启科技有限公司")


def hidden(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"no {name} in the form"
    return found[1]


def book_by_form(client: Client, block: int) -> str:
    check = client.get(reverse("book_check", args=["tax-registration"]), {"block": block})
    assert check.status_code == 200
    form = {
        "block": block,
        "key": hidden(check.content.decode(), "key"),
        "enterprise": hidden(check.content.decode(), "enterprise"),
        "contact_name": "张三",
        "contact_phone": "138 0000 0000",
    }
    answer = client.post(reverse("book", args=["tax-registration"]), form)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"].split("/")[2]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "name", ["home", "services", "guide", "demo_sign_in", "appointments", "service", "book"]
)
def test_every_page_opens(company, name, language, settings):
    settings.DEMO = True
    make.a_demo()
    make.a_block()
    args = ["tax-registration"] if name in ("service", "book") else []
    answer = signed_in(company, language).get(reverse(name, args=args))
    assert answer.status_code == 200


def test_a_company_books_moves_and_cancels_with_plain_forms(company):
    """A1, A2, A10: the main path needs nothing but forms and links."""
    first, second = make.a_block("2026-11-26 09:00"), make.a_block("2026-11-27 14:00")
    client = signed_in(company)

    reference = book_by_form(client, first)
    booked = client.get(reverse("booked", args=[reference])).content.decode()
    assert "<svg" in booked

    choose = client.get(reverse("move", args=[reference])).content.decode()
    assert '<span class="num">11月24日（周二）</span> <span class="num">17:00</span>' in choose
    check = client.get(reverse("move_check", args=[reference]), {"block": second}).content.decode()
    assert "确认改到" in check
    form = {"block": second, "key": hidden(check, "key"), "circumstance": "travel", "note": ""}
    answer = client.post(reverse("move", args=[reference]), form)
    assert answer["Location"] == reverse("moved", args=[reference])
    moved = client.get(answer["Location"]).content.decode()
    assert "改约成功" in moved
    assert (make.taken(first), make.taken(second)) == (0, 1)

    page = client.get(reverse("cancel", args=[reference])).content.decode()
    answer = client.post(
        reverse("cancel", args=[reference]), {"key": hidden(page, "key"), "note": ""}
    )
    assert answer["Location"] == reverse("cancelled", args=[reference])
    assert client.get(answer["Location"]).status_code == 200
    history = client.get(reverse("appointment", args=[reference])).content.decode()
    assert "预约已取消" in history
    assert make.taken(second) == 0


def test_a_late_move_is_refused_with_deadline_reason_and_next_steps(company, park):
    """B5: never a bare no."""
    make.a_block("2026-11-27 14:00")
    reference = make.booked(company, make.a_block("2026-11-25 09:00"))
    park.move_to(make.at("2026-11-24 09:00"))

    answer = signed_in(company).get(reverse("move", args=[reference]))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "11月23日（周一）17:00" in page
    assert reverse("cancel", args=[reference]) in page


def test_a_block_that_just_filled_offers_the_nearest_free_ones(company):
    """A4: full is said with a way on."""
    full, near = make.a_block("2026-11-26 09:00"), make.a_block("2026-11-26 14:00")
    make.booked(make.a_company("别家"), full)
    client = signed_in(company)

    answer = client.get(reverse("book_check", args=["tax-registration"]), {"block": full})

    assert answer.status_code == 409
    assert f"?block={near}" in answer.content.decode()


def test_a_form_sent_twice_books_once(company):
    block = make.a_block("2026-11-26 09:00", seats=5)
    client = signed_in(company)
    check = client.get(reverse("book_check", args=["tax-registration"]), {"block": block})
    form = {
        "block": block,
        "key": hidden(check.content.decode(), "key"),
        "enterprise": company.code,
        "contact_name": "张三",
        "contact_phone": "138 0000 0000",
    }
    answers = {
        client.post(reverse("book", args=["tax-registration"]), form)["Location"] for _ in range(2)
    }
    assert len(answers) == 1
    assert make.taken(block) == 1


def test_a_form_with_mistakes_keeps_what_was_typed(company):
    block = make.a_block("2026-11-26 09:00")
    client = signed_in(company)
    form = {
        "block": block,
        "key": "k",
        "enterprise": company.code,
        "contact_name": "张三丰",
        "contact_phone": "abc",
    }

    answer = client.post(reverse("book", args=["tax-registration"]), form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "张三丰" in page
    assert "错误：" in page
    assert make.taken(block) == 0


def test_a_strangers_visit_is_not_there(company):
    reference = make.booked(company, make.a_block())
    stranger = signed_in(make.a_company("别家"))
    for name in ("appointment", "booked", "move", "move_check", "moved", "cancel", "cancelled"):
        assert stranger.get(reverse(name, args=[reference])).status_code == 404
    for name in ("move", "cancel"):
        assert stranger.post(reverse(name, args=[reference]), {}).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(park):
    answer = Client().get(reverse("appointments"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("sign_in"))


def test_head_tells_the_length_of_the_page_and_sends_none_of_it(park):
    asked, told = Client().get(reverse("home")), Client().head(reverse("home"))
    assert (told.status_code, told.content) == (200, b"")
    assert told["Content-Length"] == asked["Content-Length"]


def test_a_form_sent_again_with_other_content_is_shown_again_and_books_nothing(company):
    """Back, another phone number, confirm: what was typed is kept, and the page says what happened."""
    block = make.a_block("2026-11-26 09:00", seats=5)
    client = signed_in(company)
    check = client.get(reverse("book_check", args=["tax-registration"]), {"block": block})
    form = {
        "block": block,
        "key": hidden(check.content.decode(), "key"),
        "enterprise": company.code,
        "contact_name": "张三",
        "contact_phone": "138 0000 0000",
    }
    assert client.post(reverse("book", args=["tax-registration"]), form).status_code == 302

    again = {**form, "contact_phone": "021-5555 0199"}
    answer = client.post(reverse("book", args=["tax-registration"]), again)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "这张表已经提交过一次" in page
    assert "021-5555 0199" in page
    assert hidden(page, "key") != form["key"]
    assert make.taken(block) == 1


def test_a_confirmation_is_shown_only_while_it_is_true(company):
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    client, visit = signed_in(company), reverse("appointment", args=[reference])
    assert client.get(reverse("booked", args=[reference])).status_code == 200
    for name in ("moved", "cancelled"):
        assert client.get(reverse(name, args=[reference]))["Location"] == visit

    cancel_appointment(reference, actor=company.actor)

    assert client.get(reverse("cancelled", args=[reference])).status_code == 200
    for name in ("booked", "moved"):
        assert client.get(reverse(name, args=[reference]))["Location"] == visit


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31", "nonsense", "2026-13-01"])
def test_a_board_that_no_calendar_has_is_todays(company, on):
    account = account_of(make.PARK, int(make.staff().code.split(":")[1]))
    assert account is not None
    client = Client()
    client.force_login(account)
    answer = client.get(reverse("console_today"), {"on": on})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


def test_a_visit_that_can_no_longer_be_changed_is_announced_before_it_is_booked(company, park):
    """B3, B5: no deadline that has passed is promised."""
    block = make.a_block("2026-11-24 16:00")
    park.move_to(make.at("2026-11-24 09:00"))
    page = signed_in(company).get(
        reverse("book_check", args=["tax-registration"]), {"block": block}
    )
    text = page.content.decode()
    assert "约好后不能自己改，只能取消" in text
    assert "约好以后" not in text


@pytest.mark.parametrize("asked", ["", "abc", "0", "99999999999999999", "９", "1" * 40])
def test_a_block_that_is_none_leads_back_to_choosing(company, asked):
    """Never a dead end: the page to choose from, with what to do first."""
    make.a_block("2026-11-26 09:00")
    answer = signed_in(company).get(
        reverse("book_check", args=["tax-registration"]), {"block": asked}
    )
    assert answer.status_code == 422
    assert "请先选一个时间段" in answer.content.decode()
