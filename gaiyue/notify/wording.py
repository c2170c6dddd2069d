"""Notices in words, in the language of whoever reads them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from gaiyue.base.languages import in_language
from gaiyue.calendars.wording import say_moment
from gaiyue.notify.visit_words import WHO
from gaiyue.people.wording import say_member_role

SENTENCES: Final[Mapping[str, Callable[[], str]]] = {
    "appointment.booked": lambda: _("%(by)s预约了“%(service)s”：%(starts_at)s。"),
    "appointment.moved": lambda: _(
        "%(by)s把“%(service)s”的预约从%(from_starts_at)s改到了%(to_starts_at)s。"
    ),
    "appointment.cancelled": lambda: _("%(by)s取消了“%(service)s”的预约：%(starts_at)s。"),
    "appointment.move_opened": lambda: _(
        "园区当天不办理，“%(service)s”的预约（%(starts_at)s）要改期；随时可以改，不受提前天数限制。"
    ),
    "appointment.resumed": lambda: _(
        "园区恢复办理，“%(service)s”的预约（%(starts_at)s）照旧，不用改期。"
    ),
    "appointment.no_show": lambda: _(
        "“%(service)s”的预约到了时间没有人来。记录有误请打电话给园区。"
    ),
    "reminder.change": lambda: _(
        "“%(service)s”的预约（%(starts_at)s）要改，请在%(change_until)s前；过了就不能自己改了。"
    ),
    "reminder.visit": lambda: _("提醒：“%(service)s”的预约在%(starts_at)s，请带齐材料。"),
    "member.added": lambda: _(
        "%(by)s把%(name)s加为“%(enterprise)s”的%(role)s，可以代企业预约、改约和取消。"
    ),
    "member.joined": lambda: _(
        "%(name)s接受了邀请，现在是“%(enterprise)s”的%(role)s，可以代企业预约、改约和取消。"
    ),
}
"""Kind of event or reminder → its sentence."""

MOMENTS: Final = ("_at", "_until")
"""How the names of facts that are moments end."""


def say_notice(kind: str, facts: Mapping[str, object]) -> str:
    """The sentence of a notice."""
    words = {
        name: say_moment(datetime.fromisoformat(str(value))) if name.endswith(MOMENTS) else value
        for name, value in facts.items()
    }
    said = {
        "by": WHO[str(facts.get("by", "system"))](),
        "service": in_language(str(facts.get("service_zh", "")), str(facts.get("service_en", ""))),
        "role": say_member_role(str(facts["role"])) if "role" in facts else "",
    }
    sentence = SENTENCES[kind]() % {**words, **said}
    return sentence[:1].upper() + sentence[1:]  # English may begin with a word like "the"
