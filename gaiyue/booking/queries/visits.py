"""Visits as their owners and the counter see them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import DateTimeField, QuerySet

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.prepared import Find, Given
from gaiyue.booking import facts
from gaiyue.booking.access import checked_visit, plain_reference
from gaiyue.booking.models import Appointment
from gaiyue.booking.queries.deadlines import Terms, terms_of, terms_under
from gaiyue.booking.queries.papers import NO_PAPERS, Papers, paper_columns, papers_in, papers_on
from gaiyue.booking.queries.wanted import ANY, Wanted, narrowed
from gaiyue.booking.states import LIVE, State
from gaiyue.calendars.queries import calendar_column, calendar_in
from gaiyue.people.permissions import May
from gaiyue.policy.coming import coming_limits, next_change
from gaiyue.policy.in_force import edition_columns, limits_in
from gaiyue.policy.rules.undo import UNDO_WITHIN

PAGE = 20


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit with what its card shows. Names of services, places and counters in both languages.

    `moves_left` is None where nobody counts: the visit is not booked, or the park itself closed its block.
    """

    reference: str
    state: str
    enterprise: str
    enterprise_name: str
    service: str
    service_zh: str
    service_en: str
    location: str
    location_zh: str
    location_en: str
    address_zh: str
    address_en: str
    block: int
    on: date
    starts_at: datetime
    ends_at: datetime
    is_open: bool
    moves: int
    change_until: datetime
    contact_name: str
    contact_phone: str
    version: int = 1
    moves_left: int | None = None
    called_at: datetime | None = None
    called_to_zh: str = ""
    called_to_en: str = ""
    papers: Papers = NO_PAPERS
    received_at: datetime | None = None
    ended_at: datetime | None = None
    undo: str = ""
    undo_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class VisitPage:
    """One page of a list: `total` rows in all, `number` from 1."""

    rows: tuple[VisitRow, ...]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(-(-self.total // PAGE), 1)


def visit(reference: str, *, actor: Actor) -> VisitRow:
    """One visit; NotThere when it isn't there for this actor. One query, more before rules change."""
    now, plain = clock.now(), plain_reference(reference)
    found = _VISIT(park=actor.park, reference=plain, at=now)
    checked = checked_visit(found, reference, actor=actor, what=May.SEE_VISIT)
    terms = _terms(checked, now) if checked.state == State.BOOKED else None
    return _row(checked, terms, papers_in(checked))


_VISIT = Find(
    lambda: (
        Appointment.objects.filter(park=Given("park"), reference=Given("reference"))
        .select_related("enterprise", "service", "block__location", "called_to")
        .annotate(
            calendar=calendar_column("park"),
            **edition_columns("park", "service__code", at=Given("at", DateTimeField())),
            rules_change_at=next_change("park", "service__code", at=Given("at", DateTimeField())),
            **paper_columns(),
        )
    )
)


def _terms(visit: Appointment, at: datetime) -> Terms:
    limits, _ = limits_in(visit, park=visit.park, service=visit.service.code, at=at)
    calendar = calendar_in(visit.calendar, park=visit.park)  # type: ignore[attr-defined]  # annotated
    will_change = visit.rules_change_at is not None  # type: ignore[attr-defined]  # annotated
    coming = coming_limits(visit.park, visit.service.code, at) if will_change else ()
    return terms_under(limits, calendar, visit=visit, coming=coming)


def upcoming(
    park: str, *, enterprises: Collection[str], page: int = 1, wanted: Wanted = ANY
) -> VisitPage:
    """The visits that the enterprises still have ahead, soonest first.

    Three queries, and one for the calendar and one for each service among the booked ones.
    """
    rows = narrowed(visits_of(park, enterprises).filter(state__in=LIVE), wanted)
    return paged(park, rows.order_by("block__starts_at", "pk"), page)


def past(
    park: str, *, enterprises: Collection[str], page: int = 1, wanted: Wanted = ANY
) -> VisitPage:
    """The visits that are over, were missed or cancelled, latest first; two queries."""
    rows = narrowed(visits_of(park, enterprises).exclude(state__in=LIVE), wanted)
    return paged(park, rows.order_by("-block__starts_at", "-pk"), page)


def every_visit(park: str) -> QuerySet[Appointment]:
    """All visits of the park with what a row shows, in one query."""
    joined = Appointment.objects.filter(park=park)
    return joined.select_related("enterprise", "service", "block__location", "called_to")


def visits_of(park: str, enterprises: Collection[str]) -> QuerySet[Appointment]:
    """All visits of the enterprises (codes), in no order, with what a row needs."""
    return every_visit(park).filter(enterprise__code__in=enterprises)


def paged(park: str, rows: QuerySet[Appointment], number: int) -> VisitPage:
    """Page `number` of them; beyond the last it is the last."""
    total = rows.count()
    last = max(-(-total // PAGE), 1)
    number = min(max(number, 1), last)
    wanted = list(rows[(number - 1) * PAGE : number * PAGE])
    return VisitPage(rows_of(park, wanted), total, number)


def rows_of(park: str, visits: Sequence[Appointment]) -> tuple[VisitRow, ...]:
    """The visits as rows, in the same order; three queries and one for each service among the booked ones."""
    terms, papers = terms_of(park, visits), papers_on(park, visits)
    return tuple(_row(one, terms.get(one.pk), papers.get(one.pk, NO_PAPERS)) for one in visits)


def _row(visit: Appointment, terms: Terms | None, papers: Papers) -> VisitRow:
    block, place, service = visit.block, visit.block.location, visit.service
    act = facts.last_act(visit)
    counted = terms is not None and block.is_open
    return VisitRow(
        reference=visit.reference,
        state=visit.state,
        enterprise=visit.enterprise.code,
        enterprise_name=visit.enterprise.name,
        service=service.code,
        service_zh=service.name_zh,
        service_en=service.name_en,
        location=place.code,
        location_zh=place.name_zh,
        location_en=place.name_en,
        address_zh=place.address_zh,
        address_en=place.address_en,
        block=block.pk,
        on=block.on,
        starts_at=block.starts_at,
        ends_at=block.ends_at,
        is_open=block.is_open,
        moves=visit.moves,
        change_until=terms.change_until if terms else visit.change_until,
        contact_name=visit.contact_name,
        contact_phone=visit.contact_phone,
        version=visit.version,
        moves_left=max(terms.moves_allowed - visit.moves, 0) if terms and counted else None,
        called_at=visit.called_at,
        called_to_zh=visit.called_to.name_zh if visit.called_to else "",
        called_to_en=visit.called_to.name_en if visit.called_to else "",
        papers=papers,
        received_at=visit.received_at,
        ended_at=visit.ended_at,
        undo=act[0] if act else "",
        undo_until=act[1] + UNDO_WITHIN if act else None,
    )
