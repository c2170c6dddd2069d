"""A9, J1: the list, the calendar, the papers and the calendar file of one's own visits, with plain forms and links."""

import re

import pytest
from django.urls import reverse
from icalendar import Calendar

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.move import move_appointment
from tests import make
from tests.booking.make import BECAUSE
from tests.web.test_pages import signed_in


@pytest.fixture
def company(park):
    return make.a_company("上海云启科技有限公司")


def page(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_month_shows_the_visit_on_its_day_and_names_the_holiday(company):
    reference = make.booked(company, make.a_block("2026-12-02 09:00"))
    client = signed_in(company)
    text = page(client, "appointments", when="calendar", month="2026-12")
    assert reverse("appointment", args=[reference]) in text
    assert "month=2026-11" in text
    assert "month=2027-01" in text
    assert "元旦" in page(client, "appointments", when="calendar", month="2027-01")


@pytest.mark.parametrize("month", ["", "nonsense", "2026-13", "0001-01", "9999-12"])
def test_a_month_that_is_none_is_the_present_one(company, month):
    assert "2026年11月" in page(signed_in(company), "appointments", when="calendar", month=month)


def test_nothing_that_matches_says_so_and_leads_back(company):
    make.booked(company, make.a_block())
    text = page(signed_in(company), "appointments", q="xyz")
    assert "没有符合条件的预约" in text


def test_papers_are_ticked_off_by_a_plain_form(company):
    reference = make.booked(company, make.a_block())
    client, address = signed_in(company), reverse("tick_materials", args=[reference])
    text = page(client, "appointment", reference)
    ids = re.findall(r'name="ready" value="(\d+)"', text)
    assert "0/2" in text

    answer = client.post(address, {"ready": [ids[0], "abc", "9" * 40]})

    assert answer.status_code == 302
    text = page(client, "appointment", reference)
    assert "1/2" in text
    assert "必备的都齐了" in text
    assert signed_in(make.a_company("别家")).post(address, {"ready": ids}).status_code == 404


def test_the_calendar_file_updates_the_same_entry_after_a_move(company):
    """J4: one UID for the life of the visit, and a SEQUENCE that grows."""
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    client, address = signed_in(company), reverse("calendar_file", args=[reference])

    def event():
        answer = client.get(address)
        assert answer["Content-Type"].startswith("text/calendar")
        return Calendar.from_ical(answer.content).walk("VEVENT")[0]

    before = event()
    new = make.a_block("2026-11-27 14:00")
    move_appointment(reference, to_block=new, actor=company.actor, statement=BECAUSE)
    after = event()
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTART") == make.at("2026-11-27 14:00")
    cancel_appointment(reference, actor=company.actor)
    assert event()["STATUS"] == "CANCELLED"
    assert signed_in(make.a_company("别家")).get(address).status_code == 404


def test_a_cancelled_visit_shows_no_code_and_no_papers_but_the_way_to_another(company):
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    cancel_appointment(reference, actor=company.actor)
    text = page(signed_in(company), "appointment", reference)
    assert 'class="qr"' not in text
    assert "要带的材料" not in text
    assert "再约一次" in text


def test_full_width_digits_in_a_phone_number_are_digits(company):
    block = make.a_block("2026-11-26 09:00")
    form = {
        "block": block,
        "key": "k",
        "enterprise": company.code,
        "contact_name": "张三",
        "contact_phone": "０２１－５５５５　０１００",
    }
    signed_in(company).post(reverse("book", args=["tax-registration"]), form)
    assert make.taken(block) == 1


def test_the_calendar_opens_at_the_month_of_the_next_visit(company):
    """A9: not at an empty month."""
    make.booked(company, make.a_block("2026-12-02 09:00"))
    client = signed_in(company)
    assert "2026年12月" in page(client, "appointments", when="calendar")
    assert "2026年11月" in page(client, "appointments", when="calendar", month="2026-11")


def test_a_visit_that_is_too_late_to_move_does_not_promise_it(company, park):
    """A4, J1: the list says what its entry does then, the page has the ways on itself."""
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    client, address = signed_in(company), reverse("appointment", args=[reference])
    move = f'href="{reverse("move", args=[reference])}"'
    assert "修改预约" in page(client, "appointments")
    assert move in client.get(address).content.decode()
    park.move_to(make.at("2026-11-25 09:00"))
    listed = page(client, "appointments")
    assert "看怎么改期" in listed
    assert "修改预约" not in listed
    assert move not in client.get(address).content.decode()
