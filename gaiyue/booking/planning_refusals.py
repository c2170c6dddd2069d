"""What is said when a deed that plans blocks or keeps services says no, beside what refusals.py has."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLANNING: Final[Mapping[str, Promise]] = {
    "closing.days": _("最后一天 %(until)s 早于第一天 %(on)s，请改正。"),
    "closing.past": _("%(until)s已经过去，不能再停办，请选今天或以后的日子。"),
    "closing.begun": _(
        "这个时段（%(starts_at)s）已经开始，不能再停办。来了的企业请照常接待；接待不了的，请打电话说明，另约时间。"
    ),
    "closing.closed_already": _(
        "这个时段刚才已经停办了，这次没有再改动；要换原因，请先重新开放，再停办。"
    ),
    "closing.day_begun": _(
        "%(day)s的时段都已经开始，不能再停办；来了的企业请照常接待，接待不了的请打电话说明。"
    ),
    "closing.too_long": _(
        "一次最多停办 %(most)s 天，请分几次来做；时间再长的，请在“每周安排”里调整。"
    ),
    "closing.no_open_day": _("从 %(on)s 到 %(until)s 园区本来就不办公，不用再停办。"),
    "closing.reason": _("请从列表里选停办原因。"),
    "session.overlaps_closed": _(
        "%(starts_at)s 有一个已停办的时段占着这个时间，请重新开放那个时段，或换一个时间。"
    ),
    "block.is_open": _("这个时段已经是开放的，不用再开放。"),
    "block.seats": _("名额 %(capacity)s 不合理，请填 0 到 %(most)s 之间的数。"),
    "block.changed": _(
        "您核对的时候名额是 %(seen)s 个，别人已经改成 %(now)s 个，所以没有按您填的改。请照现在的样子再核对一次。"
    ),
    "block.reserve_changed": _(
        "您核对以后，紧急预留有了变化：那时留 %(seen)s 个，现在留 %(now)s 个，所以没有按您填的改。"
        "请照现在的样子再核对一次。"
    ),
    "template.changed": _(
        "您核对以后，这个每周时段的有效期有了变化：现在到 %(until)s 为止，所以没有按您填的改。"
        "请照现在的样子再核对一次。"
    ),
    "block.over": _("这个时段（%(starts_at)s）已经开始或过去，不能再改。"),
    "block.day_closed": _("%(day)s园区不办公，请先把这一天改为办公，再开放时段。"),
    "block.reserve_too_many": _(
        "没有约出去的名额只有 %(left)s 个，紧急预留要在 0 到 %(left)s 之间，不能是 %(reserve)s。"
    ),
    "block.reserve_until": _("请填写预留到什么时候：要晚于现在，不晚于时段开始的 %(starts_at)s。"),
    "week.unchanged": _("请写明要停用哪个每周时段，或要新增怎样的时段。"),
    "template.end_past": _("今天及以前的安排不能再改，请从明天或以后的日子起停用。"),
    "template.ended": _("这个时段到 %(until)s 就已经停用，不用再停。"),
}
