"""Rows of booking as the templates want them: one language, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno
from django.utils.safestring import SafeString, mark_safe

from gaiyue.base import clock
from gaiyue.booking.queries.services import LocationRow, ServiceRow
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.states import LIVE, State
from gaiyue.web.shared.languages import in_english, in_language


@dataclass(frozen=True, slots=True)
class ShownMaterial:
    """A paper to bring."""

    name: str
    note: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class ShownLocation:
    """A building with the counters of the service there."""

    code: str
    name: str
    address: str
    counter_names: tuple[str, ...]
    url: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class ShownService:
    """A service with everything that its page says."""

    code: str
    name: str
    summary: str
    minutes: int
    phone: str
    materials: tuple[ShownMaterial, ...]
    locations: tuple[ShownLocation, ...]
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class ShownVisit:
    """A visit as cards, pages and the board print it."""

    reference: str
    service_code: str
    service_name: str
    location_name: str
    address: str
    starts_at: datetime
    ends_at: datetime
    state: str
    state_label: str
    enterprise_name: str
    change_until: datetime | None
    is_too_late: bool
    is_closed_by_park: bool
    is_past: bool
    contact_name: str
    contact_phone: str
    counter_names: tuple[str, ...] = ()
    qr_svg: SafeString | str = ""
    can_move: bool = False
    can_cancel: bool = False
    can_check_in: bool = False
    can_complete: bool = False
    can_no_show: bool = False


def show_service(row: ServiceRow, *, is_chosen: bool = False) -> ShownService:
    """A service in the reader's language."""
    return ShownService(
        code=row.code,
        name=in_language(row.name_zh, row.name_en),
        summary=in_language(row.summary_zh, row.summary_en),
        minutes=row.minutes,
        phone=row.phone,
        materials=tuple(
            ShownMaterial(
                in_language(m.name_zh, m.name_en), in_language(m.note_zh, m.note_en), m.is_required
            )
            for m in row.materials
        ),
        locations=tuple(show_location(place) for place in row.locations),
        is_chosen=is_chosen,
    )


def show_location(row: LocationRow, *, url: str = "", is_chosen: bool = False) -> ShownLocation:
    """A location in the reader's language."""
    return ShownLocation(
        code=row.code,
        name=in_language(row.name_zh, row.name_en),
        address=in_language(row.address_zh, row.address_en),
        counter_names=row.counters_en if in_english() else row.counters_zh,
        url=url,
        is_chosen=is_chosen,
    )


def show_visit(row: VisitRow, *, counters: Sequence[str] = (), with_qr: bool = False) -> ShownVisit:
    """A visit in the reader's language; the buttons follow its state, what they answer is the rules' word."""
    booked = row.state == State.BOOKED
    now, today = clock.now(), clock.today()
    return ShownVisit(
        reference=row.reference,
        service_code=row.service,
        service_name=in_language(row.service_zh, row.service_en),
        location_name=in_language(row.location_zh, row.location_en),
        address=in_language(row.address_zh, row.address_en),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        state=row.state,
        state_label=str(State(row.state).label),
        enterprise_name=row.enterprise_name,
        change_until=row.change_until if booked and row.is_open else None,
        is_closed_by_park=booked and not row.is_open,
        is_too_late=booked and row.is_open and now > row.change_until,
        is_past=row.state not in LIVE or row.ends_at < now,
        contact_name=row.contact_name,
        contact_phone=row.contact_phone,
        counter_names=tuple(counters),
        qr_svg=qr_of(row.reference) if with_qr else "",
        can_move=booked,
        can_cancel=booked and now < row.starts_at,
        can_check_in=booked and row.on == today,
        can_complete=row.state == State.CHECKED_IN,
        can_no_show=booked and row.is_open and now >= row.starts_at,
    )


def qr_of(reference: str) -> SafeString:
    """The reference as an inline SVG that a scanner at the counter types as it stands."""
    svg = segno.make(reference, error="m", micro=False).svg_inline(
        omitsize=True, border=2, dark="#1b2430"
    )
    return mark_safe(svg)  # noqa: S308 - made from our own alphabet, by segno
