"""What is said when a deed of the room says no: code → sentence, filled by the facts of the refusal."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gaiyue.people.seen import CHANGED_SINCE

SENTENCES: Final[Mapping[str, Promise]] = {
    "park.already_open": _("园区“%(park)s”已经开通，不用再开一次。"),
    "park.no_departments": _("开通园区“%(park)s”至少要有一个科室，请补上再试。"),
    "code.unreadable": _(
        "编码“%(code)s”不能用：请用小写字母、数字、- 和 _，以字母或数字开头，最多 32 个字符。"
    ),
    "code.twice": _("编码“%(code)s”出现了两次，请改掉其中一个。"),
    CHANGED_SINCE: _(
        "您打开这一页以后，别人改过这里的资料，所以没有保存。您填的都还在：请看看别人改了什么，"
        "要按您填的保存，再按一次“保存”。"
    ),
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
    "account.too_long": _("“%(typed)s”太长，最多 %(most)s 个字，请写短一些。"),
    "account.no_login": _("请填写登录名，例如邮箱或手机号。"),
    "account.login_taken": _("登录名“%(login)s”已经有人使用，请换一个。"),
    "account.is_staff": _("“%(login)s”是园区工作人员的账号，不能代办企业事务，请用另一个登录名。"),
    "sign_up.enterprise_known": _(
        "这家企业在园区已经有账号了，不用再注册：请企业的负责人在“成员”里邀请您，或者打电话给我们。"
    ),
    "sign_up.code_claimed": _(
        "这个统一社会信用代码已经有人填过，还没有核对营业执照。是您的同事填的，请他在“成员”里邀请您；"
        "不是的话，请先不填代码，再带营业执照到窗口，工作人员核对后把代码改到您的企业名下。"
    ),
    "enterprise.code_is_verified": _(
        "信用代码已经照营业执照核实过，不能自己改。执照变更后，请带新执照到窗口，由园区工作人员修改。"
    ),
    "member.role": _("没有“%(role)s”这种企业身份，请选 owner（负责人）或 member（经办人）。"),
    "member.already": _("“%(login)s”已经可以代企业 %(enterprise)s 办事，不用再加一次。"),
    "staff.role": _(
        "没有“%(role)s”这种岗位，请选 clerk（窗口人员）、specialist（服务专员）、supervisor（科室负责人）、"
        "manager（园区管理者）或 administrator（系统管理员）。"
    ),
    "staff.last_head": _(
        "园区里能管理人员的只剩“%(name)s”一位，请先让另一位同事担任园区管理者或系统管理员，再改这一位。"
    ),
    "staff.administrator": _(
        "系统管理员只能由系统管理员任命、修改和停用，请让一位系统管理员来操作。"
    ),
    "staff.yourself": _("不能停用自己的账号，请让另一位管理者来操作。"),
    "staff.own_role": _("不能修改自己的岗位，请让另一位管理者来操作。"),
    "department.code_taken": _("科室编码“%(code)s”已经用过，请换一个。"),
    "department.nameless": _("请填写科室的中文名和英文名。"),
    "department.too_long": _("“%(typed)s”太长，最多 %(most)s 个字符，请写短一些。"),
    "enterprise.too_long": _("“%(typed)s”太长，最多 %(most)s 个字，请写短一些。"),
    "enterprise.name_is_verified": _(
        "“%(name)s”的信息已经核实，名称以营业执照为准。执照变更后，请带新执照到窗口，由园区工作人员修改。"
    ),
    "enterprise.tier_reason": _("请写明为什么调整企业类别，例如证书编号或招商文件。"),
    "member.last_owner": _(
        "“%(name)s”是企业“%(enterprise)s”唯一的负责人。请先请另一位同事担任负责人，再改这一位。"
    ),
    "invitation.email": _("“%(email)s”不是邮箱地址，请改成类似 name@example.com 的地址。"),
    "invitation.just_sent": _(
        "刚刚已经给“%(email)s”发过邀请，请对方先查收邮件，两分钟后可以再发。"
    ),
    "invitation.too_many": _(
        "还没有答复的邀请已有 %(most)s 个，请先撤回不需要的，再邀请新的同事。"
    ),
    "invitation.too_many_today": _(
        "今天已经发出 %(most)s 封邀请，这是一天的上限。请明天再邀请，急用的话请打电话给我们。"
    ),
    "invitation.too_many_to_one": _(
        "今天已经给“%(email)s”发过 %(most)s 封邀请，请对方先查收邮件，垃圾邮件也看一看，明天可以再发。"
    ),
    "invitation.over": _(
        "这个邀请已经用过或被撤回。需要代“%(enterprise)s”办事的话，请企业负责人再邀请一次。"
    ),
    "invitation.for_another": _(
        "这个邀请是发给 %(email)s 的，您登录的账号用的是别的邮箱。请用收到邀请的邮箱登录，或者请“%(enterprise)s”的"
        "负责人向您现在的邮箱再发一个邀请。"
    ),
    "token.nameless": _("请填写令牌的名称，例如用它的系统叫什么。"),
    "token.too_long": _("令牌的名称最多 %(most)s 个字，请写短一些。"),
    "token.days": _("令牌的有效期不能是 %(days)s 天，请从列表里选。"),
    "token.too_many": _("正在使用的令牌已有 %(most)s 个，请先停用不需要的，再发新的。"),
    "invitation.expired": _(
        "这个邀请已经过期。需要代“%(enterprise)s”办事的话，请企业负责人再邀请一次。"
    ),
}
