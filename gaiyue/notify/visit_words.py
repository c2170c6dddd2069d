"""What a mail about a visit says first: its subject, and the sentence that tells what happened."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext as _

Say = Callable[[], str]

BOOKED: Final = "appointment.booked"
MOVED: Final = "appointment.moved"
CANCELLED: Final = "appointment.cancelled"
MOVE_OPENED: Final = "appointment.move_opened"
RESUMED: Final = "appointment.resumed"
NO_SHOW: Final = "appointment.no_show"
CHANGE_SOON: Final = "reminder.change"
VISIT_SOON: Final = "reminder.visit"

NEWS: Final = (BOOKED, MOVED, CANCELLED, MOVE_OPENED, RESUMED, NO_SHOW)
"""Events about which everybody of the company gets a mail, also whoever did it. What the counter does while they are
there is no news, nor is a corrected telephone number."""
BY_THE_PARK: Final = frozenset({MOVE_OPENED, RESUMED})
"""What nobody at the company did or can foresee."""
REMINDERS: Final = (CHANGE_SOON, VISIT_SOON)
KINDS: Final = (*NEWS, *REMINDERS)

SUBJECTS: Final[Mapping[str, Say]] = {
    BOOKED: lambda: _("已预约：%(service)s，%(starts_at)s"),
    MOVED: lambda: _("已改约：%(service)s，改到%(starts_at)s"),
    CANCELLED: lambda: _("已取消：%(service)s，%(starts_at)s"),
    MOVE_OPENED: lambda: _("请改期：%(service)s，%(starts_at)s停办"),
    RESUMED: lambda: _("恢复办理：%(service)s，%(starts_at)s照旧"),
    NO_SHOW: lambda: _("未到场：%(service)s，%(starts_at)s"),
    CHANGE_SOON: lambda: _("要改请在%(until)s前：%(service)s"),
    VISIT_SOON: lambda: _("提醒：%(service)s，%(starts_at)s"),
}
"""Kind → what the inbox shows."""

LEADS: Final[Mapping[str, Say]] = {
    BOOKED: lambda: _("%(by)s为“%(enterprise)s”约好了%(service)s。"),
    MOVED: lambda: _("%(by)s把“%(enterprise)s”的%(service)s改到了新的时间，原来的位子已经让出。"),
    CANCELLED: lambda: _("%(by)s取消了“%(enterprise)s”的%(service)s预约，位子已经让出，不用再来。"),
    MOVE_OPENED: lambda: _(
        "园区那个时段停办，“%(enterprise)s”的%(service)s要改到别的时间，给您添麻烦了。"
    ),
    RESUMED: lambda: _("园区那个时段恢复办理，“%(enterprise)s”的%(service)s照旧，不用改期。"),
    NO_SHOW: lambda: _(
        "“%(enterprise)s”的%(service)s预约到了时间没有人来，已记为未到场。记录有误，请打电话给我们。"
    ),
    CHANGE_SOON: lambda: _(
        "“%(enterprise)s”的%(service)s预约就要过了自己修改的期限。时间合适就不用管这封邮件，不合适请现在改。"
    ),
    VISIT_SOON: lambda: _("提醒您：“%(enterprise)s”约的%(service)s快到了，请带齐材料。"),
}
"""Kind → what happened, or what is about to."""

BUTTONS: Final[Mapping[str, Say]] = {
    CANCELLED: lambda: _("重新预约"),
    MOVE_OPENED: lambda: _("改到别的时间"),
    NO_SHOW: lambda: _("重新预约"),
}
"""Kind → the button, where it is not the ordinary one."""

YOU: Final = "you"
WHO: Final[Mapping[str, Say]] = {
    YOU: lambda: _("您"),
    "staff": lambda: _("园区工作人员"),
    "member": lambda: _("您的同事"),
    "link": lambda: _("拿着预约链接的人"),
    "system": lambda: _("系统"),
}
"""Who did it, as the reader is told."""
