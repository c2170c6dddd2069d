"""Editions of the rules as the templates want them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from gaiyue.base import clock
from gaiyue.booking.queries.services import service as one_service
from gaiyue.calendars.days import WorkingCalendar
from gaiyue.calendars.wording import say_moment
from gaiyue.policy.decision import EditionRef
from gaiyue.policy.limits import Limits
from gaiyue.policy.queries import WHOLE_PARK, Edition
from gaiyue.policy.rules.notice import change_deadline
from gaiyue.policy.wording import describe_limits
from gaiyue.web.shared.languages import in_language

_WEDNESDAY = 2
_FAR_ENOUGH = timedelta(days=14)
"""The example lies this far ahead, so that no notice of an ordinary length has run out for it."""


@dataclass(frozen=True, slots=True)
class ShownEdition:
    """One edition in a list or on its own page; `state` is in_force, coming, past or withdrawn."""

    service: str
    number: int
    effective_from: datetime
    made_at: datetime
    who: str
    state: str
    state_label: str
    sentences: tuple[str, ...]
    withdrawn_at: datetime | None
    withdrawn_by: str
    follows_park: bool


def name_of(service: str, *, park: str) -> str:
    """The service in the reader's language, or the whole park. NotThere for a service that isn't."""
    if service == WHOLE_PARK:
        return _("全园区")
    row = one_service(service, park=park)
    return in_language(row.name_zh, row.name_en)


def label(ref: EditionRef) -> str:
    """How an edition is named among those of its service and of the park."""
    named = {"number": ref.number}
    if ref.service == WHOLE_PARK:
        return _("全园区第%(number)s版") % named
    return _("本事项第%(number)s版") % named


def show_edition(
    edition: Edition,
    *,
    in_force: EditionRef,
    names: Mapping[str, str],
    calendar: WorkingCalendar,
) -> ShownEdition:
    """An edition with the sentences that companies read, or will read."""
    state = _state(edition, in_force)
    return ShownEdition(
        service=edition.ref.service,
        number=edition.ref.number,
        effective_from=edition.ref.effective_from,
        made_at=edition.made_at,
        who=names.get(edition.actor, ""),
        state=state,
        state_label=_labels()[state],
        sentences=describe_limits(edition.limits, calendar=calendar),
        withdrawn_at=edition.withdrawn_at,
        withdrawn_by=names.get(edition.withdrawn_by, ""),
        follows_park=edition.follows_park,
    )


def example_visit(calendar: WorkingCalendar) -> datetime:
    """Ten o'clock of a Wednesday in a fortnight that is a working day."""
    day = clock.today() + _FAR_ENOUGH
    for _week in range(60):
        if day.weekday() == _WEDNESDAY and calendar.is_working(day):
            break
        day += timedelta(days=1)
    return _ten_on(day)


def say_example(limits: Limits, *, calendar: WorkingCalendar, visit: datetime) -> str:
    """Until when that visit could be changed."""
    if not limits.moves_per_appointment:
        return _("%(visit)s的预约不能自己改。") % {"visit": say_moment(visit)}
    until = change_deadline(visit, limits=limits, calendar=calendar).at
    return _("%(visit)s的预约，最晚%(deadline)s前可以自己改。") % {
        "visit": say_moment(visit),
        "deadline": say_moment(until),
    }


def _ten_on(day: date) -> datetime:
    return datetime.combine(day, time(10), clock.ZONE)


def _state(edition: Edition, in_force: EditionRef) -> str:
    if edition.withdrawn_at is not None:
        return "withdrawn"
    if edition.ref == in_force:
        return "in_force"
    return "coming" if edition.is_coming(clock.now()) else "past"


def _labels() -> dict[str, str]:
    return {
        "in_force": _("正在施行"),
        "coming": _("将要施行"),
        "past": _("已被替换"),
        "withdrawn": _("已撤回"),
    }
