"""Why new rules could not be put in force, and what to do."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from gaiyue.base.errors import Refusal
from gaiyue.calendars.wording import say_moment
from gaiyue.policy.limits import LimitsInvalid, Problem, ProblemCode

Say = Callable[[], str]


def say_refusal(refusal: Refusal) -> str:
    """Why a deed of this room was refused, and what to do instead; wrong settings line by line."""
    if isinstance(refusal, LimitsInvalid):
        return "\n".join(say_problem(problem) for problem in refusal.problems)
    facts = {
        name: say_moment(value) if isinstance(value, datetime) else value
        for name, value in refusal.facts.items()
    }
    return REFUSALS[refusal.code]() % facts


def say_problem(problem: Problem) -> str:
    """What is wrong with one setting, by its name, and what to do."""
    return _("%(setting)s：%(problem)s") % {
        "setting": _setting(problem.where),
        "problem": PROBLEMS[problem.code]() % problem.facts,
    }


def _setting(where: str) -> str:
    first, _dot, rest = where.partition(".")
    place, _dot, part = rest.partition(".")
    if first not in SETTINGS or not place.isdigit():
        return SETTINGS[first]() if where in SETTINGS else where
    named = {"group": SETTINGS[first](), "place": int(place) + 1}
    if not part:
        return _("%(group)s第%(place)s项") % named
    return _("%(group)s第%(place)s项的%(part)s") % {**named, "part": _part(part)}


def _part(part: str) -> str:
    return PARTS[part]() if part in PARTS else part


REFUSALS: Final[Mapping[str, Say]] = {
    "policy.effective_in_past": lambda: _(
        "施行时间%(wanted)s已经过去；请选现在（%(now)s）以后的时间，或留空表示立即施行。"
    ),
    "policy.edition_since": lambda: _(
        "您填写期间，已经有人公布了第%(number)s版规则；请先看一看，再决定要不要在它之后另外公布。"
    ),
    "policy.in_force_already": lambda: _(
        "第%(number)s版规则从%(since)s起已经施行，不能撤回；要改变做法，请公布新的一版。"
    ),
    "policy.follows_already": lambda: _(
        "这项服务从%(since)s起没有单独的规则，本来就按全园区的规则办，不用再改。"
    ),
    "policy.withdrawn_already": lambda: _("第%(number)s版规则已经撤回，不用再撤一次。"),
}
"""Refusals of the room's deeds, besides wrong settings."""

PROBLEMS: Final[Mapping[ProblemCode, Say]] = {
    ProblemCode.MISSING: lambda: _("没有填写，请补上。"),
    ProblemCode.UNKNOWN: lambda: _("没有这个设置，请删去或核对名称。"),
    ProblemCode.NOT_A_NUMBER: lambda: _("请填一个整数。"),
    ProblemCode.NOT_A_TEXT: lambda: _("请填文字。"),
    ProblemCode.NOT_A_SWITCH: lambda: _("请填“是”或“否”。"),
    ProblemCode.NOT_A_LIST: lambda: _("请填一个列表。"),
    ProblemCode.NOT_A_GROUP: lambda: _("请按名称逐项填写。"),
    ProblemCode.NOT_AN_HOUR: lambda: _("请填几点几分，例如16:30；留空表示下班时间。"),
    ProblemCode.NOT_ONE_OF: lambda: _("“%(value)s”不能用，请从这些里选：%(choices)s。"),
    ProblemCode.OUT_OF_RANGE: lambda: _("%(value)s不在范围内，请填%(least)s到%(most)s之间的整数。"),
    ProblemCode.TEXT_LENGTH: lambda: _("请填1到%(most)s个字。"),
    ProblemCode.EMPTY: lambda: _("至少要有一项，请补上。"),
    ProblemCode.TWICE: lambda: _("“%(value)s”出现了两次，请删去一个。"),
    ProblemCode.ABOVE_VERIFIED: lambda: _("不能比已核实企业的次数还多，请填不超过%(most)s的数。"),
    ProblemCode.LEAD_BEYOND_HORIZON: lambda: _(
        "比最远可约的时间还长，什么时段都选不了；请填不超过%(most)s的数。"
    ),
    ProblemCode.EVIDENCE_IN_ONE_LANGUAGE: lambda: _("中文和英文的材料说明要么都填，要么都不填。"),
}
"""What can be wrong with a setting, and what to do."""

SETTINGS: Final[Mapping[str, Say]] = {
    "limits": lambda: _("规则设置"),
    "notice_days": lambda: _("提前天数"),
    "notice_unit": lambda: _("天数的单位"),
    "notice_convention": lambda: _("天数的算法"),
    "notice_cutoff": lambda: _("当天截止时间"),
    "statement_required": lambda: _("改约要说明原因"),
    "statement_reasons": lambda: _("改约原因的列表"),
    "horizon_days": lambda: _("最远可约天数"),
    "lead_minutes": lambda: _("时段开始前的准备分钟数"),
    "moves_per_appointment": lambda: _("每次预约可改次数"),
    "live_per_service": lambda: _("同一项服务同时可有的预约数"),
    "visits_per_period": lambda: _("每月预约次数"),
    "unverified_visits_per_period": lambda: _("核实前每月预约次数"),
    "period": lambda: _("计次周期"),
    "no_show_limit": lambda: _("未到场次数"),
    "no_show_window_days": lambda: _("未到场的统计天数"),
    "no_show_pause_days": lambda: _("未到场后暂停天数"),
    "cancel_lead_minutes": lambda: _("预约开始前可取消的分钟数"),
    "circumstances": lambda: _("特殊情况目录"),
}
"""The settings, by the names that an administrator reads."""

PARTS: Final[Mapping[str, Say]] = {
    "code": lambda: _("情况代码"),
    "zh": lambda: _("中文名称"),
    "en": lambda: _("英文名称"),
    "decided_by": lambda: _("决定人"),
    "evidence_zh": lambda: _("中文材料说明"),
    "evidence_en": lambda: _("英文材料说明"),
    "follows_within_days": lambda: _("材料补交天数"),
}
"""The parts of a special circumstance."""
