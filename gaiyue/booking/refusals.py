"""What is said when a deed that sets up the park says no: code → sentence, filled by the facts of the refusal.

The sentences of booking, moving, cancelling and receiving are policy's: there a rule decides.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gaiyue.booking.offer_refusals import OFFERS
from gaiyue.booking.planning_refusals import PLANNING

SENTENCES: Final[Mapping[str, Promise]] = {
    **PLANNING,
    **OFFERS,
    "idempotency.key_reused": _(
        "这张表已经提交过一次，这次的内容不同，所以没有办理。请核对后再提交，或到“我的预约”查看结果。"
    ),
    "papers.visit_over": _("这次预约已经结束，材料清单不能再改；要再来，请重新预约。"),
    "contact.nameless": _("请填写联系人姓名，窗口要按这个名字叫号。"),
    "contact.no_phone": _("请填写联系电话，时间有变化时我们要能找到企业。"),
    "contact.name_too_long": _("联系人姓名最多 %(longest)s 个字，请写短一些。"),
    "contact.phone_too_long": _("联系电话最多 %(longest)s 个字符，请只留一个号码。"),
    "contact.phone_unreadable": _(
        "联系电话里只能有数字、空格和连字符，例如 021-5555 0100 或 138 0000 0000。"
    ),
    "contact.visit_over": _("这次预约已经结束，联系人不能再改；新的预约可以写新的联系人。"),
    "location.code_taken": _("地点编码“%(code)s”已经用过，请换一个。"),
    "service.code_taken": _("事项编码“%(code)s”已经用过，请换一个。"),
    "service.minutes": _(
        "每次办理 %(minutes)s 分钟不合理，请填 %(shortest)s 到 %(longest)s 之间的分钟数。"
    ),
    "service.department": _("园区没有科室“%(department)s”，请先查对科室编码。"),
    "service.location": _("园区没有地点“%(location)s”，请先开设这个地点，或查对编码。"),
    "template.weekday": _("星期要填 0（周一）到 6（周日），不能是 %(weekday)s。"),
    "template.hours": _("时段 %(opens)s–%(closes)s 的结束时间要晚于开始时间，请改正。"),
    "template.reserve": _(
        "紧急预留 %(reserve)s 个名额不合理：不能少于 0，也不能多于这个时段的 %(capacity)s 个名额。"
    ),
    "template.validity": _("有效期从 %(from)s 到 %(until)s，结束日期早于开始日期，请改正。"),
    "template.overlaps": _(
        "这个地点同一天已有 %(opens)s–%(closes)s 的时段，与新时段重叠，请改时间，或先停用原来的时段。"
    ),
    "session.hours": _("加开时段要在同一天内，结束时间要晚于开始时间，请改正。"),
    "session.no_counter": _(
        "地点“%(location)s”没有办理“%(service)s”的窗口，请先设窗口，或换一个地点。"
    ),
    "session.past": _("加开时段的开始时间已经过去，请选以后的时间。"),
    "session.seats": _("名额 %(capacity)s 不合理，请填 1 到 %(most)s 之间的数。"),
    "session.overlaps": _("这个地点在那段时间已有同一事项的时段，请改时间，或给原时段增加名额。"),
    "block.capacity_below_taken": _(
        "这个时段已有 %(taken)s 家企业预约，不能减到 %(capacity)s 个名额；请先为多出的企业改约。"
    ),
    "merge.itself": _("企业不能并入自己，请选另一家企业。"),
    "merge.two_codes": _(
        "“%(source)s”和“%(target)s”的统一社会信用代码不同，是两家企业，不能合并。代码填错了的话，请先改正。"
    ),
    "merge.two_live": _(
        "两家企业在同一事项上都有还没办完的预约：%(references)s。请先取消其中重复的，再合并。"
    ),
}
