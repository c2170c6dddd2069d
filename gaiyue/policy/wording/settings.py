"""Each setting for whoever sets it: its name, its unit, what it does, and its value in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gaiyue.calendars.days import Convention, Unit
from gaiyue.calendars.wording import say_hour
from gaiyue.policy.limits import RANGES, Limits, Period
from gaiyue.policy.wording.refusals import SETTINGS

Say = Callable[[], str]


@dataclass(frozen=True, slots=True)
class DescribedSetting:
    """What stands beside a field; `least` and `most` are None where no number is asked for."""

    name: str
    label: str
    unit: str
    help: str
    least: int | None
    most: int | None


def describe_setting(name: str) -> DescribedSetting:
    """The setting in the active language."""
    least, most = RANGES.get(name, (None, None))
    unit = UNITS[name]() if name in UNITS else ""
    return DescribedSetting(name, SETTINGS[name](), unit, HELP[name](), least, most)


def say_setting(name: str, limits: Limits) -> str:
    """The value of a setting in words: 3天, 下班时间, 是."""
    value = getattr(limits, name)
    if name in UNITS:
        return _("%(number)s %(unit)s") % {"number": value, "unit": UNITS[name]()}
    if name == "notice_cutoff":
        return say_hour(value) if value else _("下班时间")
    if name == "statement_required":
        return _("是") if value else _("否")
    if name == "statement_reasons":
        return _("、").join(_reasons(limits)) or _("没有")
    if name == "circumstances":
        return _("共 %(number)s 项") % {"number": len(value)}
    return CHOICES[name][value]()


def _reasons(limits: Limits) -> list[str]:
    is_english = (get_language() or "").startswith("en")
    found = (limits.circumstance(code) for code in limits.statement_reasons)
    return [one.en if is_english else one.zh for one in found if one is not None]


CHOICES: Final[Mapping[str, Mapping[str, Say]]] = {
    "notice_unit": {
        Unit.WORKING: lambda: _("工作日"),
        Unit.NATURAL: lambda: _("自然日（节假日也算）"),
    },
    "notice_convention": {
        Convention.BOTH_DAYS: lambda: _("申请当天和办理当天都算（园区公布的算法）"),
        Convention.CIVIL_CODE: lambda: _("申请当天不算，办理当天算（《民法典》第201条）"),
    },
    "period": {Period.MONTH: lambda: _("按自然月")},
}
"""Setting → value → its words."""

UNITS: Final[Mapping[str, Say]] = {
    "notice_days": lambda: _("天"),
    "horizon_days": lambda: _("天"),
    "lead_minutes": lambda: _("分钟"),
    "moves_per_appointment": lambda: _("次"),
    "live_per_service": lambda: _("个"),
    "visits_per_period": lambda: _("次"),
    "unverified_visits_per_period": lambda: _("次"),
    "no_show_limit": lambda: _("次"),
    "no_show_window_days": lambda: _("天"),
    "no_show_pause_days": lambda: _("天"),
    "cancel_lead_minutes": lambda: _("分钟"),
}

HELP: Final[Mapping[str, Say]] = {
    "notice_days": lambda: _("企业自己改约，要比预约那天提前几天。填 0 表示开始前都可以改。"),
    "notice_unit": lambda: _("按工作日数，就跳过周末、节假日和园区停办的日子。"),
    "notice_convention": lambda: _("同样的天数，当天算不算，截止日会差一天。"),
    "notice_cutoff": lambda: _("最后那一天几点截止，例如 16:30。留空就是当天下班时间。"),
    "statement_required": lambda: _("改约时要不要从下面的目录里选一个原因。"),
    "statement_reasons": lambda: _("改约时可以选的原因，在下面的特殊情况目录里逐项勾选。"),
    "horizon_days": lambda: _("最远能约到今天以后的第几天。"),
    "lead_minutes": lambda: _("时段开始前多久就不能再选，窗口要有时间准备。"),
    "moves_per_appointment": lambda: _("一次预约企业自己最多能改几次。填 0 表示不能自己改。"),
    "live_per_service": lambda: _("一家企业在一项服务上，同时最多有几个还没办的预约。"),
    "visits_per_period": lambda: _("一家已核实的企业，一个月里在一项服务上最多约几次。"),
    "unverified_visits_per_period": lambda: _(
        "还没有核实的企业（例如正在注册的），不能比上面的多。"
    ),
    "period": lambda: _("次数按什么时间重新计算。"),
    "no_show_limit": lambda: _("约了没来几次，就暂停自助预约。"),
    "no_show_window_days": lambda: _("只数最近这些天里没来的次数。"),
    "no_show_pause_days": lambda: _("暂停多少天。填 0 表示不暂停。"),
    "cancel_lead_minutes": lambda: _("开始前多久就不能自己取消。填 0 表示开始前都可以取消。"),
    "circumstances": lambda: _("过了期限由谁决定、要什么材料、材料能不能后补。"),
}
"""What a setting does, for whoever sets it."""
