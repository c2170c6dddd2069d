"""Gather what the rules judge: one place for the deed and for its preview, so that they can't disagree."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from django.db.models import DateTimeField, Q, QuerySet, Subquery

from gaiyue.base.errors import NotThere
from gaiyue.base.prepared import Find, Given, Rows
from gaiyue.base.transaction import asked_at
from gaiyue.booking.models import Appointment, Block
from gaiyue.booking.states import LIVE, State
from gaiyue.calendars.days import WorkingCalendar
from gaiyue.calendars.queries import calendar_column, calendar_in, working_calendar
from gaiyue.policy.decision import Decision, EditionRef
from gaiyue.policy.in_force import edition_columns, limits_in
from gaiyue.policy.limits import Limits
from gaiyue.policy.queries import limits_in_force
from gaiyue.policy.rules.book import BookFacts
from gaiyue.policy.rules.move import MoveFacts, Target
from gaiyue.policy.rules.pause import pause_after
from gaiyue.policy.rules.undo import UndoFacts
from gaiyue.policy.tallies import used

if TYPE_CHECKING:
    from gaiyue.people.models import Enterprise

F = TypeVar("F")
F_contra = TypeVar("F_contra", contravariant=True)


class Rule(Protocol[F_contra]):
    """A pure rule of policy: facts in, decision out."""

    def __call__(
        self, facts: F_contra, *, limits: Limits, edition: EditionRef, calendar: WorkingCalendar
    ) -> Decision:
        """Judge the facts."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is in force for one service at one moment: the limits, their edition, the calendar."""

    at: datetime
    limits: Limits
    edition: EditionRef
    calendar: WorkingCalendar

    def judge(self, rule: Rule[F], facts: F) -> Decision:
        """Let a rule decide under what is in force."""
        return rule(facts, limits=self.limits, edition=self.edition, calendar=self.calendar)


def rules_for(park: str, service: str) -> Rules:
    """The rules in force now; two queries, what they point at is cached."""
    at = asked_at()
    limits, edition = limits_in_force(park, service, at)
    return Rules(at, limits, edition, working_calendar(park))


_AT = Given("at", DateTimeField())


def _block_with_rules() -> QuerySet[Block]:
    return (
        Block.objects.select_related("service", "location")
        .filter(park=Given("park"), pk=Given("block"))
        .annotate(
            calendar=calendar_column("park"), **edition_columns("park", "service__code", at=_AT)
        )
    )


_BLOCK = Find(_block_with_rules)
_OLD = Block.objects.filter(park=Given("park"), pk=Given("old"))
_TARGET = Find(
    lambda: _block_with_rules().annotate(old_is_open=Subquery(_OLD.values("is_open")[:1]))
)


def block_with_rules(block: int, *, park: str) -> tuple[Block, Rules]:
    """The block with its service and location, and the rules in force for the service now; NotThere for none.

    One query, what it points at is cached.
    """
    at = asked_at()
    return _with_rules(_BLOCK(park=park, block=block, at=at), block, at=at)


def target_with_rules(block: int, *, visit: Appointment) -> tuple[Block, Rules]:
    """The same for the block to which a visit shall move, whose row is locked; NotThere for none. One query as well.

    It reads again whether the visit's own block is open, and puts that into `visit`: PostgreSQL joined the block before
    it waited for the visit, and the park may have closed or opened it meanwhile.
    """
    at = asked_at()
    found = _TARGET(park=visit.park, block=block, old=visit.block_id, at=at)
    target, rules = _with_rules(found, block, at=at)
    visit.block.is_open = target.old_is_open  # type: ignore[attr-defined]  # annotated
    return target, rules


def _with_rules(found: Block | None, block: int, *, at: datetime) -> tuple[Block, Rules]:
    if found is None:
        raise NotThere(str(block))
    park = found.park
    limits, edition = limits_in(found, park=park, service=found.service.code, at=at)
    calendar = calendar_in(found.calendar, park=park)  # type: ignore[attr-defined]  # annotated
    return found, Rules(at, limits, edition, calendar)


def seats_free(block: Block) -> int:
    """Seats that an ordinary visit may take; a closed block has none."""
    return max(block.capacity - block.reserve - block.taken, 0) if block.is_open else 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What an enterprise has already.

    `live`: the k of its live visits to a service; `missed`: how many visits it missed within the window;
    `paused_until`: the end of the pause that they brought, past or to come.
    """

    live: frozenset[int]
    missed: int
    paused_until: datetime | None


_HELD = Rows(
    lambda: Appointment.objects.filter(
        Q(service__code=Given("service"), state__in=LIVE)
        # Who was checked in had come, as far as the record knows: that counts for no pause.
        | Q(
            state=State.NO_SHOW,
            received_at__isnull=True,
            ended_at__gte=Given("since", DateTimeField()),
        ),
        park=Given("park"),
        enterprise=Given("enterprise"),
    ).values_list("state", "live_key", "ended_at")
)


def standing(enterprise: "Enterprise", service: str, rules: Rules) -> Standing:
    """One query over the live visits to the service and the recent no-shows of the enterprise."""
    since = rules.at - timedelta(
        days=rules.limits.no_show_window_days + rules.limits.no_show_pause_days
    )
    of = {"park": enterprise.park, "enterprise": enterprise.pk, "service": service}
    rows = _HELD(**of, since=since)
    live = frozenset(int(key.rsplit(":", 1)[1]) for state, key, _ in rows if key and state in LIVE)
    missed = tuple(sorted(at for state, _, at in rows if state == State.NO_SHOW and at))
    lately = rules.at - timedelta(days=rules.limits.no_show_window_days)
    recent = sum(lately < at for at in missed)
    return Standing(live, recent, pause_after(missed, limits=rules.limits))


def tally_key(enterprise: str, service: str, starts_at: datetime, *, limits: Limits) -> str:
    """The counter of visits of one enterprise to one service in the period of the visit."""
    return f"visits:{enterprise}:{service}:{limits.period_of(starts_at)}"


def visits_counted(enterprise: "Enterprise", block: Block, *, rules: Rules) -> int:
    """How many visits of the enterprise count already in the period of the block; one query."""
    service = block.service.code
    key = tally_key(enterprise.code, service, block.starts_at, limits=rules.limits)
    return used(enterprise.park, key)


def booking_facts(
    enterprise: "Enterprise", block: Block, *, held: Standing, counted: int, rules: Rules
) -> BookFacts:
    """What the rule of booking needs to know; `counted` are the visits that count already in the period."""
    return BookFacts(
        asked_at=rules.at,
        starts_at=block.starts_at,
        service_is_offered=block.service.is_offered,
        block_is_open=block.is_open,
        seats_free=seats_free(block),
        live_visits=len(held.live),
        visits_in_period=counted,
        is_verified=enterprise.is_verified,
        paused_until=held.paused_until,
    )


def move_facts(
    visit: Appointment, target: Block | None, *, statement: str | None, rules: Rules
) -> MoveFacts:
    """What the rule of moving needs to know; without a target it is "may it be moved at all?"."""
    return MoveFacts(
        asked_at=rules.at,
        state=visit.state,
        visit_starts_at=visit.block.starts_at,
        moves_made=visit.moves,
        is_free_of_notice=not visit.block.is_open,
        promised_until=visit.change_until,
        statement=statement,
        target=None if target is None else target_of(visit, target),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """What shall be taken back, why, and which version of the visit the person who asks looked at."""

    what: str
    reason: str = ""
    seen_version: int | None = None


def last_act(visit: Appointment) -> tuple[str, datetime] | None:
    """What the counter did last with the visit, and when; None when it did nothing that could be taken back.

    Read from the visit itself, so that one act after the other can be taken back, the latest first.
    """
    done = {
        State.CHECKED_IN: ("call", visit.called_at)
        if visit.called_at
        else ("check_in", visit.received_at),
        State.COMPLETED: ("complete", visit.ended_at),
        State.NO_SHOW: ("no_show", visit.ended_at),
    }
    act, at = done.get(State(visit.state), ("", None))
    return None if at is None else (act, at)


def undo_facts(visit: Appointment, wanted: Undoing, *, held: Standing, rules: Rules) -> UndoFacts:
    """What the rule of undoing needs to know; the visit itself is not among the live ones when it has ended."""
    act, at = last_act(visit) or ("", None)
    return UndoFacts(
        asked_at=rules.at,
        what=wanted.what,
        last_act=act,
        done_at=at,
        live_visits=len(held.live),
        has_reason=bool(wanted.reason),
        is_changed_since=wanted.seen_version not in (None, visit.version),
    )


def target_of(visit: Appointment, target: Block) -> Target:
    """The wanted block as the rule of moving sees it."""
    return Target(
        starts_at=target.starts_at,
        is_open=target.is_open,
        seats_free=seats_free(target),
        is_same_block=target.pk == visit.block_id,
        is_same_service=target.service_id == visit.service_id,
    )
