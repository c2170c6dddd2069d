"""A visit as a calendar file (iCalendar, RFC 5545): one entry for the life of the visit, updated when it moves."""

from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vCalAddress

from gaiyue.base import clock
from gaiyue.base.languages import in_language
from gaiyue.base.references import spoken
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.states import State
from gaiyue.calendars.wording import say_moment

REMIND_BEFORE: Final = timedelta(days=1)
NOT_HELD: Final = frozenset({State.CANCELLED, State.NO_SHOW})


def calendar_file(row: VisitRow, *, url: str) -> bytes:
    """The file for whoever fetches it, in the reader's language; `url` is the absolute address of the visit."""
    return _file(_event(row, url), method="PUBLISH")


def calendar_invitation(row: VisitRow, *, url: str, to: str, park: str) -> str:
    """The same entry as an invitation to the reader of a mail, sent by the park (its name): REQUEST, or CANCEL.

    Programs take a change only from whoever invited: UID stays with the reference, SEQUENCE grows with every change,
    organizer and attendee are the same in every mail.
    """
    is_on = row.state not in NOT_HELD
    event = _event(row, url)
    event.add("attendee", _attendee(to))
    event["organizer"].params["CN"] = park
    method = "REQUEST" if is_on else "CANCEL"
    return _file(event, method=method).decode()


def event_uid(row: VisitRow) -> str:
    """The name of the entry in every calendar: the same for all files and mails of one visit."""
    return f"{row.reference}@visits.gaiyue"


def _file(event: Event, *, method: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Gaiyue//visits//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_zone())
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _zone() -> Timezone:
    """The parks' time zone as the file must describe it: one hour for all of China, unchanged since 1991."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", str(clock.ZONE))
    standard.add("dtstart", datetime(1991, 9, 15))  # noqa: DTZ001 - on the wall clock, as RFC 5545 has it
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _event(row: VisitRow, url: str) -> Event:
    service = in_language(row.service_zh, row.service_en)
    place = in_language(row.location_zh, row.location_en)
    address = in_language(row.address_zh, row.address_en)
    is_on = row.state not in NOT_HELD
    event = Event()
    event.add("uid", event_uid(row))
    event.add("sequence", row.version - 1)
    event.add("dtstamp", clock.now())
    event.add("dtstart", clock.local(row.starts_at))
    event.add("dtend", clock.local(row.ends_at))
    event.add("summary", _("%(service)s · %(place)s") % {"service": service, "place": place})
    event.add("location", f"{place}, {address}" if address else place)
    event.add("description", _said(row, url))
    event.add("url", url)
    event.add("organizer", vCalAddress(f"mailto:{parseaddr(settings.GAIYUE_MAIL_FROM)[1]}"))
    event.add("status", _status(row))
    event.add("transp", "OPAQUE" if is_on else "TRANSPARENT")
    if is_on:
        event.add_component(_reminder(service))
    return event


def _status(row: VisitRow) -> str:
    """A visit whose block the park closed stands in the calendar until it is moved, and not as certain."""
    if row.state in NOT_HELD:
        return "CANCELLED"
    return "CONFIRMED" if row.is_open else "TENTATIVE"


def _said(row: VisitRow, url: str) -> str:
    facts = {"reference": spoken(row.reference), "company": row.enterprise_name}
    lines = [_("预约号：%(reference)s，企业：%(company)s。") % facts]
    if row.state == State.BOOKED and row.is_open and row.change_until > clock.now():
        until = {"until": say_moment(row.change_until)}
        lines.append(_("%(until)s之前可以自己修改。") % until)
    elif row.state == State.BOOKED and not row.is_open:
        lines.append(_("园区当天不办理，这次预约要改期；随时可以改，不限次数。"))
    return "\n".join([*lines, url])


def _attendee(to: str) -> vCalAddress:
    """Whoever reads it comes already: no answer is asked for, and none would be read."""
    attendee = vCalAddress(f"mailto:{to}")
    attendee.params.update(
        {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE", "CUTYPE": "INDIVIDUAL"}
    )
    return attendee


def _reminder(service: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", service)
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm
