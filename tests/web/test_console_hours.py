"""B2: the opening hours of the week, with what becomes of deadlines seen before."""

import pytest
from django.urls import reverse

from gaiyue.base import clock
from gaiyue.booking.add_template import NewTemplate, add_template
from gaiyue.calendars.queries import working_calendar
from gaiyue.policy.limits import Limits
from gaiyue.policy.publish import publish_edition
from tests import make
from tests.web.test_console_rules import as_staff, text, typed

pytestmark = pytest.mark.usefixtures("park")
URL = "/console/calendar/hours/"


def form_of(client):
    return typed(client.get(URL).content.decode())


def test_the_address_is_the_one_that_the_calendar_links_to():
    assert reverse("console_calendar_hours") == URL
    page = as_staff().get(reverse("console_calendar")).content.decode()
    assert URL in page
    assert URL not in as_staff("clerk").get(reverse("console_calendar")).content.decode()


def test_earlier_closing_keeps_what_was_promised_and_later_closing_gives_time():
    """B1: a printed deadline never gets earlier."""
    make.booked(make.a_company(), make.a_block("2026-12-04 09:00"))
    client = as_staff()
    form = form_of(client)
    earlier = {**form, **{f"d{n}_closes": "16:00" for n in range(5)}, "step": "check"}
    page = text(client.post(URL, earlier))
    assert "1 个按新规则会提前" in page
    later = {**form, **{f"d{n}_closes": "18:30" for n in range(5)}, "step": "check"}
    assert "1 个的截止时间会推后" in text(client.post(URL, later))
    assert working_calendar(make.PARK).edition == 1


def test_hours_are_set_and_only_once_for_a_form_sent_twice():
    client = as_staff()
    form = {**form_of(client), "d5_opens": "09:00", "d5_closes": "12:00"}
    check = client.post(URL, {**form, "step": "check"}).content.decode()
    assert "09:00–12:00" in check
    done = {**typed(check), "step": "publish"}
    assert client.post(URL, done).status_code == 302
    assert client.post(URL, done).status_code == 302
    calendar = working_calendar(make.PARK)
    assert (calendar.edition, f"{calendar.hours[5].closes:%H:%M}") == (2, "12:00")
    assert "改了办公时间" in text(client.get(reverse("console_calendar")))


def test_weekly_blocks_outside_the_new_hours_are_named_and_left():
    add_template(
        NewTemplate(
            service="tax-registration",
            location="lakeside",
            weekday=2,
            opens=make.at("2026-11-25 09:00").time(),
            closes=make.at("2026-11-25 11:00").time(),
            capacity=2,
            valid_from=clock.today(),
        ),
        actor=make.HOUSE,
    )
    client = as_staff()
    form = {**form_of(client), "d2_opens": "10:00", "step": "check"}
    page = text(client.post(URL, form))
    assert "不在新办公时间里的每周时段" in page
    assert "09:00–11:00" in page
    form["d2_opens"] = "08:30"
    assert "不在新办公时间里的每周时段" not in text(client.post(URL, form))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"d1_opens": "nine"}, "周二的时间读不懂"),
        ({"d1_opens": ""}, "周二的开门和关门时间都要填"),
        ({"d1_closes": "08:00"}, "周二的时间前后不对"),
        ({f"d{n}_{part}": "" for n in range(7) for part in ("opens", "closes")}, "都要填"),
    ],
)
def test_what_is_wrong_is_named_and_all_is_kept(changed, said):
    client = as_staff()
    form = {**form_of(client), "d0_opens": "08:15", **changed, "step": "check"}
    answer = client.post(URL, form)
    assert (answer.status_code, said in text(answer)) == (422, True)
    if "d0_opens" not in changed:
        assert 'value="08:15"' in answer.content.decode()


def test_a_week_without_any_hours_is_refused():
    client = as_staff()
    answer = client.post(URL, {"step": "check"})
    assert (answer.status_code, "请至少给一个工作日填上办公时间" in text(answer)) == (422, True)


def test_only_who_keeps_the_calendar_meets_the_form():
    for role in ("clerk", "supervisor"):
        assert as_staff(role).get(URL).status_code == 403


def test_rules_of_services_are_asked_once_each(django_assert_num_queries):
    """Each service by its own rules; ten visits cost no more than two."""
    publish_edition(make.PARK, "qualification", limits=Limits(notice_days=5), actor=make.HOUSE)
    for hour in ("09", "11", "14"):
        make.booked(make.a_company(hour), make.a_block(f"2026-12-04 {hour}:00"))
    client = as_staff()
    form = {**form_of(client), "d4_closes": "18:00", "step": "check"}
    client.post(URL, form)
    with django_assert_num_queries(9):
        client.post(URL, form)
