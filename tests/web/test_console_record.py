"""The record and the calendar for staff."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.calendars.queries import working_calendar
from gaiyue.eventlog.kinds import all_kinds
from gaiyue.eventlog.models import Detail, Event
from gaiyue.eventlog.relay import link_events
from gaiyue.people.correct_enterprise import CompanyData, correct_enterprise
from gaiyue.people.move_staff import move_staff
from gaiyue.people.set_tier import set_tier
from gaiyue.people.sign_in import account_of
from gaiyue.web.shared.happenings import SENTENCES
from tests import make
from tests.calendars.test_read_notice import NOTICES
from tests.house.house import import_all

pytestmark = pytest.mark.usefixtures("park")


def as_staff(role="manager"):
    client = Client()
    client.force_login(account_of(make.PARK, int(make.staff(role).code.removeprefix("account:"))))
    client.cookies["language"] = "zh-hans"
    return client


def test_every_kind_of_event_is_said_in_a_sentence():
    """D5."""
    list(import_all("events")), list(import_all("planning_events"))
    assert set(all_kinds()) - set(SENTENCES) == set()


def test_the_record_is_read_searched_and_proved(settings, tmp_path):
    """D5: and a change shows."""
    settings.GAIYUE_HEADS = tmp_path
    reference = make.booked(make.a_company(), make.a_block())
    while link_events(make.PARK, react=lambda _: None):
        pass
    client = as_staff()
    url = reverse("console_record")
    page = client.get(url, {"kind": "appointment", "subject": reference}).content.decode()
    assert "预约了 11月25日（周三）09:00" in page
    assert reverse("console_visit", args=[reference]) in page
    assert "没有这样的记录" in client.get(url, {"last": "2020-01-01"}).content.decode()
    client.post(reverse("console_record_verify"), {"what": "end"})
    assert "没有改动" in client.get(url).content.decode()
    Event.objects.filter(subject=reference).update(actor="account:999")
    client.post(reverse("console_record_verify"), {"what": "end"})
    assert "对不上" in client.get(url).content.decode()
    assert as_staff("clerk").get(url).status_code == 403


def test_a_text_that_nobody_said_what_it_is_stays_hidden():
    """D5: shown are texts of which the table of the page says whose they are."""
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    cancel_appointment(reference, actor=company.actor, note="临时出差")
    url = reverse("console_record")
    assert "临时出差" in as_staff().get(url).content.decode()
    Detail.objects.filter(name="note").update(name="diagnosis")
    assert "临时出差" not in as_staff().get(url).content.decode()


def test_codes_of_the_record_stand_beside_the_names_behind_them():
    """D5: companies, services, buildings, departments, roles, tiers and fields; the code stays for the search."""
    company = make.a_company("上海云启科技有限公司")
    make.booked(company, make.a_block())
    set_tier(company.code, tier="key_project", reason="招商文件", actor=make.HOUSE)
    data = CompanyData(name=company.name, industry="集成电路", size="large", contact_name="赵六")
    correct_enterprise(company.code, data=data, actor=make.HOUSE)
    clerk = make.staff()
    move_staff(int(clerk.code[8:]), department="registry", role="supervisor", actor=make.HOUSE)
    client = as_staff()
    page = client.get(reverse("console_record")).content.decode()
    assert f"企业“上海云启科技有限公司”（{company.code}）预约了" in page
    assert "的税务登记，" in page
    assert "企业类别从普通企业改为重点招商项目。" in page
    assert "更正了企业资料：企业规模、企业联系人。" in page
    assert "的窗口人员调整为" in page
    assert "招商文件" in page
    assert "全园区第 1 版规则" in page
    assert (
        f'上海云启科技有限公司 <a class="num" href="?subject=enterprise%3A{company.code}">' in page
    )
    client.cookies["language"] = "en"
    assert "Tax registration" in client.get(reverse("console_record")).content.decode()


def test_a_day_is_closed_and_given_back():
    """B2: the page says whom it concerns before it is done."""
    make.booked(make.a_company(), make.a_block())
    client = as_staff()
    url = reverse("console_calendar_day")
    assert "预约 1 个" in client.get(url, {"on": "2026-11-25"}).content.decode()
    form = {"on": "2026-11-25", "what": "close", "why": "maintenance"}
    assert client.post(url, form).status_code == 302
    assert not working_calendar(make.PARK).is_open(make.at("2026-11-25 09:00").date())
    assert client.post(url, form).status_code == 409
    client.post(url, {"on": "2026-11-25", "what": "restore"})
    assert working_calendar(make.PARK).is_open(make.at("2026-11-25 09:00").date())
    assert client.get(reverse("console_calendar")).status_code == 200
    assert as_staff("clerk").post(url, form).status_code == 403


def test_a_notice_is_pasted_checked_and_published():
    """B2."""
    client = as_staff()
    url = reverse("console_calendar_notice")
    form = {"year": "2026", "source": "guobanfa-2025-7", "text": NOTICES[2026]}
    assert "春节" in client.post(url, form | {"step": "check"}).content.decode()
    assert client.post(url, form | {"text": "你好", "step": "check"}).status_code == 422
    assert client.post(url, form | {"source": "国办", "step": "check"}).status_code == 422
    assert client.post(url, form | {"step": "publish"}).status_code == 302
    page = client.get(reverse("console_calendar"), {"year": "2026"}).content.decode()
    assert "guobanfa-2025-7" in page


def test_whole_pages_cost_the_same_however_much_is_in_them(django_assert_num_queries):
    """The record and the calendar, as whole pages."""
    client = as_staff()
    record, calendar = reverse("console_record"), reverse("console_calendar")
    for number in range(2):
        for hour in ("09", "14"):
            day = make.at(f"2026-12-0{number + 2} {hour}:00")
            make.booked(make.a_company(f"{number}{hour}"), make.a_block(f"{day:%Y-%m-%d %H:%M}"))
        client.get(record)
        client.get(calendar)
        with django_assert_num_queries(15):
            client.get(record)
        with django_assert_num_queries(11):
            client.get(calendar)


def test_a_festival_is_one_line_of_the_year():
    """B2: eight days of one festival are no wall of lines."""
    page = as_staff().get(reverse("console_calendar"), {"year": "2026"}).content.decode()
    runs = page[page.index('class="runs"') : page.index("hours-title")]
    assert "共 9 天" in runs
    assert runs.count("春节") == 3  # the days off, and a working weekend on either side
    assert "2026年11月</caption>" in page
