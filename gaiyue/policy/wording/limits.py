"""The limits as plain sentences for the guide and the rule boxes, from the very value that decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from gaiyue.base import clock
from gaiyue.calendars.days import Convention, OpeningHours, Unit, WorkingCalendar
from gaiyue.calendars.wording import say_hour, say_moment, say_weekday
from gaiyue.policy.circumstances import Circumstance
from gaiyue.policy.limits import Limits
from gaiyue.policy.rules.notice import change_deadline
from gaiyue.policy.wording.roles import role_name

_WEDNESDAY: Final = date(2026, 5, 20)
"""The visit of the example; its calendar has no exceptions, so any Wednesday would do."""

_SOME_HOURS: Final = {weekday: OpeningHours(time(9), time(17)) for weekday in range(5)}
_MINUTES_PER_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class DescribedCircumstance:
    """An entry of the catalogue in words."""

    code: str
    name: str
    evidence: str
    decided_by: str
    papers_may_follow: bool
    papers: str


def describe_limits(
    limits: Limits, *, calendar: WorkingCalendar | None = None, visit: datetime | None = None
) -> tuple[str, ...]:
    """The rules in a few sentences, the notice first with an example.

    The example is `visit` with its exact deadline by `calendar`; without a visit it is a Wednesday of an ordinary
    week. The hour is named when the limits set one or the calendar gives it.
    """
    return tuple(
        sentence for sentence in sentences_by_topic(limits, calendar, visit).values() if sentence
    )


def sentences_by_topic(
    limits: Limits, calendar: WorkingCalendar | None = None, visit: datetime | None = None
) -> dict[str, str]:
    """The same by topic, so that two editions can be laid side by side; "" where there is nothing to say."""
    at_once, each_month = _visits(limits)
    can_move = limits.moves_per_appointment > 0
    return {
        "notice": _notice(limits) if can_move else "",
        "example": _example(limits, calendar, visit) if can_move else "",
        "statement": _statement(limits) if can_move else "",
        "moves": _moves(limits),
        "cancelling": _cancelling(limits),
        "horizon": _horizon(limits),
        "lead": _lead(limits),
        "at_once": at_once,
        "each_month": each_month,
        "missed": _missed(limits),
    }


def describe_circumstance(one: Circumstance) -> DescribedCircumstance:
    """A special circumstance as the guide lists it: name, evidence, who decides, may papers follow."""
    is_english = (get_language() or "").startswith("en")
    evidence = one.evidence_en if is_english else one.evidence_zh
    return DescribedCircumstance(
        code=one.code,
        name=one.en if is_english else one.zh,
        evidence=_("材料：%(evidence)s") % {"evidence": evidence} if evidence else _("不需要材料"),
        decided_by=_("由%(role)s决定") % {"role": role_name(one.decided_by)},
        papers_may_follow=one.may_follow,
        papers=_papers(one),
    )


def _papers(one: Circumstance) -> str:
    if not one.wants_evidence:
        return ""
    days = one.follows_within_days
    if not days:
        return _("材料要在调整时一并提供。")
    return ngettext(
        "可以先调整，材料在%(days)s个工作日内补交。",
        "可以先调整，材料在%(days)s个工作日内补交。",
        days,
    ) % {"days": days}


def _notice(limits: Limits) -> str:
    days = limits.notice_days
    if not days:
        return _("预约开始前都可以自己改。")
    if limits.notice_unit is Unit.WORKING:
        said = {
            Convention.BOTH_DAYS: ngettext(
                "%(days)s个工作日前可以自己改：申请当天和办理当天都算。",
                "%(days)s个工作日前可以自己改：申请当天和办理当天都算。",
                days,
            ),
            Convention.CIVIL_CODE: ngettext(
                "%(days)s个工作日前可以自己改：申请当天不算，办理当天算。",
                "%(days)s个工作日前可以自己改：申请当天不算，办理当天算。",
                days,
            ),
        }
    else:
        said = {
            Convention.BOTH_DAYS: ngettext(
                "%(days)s天前可以自己改，节假日也计入：申请当天和办理当天都算。",
                "%(days)s天前可以自己改，节假日也计入：申请当天和办理当天都算。",
                days,
            ),
            Convention.CIVIL_CODE: ngettext(
                "%(days)s天前可以自己改，节假日也计入：申请当天不算，办理当天算。",
                "%(days)s天前可以自己改，节假日也计入：申请当天不算，办理当天算。",
                days,
            ),
        }
    return said[limits.notice_convention] % {"days": days}


def _example(limits: Limits, calendar: WorkingCalendar | None, visit: datetime | None) -> str:
    if not limits.notice_days:
        return ""
    if calendar is not None and visit is not None:
        until = change_deadline(visit, limits=limits, calendar=calendar).at
        return _("例如您%(visit)s的预约，最晚%(deadline)s前可以自己改。") % {
            "visit": say_moment(visit),
            "deadline": say_moment(until),
        }
    ordinary = WorkingCalendar(
        edition=0,
        days={},
        published=frozenset({_WEDNESDAY.year}),
        hours=_SOME_HOURS if calendar is None else calendar.hours,
    )
    end_of_visit_day = datetime.combine(_WEDNESDAY, time(23, 59), clock.ZONE)
    until = change_deadline(end_of_visit_day, limits=limits, calendar=ordinary).at
    is_hour_known = calendar is not None or limits.notice_cutoff is not None
    return _wednesday(until, say_hour(until.time()) if is_hour_known else "")


def _wednesday(until: datetime, hour: str) -> str:
    days = (_WEDNESDAY - until.date()).days
    named = {
        "visit": say_weekday(_WEDNESDAY.weekday()),
        "last": say_weekday(until.weekday()),
        "hour": hour,
        "days": days,
    }
    if days <= _WEDNESDAY.weekday():
        if hour:
            return _("例如%(visit)s的预约，最晚%(last)s %(hour)s前可以改。") % named
        return _("例如%(visit)s的预约，最晚%(last)s下班前可以改。") % named
    if hour:
        return _("例如%(visit)s的预约，最晚提前%(days)s天，在%(last)s %(hour)s前可以改。") % named
    return _("例如%(visit)s的预约，最晚提前%(days)s天，在%(last)s下班前可以改。") % named


def _statement(limits: Limits) -> str:
    if limits.statement_required:
        return _("改约时从列表里选一个原因就可以，也可以补充说明，不需要等人审批。")
    return _("改约不需要说明原因。")


def _moves(limits: Limits) -> str:
    moves = limits.moves_per_appointment
    if not moves:
        return _("预约后不能自己改时间；需要改时，请打电话或到窗口。")
    return ngettext(
        "每次预约最多可以自己改%(moves)s次。", "每次预约最多可以自己改%(moves)s次。", moves
    ) % {"moves": moves}


def _cancelling(limits: Limits) -> str:
    minutes = limits.cancel_lead_minutes
    if not minutes:
        return _("预约开始前都可以自己取消。")
    if minutes % _MINUTES_PER_HOUR:
        return ngettext(
            "预约开始%(minutes)s分钟前可以自己取消。",
            "预约开始%(minutes)s分钟前可以自己取消。",
            minutes,
        ) % {"minutes": minutes}
    hours = minutes // _MINUTES_PER_HOUR
    return ngettext(
        "预约开始%(hours)s小时前可以自己取消。", "预约开始%(hours)s小时前可以自己取消。", hours
    ) % {"hours": hours}


def _horizon(limits: Limits) -> str:
    days = limits.horizon_days
    return ngettext("最远可以约到%(days)s天以后。", "最远可以约到%(days)s天以后。", days) % {
        "days": days
    }


def _lead(limits: Limits) -> str:
    minutes = limits.lead_minutes
    if not minutes:
        return _("时段开始前都可以选。")
    if minutes % _MINUTES_PER_HOUR:
        return ngettext(
            "新的时段最晚要在它开始%(minutes)s分钟前选定。",
            "新的时段最晚要在它开始%(minutes)s分钟前选定。",
            minutes,
        ) % {"minutes": minutes}
    hours = minutes // _MINUTES_PER_HOUR
    return ngettext(
        "新的时段最晚要在它开始%(hours)s小时前选定。",
        "新的时段最晚要在它开始%(hours)s小时前选定。",
        hours,
    ) % {"hours": hours}


def _visits(limits: Limits) -> Iterator[str]:
    yield ngettext(
        "同一项服务，一家企业同时最多有%(live)s个未办理的预约。",
        "同一项服务，一家企业同时最多有%(live)s个未办理的预约。",
        limits.live_per_service,
    ) % {"live": limits.live_per_service}
    yield ngettext(
        "同一项服务，一家企业每月最多预约%(visits)s次；尚未核实的企业最多%(unverified)s次。",
        "同一项服务，一家企业每月最多预约%(visits)s次；尚未核实的企业最多%(unverified)s次。",
        limits.visits_per_period,
    ) % {"visits": limits.visits_per_period, "unverified": limits.unverified_visits_per_period}


def _missed(limits: Limits) -> str:
    if not limits.no_show_pause_days:
        return ""
    return ngettext(
        "%(window)s天内有%(missed)s次预约没有到场，自助预约暂停%(pause)s天，期间可以打电话或到窗口预约。",
        "%(window)s天内有%(missed)s次预约没有到场，自助预约暂停%(pause)s天，期间可以打电话或到窗口预约。",
        limits.no_show_limit,
    ) % {
        "window": limits.no_show_window_days,
        "missed": limits.no_show_limit,
        "pause": limits.no_show_pause_days,
    }
