"""What is said when a deed that keeps services, papers, counters or buildings says no."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OFFERS: Final[Mapping[str, Promise]] = {
    "offer.nameless": _("中文和英文都要填写，请补上没有填的那一项。"),
    "offer.half_translated": _("说明要么中英文都写，要么都不写，请补上另一种语言。"),
    "offer.too_long": _("最多写 %(most)s 个字，这里有 %(length)s 个，请写短一些。"),
    "service.offered_already": _("这个事项已经在办理，不用再开放。"),
    "service.withdrawn_already": _("这个事项已经暂停预约，不用再停。"),
    "service.at_end": _("这个事项已经排在头上或末尾，不能再移。"),
    "material.name_taken": _("材料清单里已有“%(name)s”，请换一个名称，或修改原来的那一项。"),
    "material.retired": _("这项材料已经不再要求，不能再改；需要的话，请重新添加同名材料。"),
    "material.at_end": _("这项材料已经排在头上或末尾，不能再移。"),
    "counter.name_taken": _("这个地点办理这个事项的窗口里已有“%(name)s”，请换一个名称。"),
    "counter.retired": _("这个窗口已经停用，不能再改；需要的话，请重新添加同名窗口。"),
    "call.counter_retired": _("这个窗口已经停用，不能再叫号。请在“我的窗口”里另选一个窗口。"),
    "counter.busy": _("这个窗口正在接待企业，请办完以后再停用。"),
    "counter.last_planned": _(
        "这是这个地点办理这个事项的最后一个窗口，而那里还有 %(blocks)s 个开放的时段、"
        "%(templates)s 个每周时段。请先停办和停用它们，或先添加另一个窗口。"
    ),
}
