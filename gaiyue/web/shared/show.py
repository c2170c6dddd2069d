"""Rows of booking as the templates want them: one language, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString, mark_safe

from gaiyue.base import clock
from gaiyue.booking.queries.papers import NO_PAPERS, Papers
from gaiyue.booking.queries.services import LocationRow, ServiceRow
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.states import LIVE, State
from gaiyue.people.masking import Field
from gaiyue.web.shared.languages import in_english, in_language
from gaiyue.web.shared.reader import masked


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
    """A service with everything that its page says; `held` is the visit of the reader that stands in another's way."""

    code: str
    name: str
    summary: str
    minutes: int
    phone: str
    materials: tuple[ShownMaterial, ...]
    locations: tuple[ShownLocation, ...]
    is_chosen: bool = False
    held: str = ""


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
    block: int
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
    moves_left: int | None = None
    papers: Papers = NO_PAPERS
    called_counter: str = ""
    called_at: datetime | None = None
    received_at: datetime | None = None
    ended_at: datetime | None = None
    can_call: bool = False
    undo: str = ""
    undo_until: datetime | None = None
    undo_late: str = ""
    version: int = 1


def show_service(row: ServiceRow, *, is_chosen: bool = False, held: str = "") -> ShownService:
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
        held=held,
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


def show_visit(
    row: VisitRow, *, counters: Sequence[str] = (), with_qr: bool = False, qr_url: str = ""
) -> ShownVisit:
    """A visit in the reader's language; the buttons follow its state, what they answer is the rules' word.

    `qr_url` is what the QR code says (`visit_address`); `undo` is set for the minute in which the counter
    may take it back without a word, `undo_late` for the rest of the day.
    """
    booked = row.state == State.BOOKED
    now, today = clock.now(), clock.today()
    is_here = row.state == State.CHECKED_IN
    can_undo = row.undo_until is not None and now <= row.undo_until
    is_of_today = row.undo_until is not None and clock.local(row.undo_until).date() == today
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
        block=row.block,
        enterprise_name=row.enterprise_name,
        change_until=row.change_until if booked and row.is_open else None,
        is_closed_by_park=booked and not row.is_open,
        is_too_late=booked and row.is_open and now > row.change_until,
        is_past=row.state not in LIVE or row.ends_at < now,
        contact_name=masked(
            row.contact_name, Field.CONTACT_NAME, of=row.enterprise, visit=row.reference
        ),
        contact_phone=masked(
            row.contact_phone, Field.CONTACT_PHONE, of=row.enterprise, visit=row.reference
        ),
        counter_names=tuple(counters),
        qr_svg=qr_of(qr_url or row.reference) if qr_url or with_qr else "",
        can_move=booked,
        can_cancel=booked and now < row.starts_at,
        can_check_in=booked and row.on == today,
        can_complete=is_here or (booked and row.on < today),
        can_no_show=(is_here or (booked and row.is_open)) and now >= row.starts_at,
        moves_left=row.moves_left,
        papers=row.papers,
        called_counter=in_language(row.called_to_zh, row.called_to_en) if is_here else "",
        called_at=row.called_at if is_here else None,
        received_at=row.received_at,
        ended_at=row.ended_at,
        can_call=is_here and row.on == today,
        undo=row.undo if can_undo else "",
        undo_until=row.undo_until if can_undo else None,
        undo_late=row.undo if is_of_today and not can_undo else "",
        version=row.version,
    )


def visit_address(request: HttpRequest, reference: str) -> str:
    """The absolute address that opens the visit for whoever may see it: what a phone's camera reads from the code."""
    path = reverse("visit_door", args=[reference]).removeprefix(get_script_prefix())
    return request.build_absolute_uri(
        f"/{path}"
    )  # also under a link: its token is not for the counter


def qr_of(address: str) -> SafeString:
    """The address as an inline SVG: a phone's camera opens it, a scanner types it into the code field."""
    svg = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, border=2, dark="#1b2430"
    )
    return mark_safe(svg)  # noqa: S308 - paths of black squares, made by segno
