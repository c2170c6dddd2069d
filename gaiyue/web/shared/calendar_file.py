"""A visit as a calendar file (iCalendar, RFC 5545): one entry for the life of the visit, updated when it moves."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from gaiyue.base import clock
from gaiyue.base.references import spoken
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.states import State
from gaiyue.calendars.wording import say_moment
from gaiyue.web.shared.languages import in_language

REMIND_BEFORE: Final = timedelta(days=1)


def calendar_file(row: VisitRow, *, url: str) -> bytes:
    """The file in the reader's language; `url` is the absolute address of the visit.

    UID stays with the reference and SEQUENCE grows with every change, so that a later file (or a mail) updates the
    entry that is there instead of adding another.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Gaiyue//visits//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(row, url))
    return bytes(calendar.to_ical())


def event_uid(row: VisitRow) -> str:
    """The name of the entry in every calendar: the same for all files and mails of one visit."""
    return f"{row.reference}@visits.gaiyue"


def _event(row: VisitRow, url: str) -> Event:
    service = in_language(row.service_zh, row.service_en)
    place = in_language(row.location_zh, row.location_en)
    address = in_language(row.address_zh, row.address_en)
    is_on = row.state not in (State.CANCELLED, State.NO_SHOW)
    event = Event()
    event.add("uid", event_uid(row))
    event.add("sequence", row.version - 1)
    event.add("dtstamp", clock.now())
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("summary", _("%(service)s · %(place)s") % {"service": service, "place": place})
    event.add("location", f"{place}, {address}" if address else place)
    event.add("description", _said(row, url))
    event.add("url", url)
    event.add("status", "CONFIRMED" if is_on else "CANCELLED")
    event.add("transp", "OPAQUE" if is_on else "TRANSPARENT")
    if is_on:
        event.add_component(_reminder(service))
    return event


def _said(row: VisitRow, url: str) -> str:
    facts = {"reference": spoken(row.reference), "company": row.enterprise_name}
    lines = [_("预约号：%(reference)s，企业：%(company)s。") % facts]
    if row.state == State.BOOKED and row.is_open:
        until = {"until": say_moment(row.change_until)}
        lines.append(_("%(until)s之前可以自己修改。") % until)
    return "\n".join([*lines, url])


def _reminder(service: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", service)
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm
