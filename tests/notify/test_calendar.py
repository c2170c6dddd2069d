"""J4: the invitation of a visit enters calendars, moves there with the visit and leaves them when it is cancelled.

Read by the library that wrote it, and by another one that has nothing to do with it.
"""

from datetime import UTC, datetime, timedelta
from email.message import Message
from typing import Any, cast

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.close_blocks import Closing, close_blocks
from tests import make
from tests.notify.test_visit_mail import (
    AFTER,
    BEFORE,
    address,
    company,
    move,
    parts,
    server,
    work,
)
from tests.web.test_pages import signed_in

__all__ = ["company", "server"]


@pytest.fixture
def life(server, company) -> list[Message]:
    """The mails of a visit that was booked, moved and cancelled."""
    reference = make.booked(company, make.a_block(BEFORE))
    work()
    move(reference, company, location="harbour")
    work()
    cancel_appointment(reference, actor=company.actor)
    work()
    return list(server.taken)


def written(mail: Message) -> str:
    return parts(mail)["text/calendar"]


def read(text: str) -> tuple[Calendar, Event]:
    """By the other library, which refuses what the standard does not know."""
    calendar = IcsCalendarStream.calendar_from_ics(text)
    (event,) = calendar.events
    return calendar, event


def reread(text: str) -> tuple[Any, Any]:
    """By the library that wrote it, with nothing in it that had to be forgiven."""
    calendar = icalendar.Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert [one.errors for one in calendar.walk() if one.errors] == []
    return calendar, event


def test_a_visit_is_one_entry_from_booking_to_cancellation(life):
    """One UID; a number that grows, without which programs ignore a change; the same who invites and is invited."""
    calendars, events = zip(*(read(written(mail)) for mail in life), strict=True)
    assert len({event.uid for event in events}) == 1
    assert [event.sequence for event in events] == [0, 1, 2]
    assert [calendar.method for calendar in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [event.status for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert len({str(event.organizer.uri) for event in events}) == 1
    assert len({str(event.attendees[0].uri) for event in events}) == 1


def test_programs_are_told_what_to_do_with_it_and_people_get_the_same_as_a_file(life):
    for mail, method in zip(life, ("REQUEST", "REQUEST", "CANCEL"), strict=True):
        inline = next(p for p in mail.walk() if p.get_content_type() == "text/calendar")
        assert inline.get_param("method") == method
        file = next(p for p in mail.walk() if p.get_content_type() == "application/ics")
        assert file.get_filename() == "invite.ics"
        assert cast(bytes, file.get_payload(decode=True)).decode() == written(mail)


def test_both_libraries_read_the_same_times_on_the_clock_of_the_park(life):
    for mail, on in zip(life, (BEFORE, AFTER, AFTER), strict=True):
        _, theirs = read(written(mail))
        _, ours = reread(written(mail))
        assert theirs.dtstart == ours["dtstart"].dt == make.at(on)
        assert theirs.dtend - theirs.dtstart == timedelta(hours=2)
        assert ours["dtstart"].params["TZID"] == "Asia/Shanghai"


def test_the_zone_is_described_in_the_file(life):
    """Programs that know no Asia/Shanghai find there what it means."""
    calendar, _ = reread(written(life[0]))
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Shanghai"
    winter = datetime(2026, 1, 5, 9, tzinfo=zone.to_tz())
    assert winter.astimezone(UTC).hour == 1


def test_it_says_where_and_reminds_a_day_before(life):
    _, event = read(written(life[1]))
    assert "港城大厅" in str(event.location)
    (alarm,) = event.alarm
    assert alarm.trigger == timedelta(days=-1)
    _, cancelled = read(written(life[2]))
    assert not cancelled.alarm


def test_no_answer_is_asked_for(life, company):
    _, event = reread(written(life[0]))
    attendee = event["attendee"]
    assert str(attendee) == f"mailto:{address(company)}"
    assert (attendee.params["RSVP"], attendee.params["PARTSTAT"]) == ("FALSE", "ACCEPTED")


def test_a_visit_whose_block_was_closed_is_no_longer_certain(server, company):
    block = make.a_block(BEFORE)
    make.booked(company, block)
    work()
    closing = Closing(on=make.at(BEFORE).date(), block=block, because="power_cut")
    close_blocks(closing, actor=make.staff("manager"))
    work()
    _, event = read(written(server.taken[-1]))
    assert event.status == "TENTATIVE"


def test_the_file_on_the_page_is_the_same_entry(server, company):
    """Whoever fetched it there and gets the mail as well has one entry, not two."""
    reference = make.booked(company, make.a_block(BEFORE))
    work()
    page = signed_in(company).get(reverse("calendar_file", args=[reference]))
    calendar, event = read(page.content.decode())
    _, mailed = read(written(server.taken[0]))
    assert calendar.method == "PUBLISH"
    assert (event.uid, event.sequence, event.dtstart) == (
        mailed.uid,
        mailed.sequence,
        mailed.dtstart,
    )
    assert Client().get(reverse("calendar_file", args=[reference])).status_code == 302


def test_lines_are_folded_and_end_as_the_standard_wants(life):
    for mail in life:
        text = written(mail)
        assert text.endswith("END:VCALENDAR\r\n")
        assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
        assert "\n" not in text.replace("\r\n", "")


def test_it_says_until_when_the_visit_can_be_changed_while_it_can(server, company):
    """B3: booked past its own deadline, the entry promises nothing."""
    make.booked(company, make.a_block(BEFORE))
    work()
    _, event = read(written(server.taken[-1]))
    assert "之前可以自己修改" in event.description
    make.booked(company, make.a_block("2026-11-23 14:00", service="qualification"))
    work()
    _, late = read(written(server.taken[-1]))
    assert late.dtstart == make.at("2026-11-23 14:00")
    assert "之前可以自己修改" not in late.description
