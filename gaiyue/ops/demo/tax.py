"""What the demo park offers: tax registration (税务登记)."""

from typing import Final

from gaiyue.booking.open_service import NewCounter, NewMaterial, NewService
from gaiyue.ops.demo.lingang import HALL, INNOVATION

TAX: Final = NewService(
    code="tax",
    name_zh="税务登记",
    name_en="Tax registration",
    summary_zh="新办企业的税务信息确认、税种核定和发票申领，一次办完。",
    summary_en=(
        "For new companies: confirm the tax information, have the kinds of tax assessed "
        "and apply for invoices, all in one visit."
    ),
    minutes=30,
    department="taxation",
    phone="021-5555 8410",
    position=2,
    materials=(
        NewMaterial(
            name_zh="营业执照",
            name_en="Business licence",
            note_zh="原件核对，复印件一份加盖公章",
            note_en="The original to be checked, and one sealed copy",
        ),
        NewMaterial(
            name_zh="法定代表人身份证",
            name_en="Identity card of the legal representative",
            note_zh="复印件一份，正反面",
            note_en="One copy, both sides",
        ),
        NewMaterial(
            name_zh="办税人员身份证和手机",
            name_en="Identity card and mobile phone of the person handling taxes",
            note_zh="现场实名认证要用手机收验证码",
            note_en="The phone receives a code for the identity check on the spot",
        ),
        NewMaterial(
            name_zh="公章、财务专用章和发票专用章",
            name_en="Company seal, finance seal and invoice seal",
        ),
        NewMaterial(
            name_zh="基本存款账户信息",
            name_en="Details of the basic bank account",
            note_zh="开户银行出具的账户信息表；还没开户的可以后补",
            note_en="The account form of the bank; may follow when the account is not open yet",
            is_required=False,
        ),
        NewMaterial(
            name_zh="财务会计制度备案表",
            name_en="Filing form of the accounting system",
            note_zh="窗口可以领空白表",
            note_en="Blank forms at the counter",
        ),
        NewMaterial(
            name_zh="经营场所租赁合同",
            name_en="Lease of the business premises",
            note_zh="自有房产带产权证复印件",
            note_en="Owners bring a copy of the title",
            is_required=False,
        ),
    ),
    counters=(
        NewCounter(location=HALL, name_zh="5 号窗口", name_en="Counter 5"),
        NewCounter(location=HALL, name_zh="6 号窗口", name_en="Counter 6"),
        NewCounter(location=INNOVATION, name_zh="2 号窗口", name_en="Counter 2"),
    ),
)
