"""What a rule decided, in whole sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from gaiyue.base import clock
from gaiyue.calendars.days import Deadline
from gaiyue.calendars.wording import say_day, say_moment
from gaiyue.policy.decision import Decision, EditionRef, Fact
from gaiyue.policy.reasons import NoteCode, ReasonCode, StepCode
from gaiyue.policy.wording.roles import say_deciders


@dataclass(frozen=True, slots=True)
class Explained:
    """A decision in words. `deadline` is None where none applies; `next_steps` are (code, label).

    `rule` names the edition that decided.
    """

    verdict: str
    reasons: tuple[str, ...]
    deadline: str | None
    next_steps: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    rule: str


def explain(decision: Decision) -> Explained:
    """The decision as a page, an answer of the API or a member of staff says it."""
    verdicts = ALLOWED if decision.allowed else REFUSED
    return Explained(
        verdict=verdicts[decision.deed](),
        reasons=tuple(say_reason(one.code, one.facts) for one in decision.reasons),
        deadline=_deadline_of(decision, decision.deadline),
        next_steps=tuple(
            (str(one.code), say_step(one.code, one.facts)) for one in decision.next_steps
        ),
        notes=tuple(say_reason(one.code, one.facts) for one in decision.notes),
        rule=say_edition(decision.edition),
    )


def say_reason(code: str, facts: Mapping[str, Fact]) -> str:
    """The sentence of an objection or a remark."""
    return SENTENCES[code]() % _said(facts)


def say_step(code: str, facts: Mapping[str, Fact]) -> str:
    """The label of a next step."""
    return STEPS[code]() % _said(facts)


def deadline_sentence(deadline: Deadline, now: datetime) -> str:
    """Until when a visit can be moved, with date and hour; afterwards, that the time is over."""
    until = {"deadline": say_moment(deadline.at)}
    if now <= deadline.at:
        return _("最晚%(deadline)s前可以自己改。") % until
    return _("自己修改的截止时间是%(deadline)s，现在已经过了。") % until


def cancel_sentence(deadline: Deadline, now: datetime) -> str:
    """Until when a visit can be cancelled; afterwards, that the time is over."""
    until = {"deadline": say_moment(deadline.at)}
    if now <= deadline.at:
        return _("最晚%(deadline)s前可以自己取消。") % until
    return _("自己取消的截止时间是%(deadline)s，现在已经过了。") % until


def say_edition(edition: EditionRef) -> str:
    """Which rules decided, with their version and since when they are in force."""
    named = {
        "number": edition.number,
        "since": say_day(clock.local(edition.effective_from).date()),
    }
    if edition.service == "*":
        return _("依据：园区预约规则第%(number)s版，%(since)s起施行。") % named
    return _("依据：这项服务的预约规则第%(number)s版，%(since)s起施行。") % named


def _deadline_of(decision: Decision, deadline: Deadline | None) -> str | None:
    if deadline is None:
        return None
    is_late = decision.asked_at > deadline.at
    if decision.deed == "book":
        # Until when a visit can be moved says nothing to whoever gets none, and a note tells who gets one too late.
        return (
            None if decision.reasons or is_late else deadline_sentence(deadline, decision.asked_at)
        )
    if is_late:
        # The reason says already that it is over.
        return _("截止时间：%(deadline)s。") % {"deadline": say_moment(deadline.at)}
    say = cancel_sentence if decision.deed == "cancel" else deadline_sentence
    return say(deadline, decision.asked_at)


def _said(facts: Mapping[str, Fact]) -> dict[str, object]:
    return {name: _say(value) for name, value in facts.items()}


def _say(value: Fact) -> object:
    if isinstance(value, datetime):
        return say_moment(value)
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, tuple):
        return say_deciders(value)
    return value


Say = Callable[[], str]

ALLOWED: Final[Mapping[str, Say]] = {
    "book": lambda: _("可以预约这个时段。"),
    "move": lambda: _("可以自己改这次预约。"),
    "cancel": lambda: _("可以自己取消这次预约。"),
    "check_in": lambda: _("可以签到。"),
    "complete": lambda: _("可以办结。"),
    "no_show": lambda: _("可以标记为未到场。"),
    "call": lambda: _("可以叫号。"),
    "undo": lambda: _("可以撤销。"),
}

REFUSED: Final[Mapping[str, Say]] = {
    "book": lambda: _("现在还不能这样预约，原因和办法如下。"),
    "move": lambda: _("这次预约现在还不能这样改，原因和办法如下。"),
    "cancel": lambda: _("这次预约现在不能自己取消，原因和办法如下。"),
    "check_in": lambda: _("现在还不能签到，原因和办法如下。"),
    "complete": lambda: _("现在还不能办结，原因和办法如下。"),
    "no_show": lambda: _("现在还不能标记为未到场，原因和办法如下。"),
    "call": lambda: _("现在不能叫这个号，原因和办法如下。"),
    "undo": lambda: _("这一步不能撤销了，原因和办法如下。"),
}

SENTENCES: Final[Mapping[str, Say]] = {
    ReasonCode.SERVICE_NOT_OFFERED: lambda: _("这项服务目前不接受预约。"),
    ReasonCode.BLOCK_CLOSED: lambda: _("这个时段不开放。"),
    ReasonCode.BLOCK_FULL: lambda: _("这个时段已经约满。"),
    ReasonCode.BLOCK_STARTED: lambda: _("这个时段在%(started_at)s已经开始。"),
    ReasonCode.BLOCK_TOO_SOON: lambda: _(
        "这个时段马上就要开始，要在%(latest)s前选定，窗口才来得及准备。"
    ),
    ReasonCode.BLOCK_BEYOND_HORIZON: lambda: _(
        "这个时段还没有开放预约，从%(opens_on)s起可以选；今天最远可以选到%(last_on)s。"
    ),
    ReasonCode.BOOK_VISIT_LIVE: lambda: _(
        "贵企业在这项服务上已有%(live)s个未办理的预约，最多可以有%(allowed)s个。"
    ),
    ReasonCode.BOOK_VISITS_USED_UP: lambda: _(
        "贵企业当月已预约%(used)s次，每月最多%(allowed)s次；%(renews_on)s起重新计算。"
    ),
    ReasonCode.BOOK_UNVERIFIED_USED_UP: lambda: _(
        "贵企业尚未核实，当月已预约%(used)s次，核实前每月最多%(allowed)s次；"
        "%(renews_on)s起重新计算。"
    ),
    ReasonCode.BOOK_PAUSED: lambda: _("因多次预约后未到场，贵企业的自助预约暂停到%(until)s。"),
    ReasonCode.VISIT_CHECKED_IN: lambda: _("这次预约已经签到，正在窗口办理。"),
    ReasonCode.VISIT_COMPLETED: lambda: _("这次预约已经办结。"),
    ReasonCode.VISIT_MISSED: lambda: _("这次预约已记为未到场。"),
    ReasonCode.VISIT_CANCELLED: lambda: _("这次预约已经取消。"),
    ReasonCode.VISIT_NOT_LIVE: lambda: _("这次预约的状态（%(state)s）不允许这样操作。"),
    ReasonCode.VISIT_STARTED: lambda: _("这次预约在%(started_at)s已经开始。"),
    ReasonCode.VISIT_CHANGED: lambda: _(
        "您打开这一页之后，这次预约有了变化，刚才没有办。请看清现在的状态再办。"
    ),
    ReasonCode.MOVE_TOO_LATE: lambda: _("自己修改的截止时间是%(deadline)s，现在已经过了。"),
    ReasonCode.MOVE_MOVES_USED_UP: lambda: _(
        "这次预约已经改过%(made)s次，每次预约最多可以自己改%(allowed)s次。"
    ),
    ReasonCode.MOVE_TARGET_MISSING: lambda: _("还没有选择新的时段。"),
    ReasonCode.MOVE_SAME_BLOCK: lambda: _("选择的就是现在的时段，没有变化。"),
    ReasonCode.MOVE_OTHER_SERVICE: lambda: _(
        "选择的时段属于另一项服务，改约只能在同一项服务内进行。"
    ),
    ReasonCode.MOVE_STATEMENT_MISSING: lambda: _("还没有选择改约的原因。"),
    ReasonCode.MOVE_STATEMENT_UNKNOWN: lambda: _("“%(statement)s”不在改约原因的列表里。"),
    ReasonCode.CANCEL_TOO_LATE: lambda: _("自己取消的截止时间是%(deadline)s，现在已经过了。"),
    ReasonCode.RECEIVE_NOT_ITS_DAY: lambda: _(
        "今天不是这次预约的日子，预约的时间是%(starts_at)s。"
    ),
    ReasonCode.RECEIVE_NOT_CHECKED_IN: lambda: _("这次预约还没有签到。"),
    ReasonCode.RECEIVE_CLOSED_BY_PARK: lambda: _(
        "园区在那个时段停办，不能算未到场；企业可以随时改期。"
    ),
    ReasonCode.RECEIVE_NOT_BEGUN: lambda: _("这次预约要到%(starts_at)s才开始，还不能算未到场。"),
    ReasonCode.CALL_OTHER_LOCATION: lambda: _("您的窗口在别的地点，叫不到这里的企业。"),
    ReasonCode.CALL_TAKEN: lambda: _("这家企业在%(called_at)s已经被叫到别的窗口。"),
    ReasonCode.UNDO_NOT_LAST: lambda: _("这一步之后又办过别的，只能撤销最近的一步。"),
    ReasonCode.UNDO_REASON_MISSING: lambda: _(
        "操作已经过了一分钟（到%(until)s为止），要撤销请写明原因。"
    ),
    ReasonCode.UNDO_TOO_LATE: lambda: _(
        "这一步是%(done_at)s办的，只有当天可以撤销，现在已经过了。"
    ),
    ReasonCode.UNDO_VISIT_LIVE: lambda: _(
        "这家企业在这项服务上已经另有%(live)s个预约，最多可以有%(allowed)s个，所以不能把这一个恢复为未办。"
    ),
    NoteCode.DEADLINE_PROVISIONAL: lambda: _(
        "%(year)s年的放假和调休安排尚未公布，截止时间是推算的；公布后如有变化会通知您，"
        "已经告诉您的截止时间不会提前。"
    ),
    NoteCode.DEADLINE_PROMISED: lambda: _(
        "规则后来有过调整，但之前告诉您的截止时间%(deadline)s仍然有效。"
    ),
    NoteCode.BOOK_FIXED_AFTER: lambda: _(
        "请注意：这个时段的自助修改截止时间%(deadline)s已过，约好后不能自己改，只能取消。"
    ),
    NoteCode.MOVE_FREE_OF_NOTICE: lambda: _(
        "这次变动是园区的安排造成的，您可以随时改，不限次数，也不用说明原因。"
    ),
    NoteCode.MOVE_FIXED_AFTER: lambda: _(
        "请注意：新时段的自助修改截止时间%(deadline)s已过，改好后不能再自己改，只能取消。"
    ),
    NoteCode.MOVE_LAST_ONE: lambda: _("这是这次预约最后一次可以自己改。"),
}
"""Every objection and remark with its sentence, read in the language of the moment."""

STEPS: Final[Mapping[str, Say]] = {
    StepCode.CHOOSE_BLOCK: lambda: _("选择其他时段"),
    StepCode.CHOOSE_LATER: lambda: _("选择%(from_on)s及以后的时段"),
    StepCode.CHOOSE_SERVICE: lambda: _("查看可以预约的服务"),
    StepCode.CHOOSE_REASON: lambda: _("从列表里选择改约的原因"),
    StepCode.BOOK_SEPARATELY: lambda: _("另外预约那项服务"),
    StepCode.BOOK_AGAIN: lambda: _("重新预约"),
    StepCode.MOVE_VISIT: lambda: _("修改已有的预约"),
    StepCode.CANCEL_VISIT: lambda: _("取消这次预约，最晚%(until)s前"),
    StepCode.KEEP_VISIT: lambda: _("保留原来的预约：%(starts_at)s"),
    StepCode.COME_BACK: lambda: _("%(on)s起再来预约"),
    StepCode.VERIFY: lambda: _("办理企业核实，核实后可以预约更多次"),
    StepCode.CHECK_IN_FIRST: lambda: _("先为这次预约签到"),
    StepCode.CHOOSE_COUNTER: lambda: _("在工作台上选好您现在的窗口"),
    StepCode.CALL_NEXT: lambda: _("叫下一位"),
    StepCode.WAIT_UNTIL: lambda: _("等到%(at)s以后再操作"),
    StepCode.SEE_HISTORY: lambda: _("查看这次预约的经过"),
    StepCode.WRITE_REASON: lambda: _("打开这个预约，写明原因再撤销"),
    StepCode.WAIT_IN_LINE: lambda: _("排队候补这个时段，原来的预约不受影响"),
    StepCode.ASK_STAFF: lambda: _("情况特殊？请打电话或到窗口说明，一起看还有什么办法"),
    StepCode.CALL_HOTLINE: lambda: _("对处理不满意，可以拨打12345热线反映"),
}
"""Every next step with its label."""
