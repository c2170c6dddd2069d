"""What is said when a deed of the room says no: code → sentence, filled by the facts of the refusal."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Promise]] = {
    "park.already_open": _("园区“%(park)s”已经开通，不用再开一次。"),
    "park.no_departments": _("开通园区“%(park)s”至少要有一个科室，请补上再试。"),
    "code.unreadable": _(
        "编码“%(code)s”不能用：请用小写字母、数字、- 和 _，以字母或数字开头，最多 32 个字符。"
    ),
    "code.twice": _("编码“%(code)s”出现了两次，请改掉其中一个。"),
    "enterprise.nameless": _("请填写企业名称。"),
    "enterprise.size": _(
        "没有“%(size)s”这种企业规模，请选 micro（微型）、small（小型）、medium（中型）或 large（大型）。"
    ),
    "enterprise.tier": _(
        "没有“%(tier)s”这种企业类别，请选 normal（普通企业）、high_tech（高新技术企业）或 key_project（重点招商项目）。"
    ),
    "enterprise.code": _("企业编号“%(code)s”不能用：只能有字母、数字和 -，最多 32 个字符。"),
    "enterprise.credit_code": _(
        "统一社会信用代码“%(credit_code)s”不对，请对照营业执照再看一遍：共 18 位，不含 I、O、S、V、Z。"
    ),
    "enterprise.credit_code_taken": _(
        "统一社会信用代码“%(credit_code)s”已经登记在企业 %(code)s 名下，请直接使用那家企业，或先核对代码。"
    ),
    "enterprise.code_taken": _("企业编号“%(code)s”已经用过，请换一个，或者留空由系统编号。"),
    "account.nameless": _("请填写姓名。"),
    "account.no_login": _("请填写登录名，例如邮箱或手机号。"),
    "account.login_taken": _("登录名“%(login)s”已经有人使用，请换一个。"),
    "account.is_staff": _("“%(login)s”是园区工作人员的账号，不能代办企业事务，请用另一个登录名。"),
    "member.role": _("没有“%(role)s”这种企业身份，请选 owner（负责人）或 member（经办人）。"),
    "member.already": _("“%(login)s”已经可以代企业 %(enterprise)s 办事，不用再加一次。"),
    "staff.role": _(
        "没有“%(role)s”这种岗位，请选 clerk（窗口人员）、specialist（服务专员）、supervisor（科室负责人）、"
        "manager（园区管理者）或 administrator（系统管理员）。"
    ),
}
