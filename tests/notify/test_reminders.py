"""G3: before a visit its company is reminded, once while it can still be moved and once of the visit, and told which.

A visit on Tuesday, 1 December can be changed until Friday, 27 November, 17:00.
"""

import pytest
from django.urls import reverse

from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.eventlog.models import Event
from gaiyue.jobs.models import Job
from gaiyue.jobs.schedule import enqueue_due
from gaiyue.notify.models import Message as Row
from gaiyue.ops.wiring import RECURRING
from tests import make
from tests.notify.test_visit_mail import LINK, company, parts, server, subject, the_mail, work
from tests.web.test_pages import signed_in

__all__ = ["company", "server"]

THURSDAY, MONDAY = "2026-11-26 08:00", "2026-11-30 08:00"
REMINDERS = tuple(every for every in RECURRING if every.kind == "reminders.find")


@pytest.fixture
def reference(server, company) -> str:
    made = make.booked(company, make.a_block("2026-12-01 09:00"))
    work()
    server.taken.clear()
    return made


def comes(park, moment: str) -> None:
    """That morning comes, with all that is due then."""
    park.move_to(make.at(moment))
    enqueue_due(make.PARK, REMINDERS)
    work()


def test_the_day_before_the_deadline_says_until_when_it_can_be_changed(server, park, reference):
    for day in ("24", "25"):
        comes(park, f"2026-11-{day} 08:00")
    assert server.taken == []
    comes(park, THURSDAY)
    mail = the_mail(server)
    assert subject(mail).startswith("要改请在11月27日（周五）17:00前：税务登记")
    text = parts(mail)["text/plain"]
    assert "最晚11月27日（周五）17:00前可以自己改。" in text
    assert LINK.search(text)
    assert "text/calendar" not in parts(mail)


def test_the_day_before_the_visit_says_what_to_bring_and_that_it_can_not_be_moved_any_more(
    server, park, reference
):
    comes(park, MONDAY)
    mail = the_mail(server)
    assert subject(mail).startswith("提醒：税务登记，12月1日（周二）09:00")
    text = parts(mail)["text/plain"]
    assert "营业执照" in text
    assert "自己修改的截止时间是11月27日（周五）17:00，现在已经过了。" in text
    assert "取消这次预约，最晚12月1日（周二）09:00前" in text


def test_what_is_due_on_monday_is_said_on_friday(server, company, park):
    """On a day off nobody reads it."""
    make.booked(company, make.a_block("2026-11-30 09:00"))
    work()
    server.taken.clear()
    comes(park, "2026-11-27 08:00")
    assert subject(the_mail(server)).startswith("提醒：税务登记，11月30日（周一）09:00")
    for day in ("28", "29"):
        comes(park, f"2026-11-{day} 08:00")
    assert len(server.taken) == 1


def test_everybody_of_the_company_finds_it_in_the_pages_too(server, company, park, reference):
    other = make.colleague(company)
    comes(park, THURSDAY)
    for person in (company, other):
        page = signed_in(person).get(reverse("notices")).content.decode()
        assert "要改，请在11月27日（周五）17:00前" in page
        assert 'class="unread num"' in page
    assert len(server.taken) == 2


def test_each_is_said_once_however_often_the_work_is_repeated(server, park, reference):
    """J4."""
    comes(park, THURSDAY)
    for _ in range(2):
        Job.objects.update(done_at=None, lease_until=None)
        work()
    comes(park, "2026-11-26 15:00")
    assert len(server.taken) == 1
    assert Row.objects.filter(kind="reminder.change").count() == 2  # the mail and the notice
    assert Event.objects.filter(kind="appointment.reminded").count() == 1


def test_of_a_visit_that_was_booked_since_nobody_is_reminded(server, company, park, reference):
    park.move_to(make.at("2026-11-30 08:10"))
    make.booked(company, make.a_block("2026-12-01 14:00", service="qualification"))
    work()
    server.taken.clear()
    comes(park, "2026-11-30 08:15")  # the worker was a little late
    assert "税务登记" in subject(the_mail(server))


def test_of_a_visit_that_was_moved_since_nobody_is_reminded(server, company, park, reference):
    """Its company has just read the new time and the new deadline."""
    park.move_to(make.at("2026-11-26 08:10"))
    new = make.a_block("2026-12-01 14:00")
    move_appointment(reference, to_block=new, actor=company.actor, statement=Statement("travel"))
    work()
    server.taken.clear()
    comes(park, "2026-11-26 08:15")  # the worker was a little late
    assert server.taken == []
    assert not Event.objects.filter(kind="appointment.reminded").exists()


def test_a_visit_that_moved_away_before_its_reminder_went_is_not_reminded_of(
    server, company, park, reference
):
    server.at_sender = "451 later"
    comes(park, THURSDAY)
    new = make.a_block("2026-12-10 09:00")
    move_appointment(reference, to_block=new, actor=company.actor, statement=Statement("travel"))
    server.at_sender = "250 fine"
    Job.objects.filter(done_at=None).update(run_at=park())
    work()
    assert [subject(mail)[:3] for mail in server.taken] == ["已改约"]


def test_a_reminder_that_waited_past_the_deadline_is_not_sent(server, park, reference):
    server.at_sender = "451 later"
    comes(park, THURSDAY)
    server.at_sender = "250 fine"
    park.move_to(make.at("2026-11-27 17:30"))
    work()
    assert server.taken == []


def test_nobody_is_told_to_change_what_can_not_be_changed_any_more(server, company, park):
    """Its moves are used up: only the visit itself is worth a reminder."""
    make.limits(moves_per_appointment=1)
    reference = make.booked(company, make.a_block("2026-12-01 14:00"))
    new = make.a_block("2026-12-01 09:00")
    move_appointment(reference, to_block=new, actor=company.actor, statement=Statement("travel"))
    work()
    server.taken.clear()
    comes(park, THURSDAY)
    assert server.taken == []
    comes(park, MONDAY)
    assert subject(the_mail(server)).startswith("提醒")


def test_of_a_block_that_the_park_closed_nobody_is_reminded(server, park, reference):
    closing = Closing(
        on=make.at("2026-12-01 09:00").date(),
        block=make.visit(reference).block_id,
        because="power_cut",
    )
    close_blocks(closing, actor=make.staff("manager"))
    work()
    server.taken.clear()
    comes(park, THURSDAY)
    comes(park, MONDAY)
    assert server.taken == []


def test_nobody_is_written_to_at_night(server, park, reference):
    comes(park, "2026-11-30 03:00")
    comes(park, "2026-11-30 21:00")
    assert server.taken == []


def test_the_page_of_the_visit_says_that_the_company_was_reminded(server, company, park, reference):
    comes(park, THURSDAY)
    page = signed_in(company).get(reverse("appointment", args=[reference])).content.decode()
    assert "系统提醒了企业。" in page
