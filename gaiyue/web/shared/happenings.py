"""Every kind of event in a sentence for staff, and the facts of an event in words."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gaiyue.calendars.wording import say_day, say_moment, say_weekday

Say = Callable[[], str]
GAP: Final = re.compile(r"(?P<before> ?)%\((?P<name>\w+)\)s(?P<after> ?)")


def say_event(kind: str, facts: Mapping[str, object]) -> str:
    """What happened. A kind of a later edition of the house is named by its code."""
    if kind not in SENTENCES:
        return _("发生了“%(kind)s”。") % {"kind": kind}
    sentence, said = SENTENCES[kind](), _Said(facts)
    if (get_language() or "zh").startswith("zh"):
        sentence = GAP.sub(lambda found: _close_up(found, said[found["name"]]), sentence)
    return sentence % said


def _close_up(found: re.Match[str], value: str) -> str:
    """The place of a fact without the blanks around it that stand beside a code, where a Chinese name is filled in."""
    before = " " if found["before"] and value[:1].isascii() else ""
    after = " " if found["after"] and value[-1:].isascii() else ""
    return f"{before}%({found['name']})s{after}"


def say_fact(name: str, value: object) -> str:
    """A fact as it is read: moments and days on the park's clock, lists with commas, yes and no."""
    if value is None or value in ("", []):
        return _("无")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        if name == "weekdays":
            return _("、").join(say_weekday(int(one)) for one in value)
        said = _("、").join(say_fact(name, one) for one in value[:12])
        more = {"some": said, "all": len(value)}
        return _("%(some)s等 %(all)s 个") % more if len(value) > 12 else said  # noqa: PLR2004
    if isinstance(value, str):
        return _moment_or_day(value)
    return say_weekday(int(str(value))) if name == "weekday" else str(value)


class _Said(dict[str, str]):
    def __init__(self, facts: Mapping[str, object]) -> None:
        super().__init__({name: say_fact(name, value) for name, value in facts.items()})

    def __missing__(self, name: str) -> str:
        # An event of an earlier edition of the house lacks a fact that came later.
        return "–"


def _moment_or_day(value: str) -> str:
    try:
        if "T" in value:
            return say_moment(datetime.fromisoformat(value))
        return say_day(date.fromisoformat(value)) if len(value) == len("2026-11-25") else value
    except ValueError:
        return value


GROUPS: Final[Mapping[str, Say]] = {
    "appointment": lambda: _("预约"),
    "block": lambda: _("时段"),
    "calendar": lambda: _("日历"),
    "policy": lambda: _("规则"),
    "enterprise": lambda: _("企业"),
    "member": lambda: _("企业人员"),
    "staff": lambda: _("园区人员"),
    "account": lambda: _("账号"),
    "service": lambda: _("事项与地点"),
    "record": lambda: _("记录与系统"),
}
"""Under which heading kinds are found; OF_GROUP says which kind belongs where."""

OF_GROUP: Final[Mapping[str, str]] = {
    "blocks": "block",
    "template": "block",
    "week": "block",
    "contact": "appointment",
    "link": "appointment",
    "prepared": "appointment",
    "department": "staff",
    "token": "account",
    "location": "service",
    "counter": "service",
    "material": "service",
    "park": "record",
    "text": "record",
    "demo": "record",
}
"""The first word of a kind → the group, where the two differ."""


def group_of(kind: str) -> str:
    """The code of the group that a kind is found under."""
    word = kind.partition(".")[0]
    group = OF_GROUP.get(word, word)
    return group if group in GROUPS else "record"


SENTENCES: Final[Mapping[str, Say]] = {
    "appointment.booked": lambda: _(
        "企业 %(enterprise)s 预约了 %(starts_at)s 的 %(service)s，%(change_until)s前可以自己改。"
    ),
    "appointment.moved": lambda: _("预约从 %(from_starts_at)s 改到 %(to_starts_at)s。"),
    "appointment.cancelled": lambda: _("%(starts_at)s 的预约取消了，名额放出。"),
    "appointment.checked_in": lambda: _("企业到窗口签到。"),
    "appointment.called": lambda: _("窗口叫号。"),
    "appointment.undone": lambda: _("撤销了刚才的操作（%(what)s）。"),
    "appointment.completed": lambda: _("预约办结。"),
    "appointment.reminded": lambda: _("系统提醒了企业的人。"),
    "appointment.left": lambda: _("签到后没有等到企业的人，不计入失约。"),
    "appointment.no_show": lambda: _("企业没有到场，近期第 %(recent)s 次。"),
    "appointment.move_opened": lambda: _("园区停办了 %(starts_at)s 的时段，这个预约可以随时改期。"),
    "appointment.resumed": lambda: _(
        "%(starts_at)s 的时段重新开放，这个预约照旧，%(change_until)s前可以自己改。"
    ),
    "block.added": lambda: _(
        "在 %(location)s 加开 %(starts_at)s 的 %(service)s，%(capacity)s 个名额。"
    ),
    "block.resized": lambda: _("时段的名额从 %(before)s 个改为 %(after)s 个。"),
    "block.reserve_released": lambda: _("紧急预留的 %(seats)s 个名额放给了所有企业。"),
    "block.reserve_set": lambda: _("紧急预留从 %(before)s 个改为 %(after)s 个。"),
    "blocks.closed": lambda: _("关闭了%(on)s的时段，涉及 %(visits)s 个预约。"),
    "blocks.generated": lambda: _("生成了到%(until)s为止的 %(made)s 个时段。"),
    "blocks.reopened": lambda: _("重新开放了%(on)s的时段。"),
    "template.added": lambda: _(
        "每周%(weekday)s %(opens)s–%(closes)s 在 %(location)s 办理 %(service)s，%(capacity)s 个名额。"
    ),
    "template.ended": lambda: _("每周的一个时段停用，最后一天：%(last_on)s。"),
    "week.changed": lambda: _(
        "调整了 %(location)s 的 %(service)s 每周安排，新增 %(made)s 个时段。"
    ),
    "calendar.started": lambda: _("建立了工作日历，已公布的年份：%(years_published)s。"),
    "calendar.published": lambda: _("公布了 %(year)s 年的放假和调休安排，变动的日子：%(days)s。"),
    "calendar.park_closed": lambda: _("%(day)s园区不办公。"),
    "calendar.extra_opened": lambda: _("%(day)s园区加开。"),
    "calendar.day_restored": lambda: _("%(day)s恢复原来的安排。"),
    "calendar.hours_set": lambda: _("改了办公时间：%(weekdays)s。"),
    "calendar.followed": lambda: _(
        "时段随日历调整：关闭 %(closed)s 个，重新开放 %(reopened)s 个，新增 %(made)s 个。"
    ),
    "policy.published": lambda: _(
        "公布了规则第 %(number)s 版（%(service)s），%(effective_from)s起施行。"
    ),
    "policy.follows_park": lambda: _(
        "%(service)s 不再单独制定规则，%(effective_from)s起按全园区的规则办。"
    ),
    "policy.withdrawn": lambda: _("撤回了规则第 %(number)s 版（%(service)s），没有施行。"),
    "message.resent": lambda: _("第 %(message)s 号邮件没有发出去或不确定，再发了一次。"),
    "message.closed": lambda: _("第 %(message)s 号邮件没有发出去或不确定，不再发送。"),
    "link.revoked": lambda: _("收回了这个预约的链接，发出去的链接都打不开了。"),
    "contact.corrected": lambda: _("更正了预约的联系人。"),
    "papers.ticked": lambda: _("勾选了预约的材料清单。"),
    "enterprise.registered": lambda: _("登记了一家企业。"),
    "enterprise.corrected": lambda: _("更正了企业资料：%(fields)s。"),
    "enterprise.verified": lambda: _("核实了企业。"),
    "enterprise.code_taken": lambda: _("信用代码没有核实过，凭营业执照改到了企业 %(by)s 名下。"),
    "enterprise.tier_set": lambda: _("企业类别从 %(before)s 改为 %(after)s。"),
    "enterprise.merged": lambda: _("企业并入了 %(into)s，带去 %(members)s 位经办人。"),
    "enterprise.absorbed": lambda: _("并入了企业 %(merged)s。"),
    "member.added": lambda: _("一位经办人可以代企业 %(enterprise)s 办事了。"),
    "member.invited": lambda: _("企业 %(enterprise)s 邀请了一位经办人。"),
    "member.invitation_withdrawn": lambda: _("企业 %(enterprise)s 撤回了一份邀请。"),
    "member.joined": lambda: _("一位经办人接受邀请，加入了企业 %(enterprise)s。"),
    "member.role_changed": lambda: _(
        "企业 %(enterprise)s 的一位经办人身份从 %(before)s 改为 %(after)s。"
    ),
    "member.removed": lambda: _("一位经办人不再代企业 %(enterprise)s 办事。"),
    "staff.employed": lambda: _("一位工作人员到 %(department)s 上岗，岗位 %(role)s。"),
    "staff.moved": lambda: _(
        "一位工作人员从 %(from_department)s 的 %(from_role)s 调整为 %(to_department)s 的 %(to_role)s。"
    ),
    "staff.corrected": lambda: _("更正了一位工作人员的资料：%(fields)s。"),
    "staff.released": lambda: _("一位工作人员离岗。"),
    "staff.restored": lambda: _("一位工作人员重新上岗。"),
    "department.added": lambda: _("增设了一个科室。"),
    "department.corrected": lambda: _("更正了科室资料：%(fields)s。"),
    "account.signed_up": lambda: _("一位企业人员注册了账号。"),
    "account.corrected": lambda: _("更正了自己的资料：%(fields)s。"),
    "account.address_changed": lambda: _("更换了登录邮箱。"),
    "account.password_set": lambda: _("设置了登录密码。"),
    "account.mails_chosen": lambda: _("选择了要收哪些关于预约的邮件。"),
    "account.language_chosen": lambda: _("选择了语言：%(language)s。"),
    "token.issued": lambda: _(
        "发了第 %(token)s 号接口令牌，以账号 %(account)s 的身份办事，%(expires_at)s到期。"
    ),
    "token.revoked": lambda: _("停用了第 %(token)s 号接口令牌。"),
    "service.opened": lambda: _("开设了一项服务，%(counters)s 个窗口。"),
    "service.corrected": lambda: _("更正了事项资料：%(fields)s。"),
    "service.moved": lambda: _("事项在列表里从第 %(before)s 位移到第 %(after)s 位。"),
    "service.offered": lambda: _("事项重新开放预约。"),
    "service.withdrawn": lambda: _("事项暂停预约，还有 %(visits)s 个预约照常办理。"),
    "material.added": lambda: _("增加了一项要带的材料。"),
    "material.corrected": lambda: _("更正了一项材料：%(fields)s。"),
    "material.moved": lambda: _("一项材料从第 %(before)s 位移到第 %(after)s 位。"),
    "material.retired": lambda: _("一项材料不再要求。"),
    "counter.added": lambda: _("在 %(location)s 增加了一个窗口。"),
    "counter.renamed": lambda: _("在 %(location)s 的一个窗口改了名称。"),
    "counter.retired": lambda: _("在 %(location)s 的一个窗口停用。"),
    "location.corrected": lambda: _("更正了地点资料：%(fields)s。"),
    "location.opened": lambda: _("开设了一个办理地点。"),
    "park.opened": lambda: _("园区开通，科室：%(departments)s。"),
    "text.erased": lambda: _("按保存期限抹去了 %(texts)s 处个人文字（%(rule)s）。"),
    "demo.advanced": lambda: _("演示数据推进了一天。"),
}
"""Kind → its sentence, read in the language of the moment; a test keeps it complete."""
