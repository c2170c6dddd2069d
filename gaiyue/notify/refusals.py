"""What is said when a deed of the room says no: code → sentence."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Promise]] = {
    "message.settled": _("这封邮件已经有人处理过了，列表已更新。"),
    "message.too_late": _(
        "这封邮件里的验证码或链接已经失效，再发也没有用；请让对方重新要一个，或者重新邀请。"
    ),
}
