"""What the demo park offers: business registration (工商注册)."""

from typing import Final

from gaiyue.booking.open_service import NewCounter, NewMaterial, NewService
from gaiyue.ops.demo.lingang import HALL, INNOVATION

REGISTRATION: Final = NewService(
    code="registration",
    name_zh="工商注册",
    name_en="Business registration",
    summary_zh="新设公司、变更登记和备案：现场核对材料，材料齐全当场受理。",
    summary_en=(
        "Set up a company, change its registration or file a record: papers are checked on the spot, "
        "and complete ones are accepted at once."
    ),
    minutes=40,
    department="registration",
    phone="021-5555 8310",
    position=1,
    materials=(
        NewMaterial(
            name_zh="公司登记（备案）申请书",
            name_en="Application for company registration (filing)",
            note_zh="法定代表人签字，一式一份；窗口可以领空白表",
            note_en="One copy, signed by the legal representative; blank forms at the counter",
        ),
        NewMaterial(
            name_zh="公司章程",
            name_en="Articles of association",
            note_zh="全体股东签字或盖章",
            note_en="Signed or sealed by all shareholders",
        ),
        NewMaterial(
            name_zh="股东的身份证明",
            name_en="Proof of identity of the shareholders",
            note_zh="个人带身份证，企业带营业执照复印件并加盖公章",
            note_en="People: identity card; companies: sealed copy of the business licence",
        ),
        NewMaterial(
            name_zh="法定代表人、董事、监事的任职文件和身份证复印件",
            name_en="Appointments and identity card copies of the legal representative, directors and supervisors",
        ),
        NewMaterial(
            name_zh="住所使用证明",
            name_en="Proof of the right to use the registered address",
            note_zh="租赁合同或产权证复印件；入驻园区的带招商部的地址确认单",
            note_en="Lease or title copy; tenants of the park bring the address slip of Investment Promotion",
        ),
        NewMaterial(
            name_zh="企业名称自主申报告知书",
            name_en="Notice of the self-declared company name",
            note_zh="网上申报后打印，30 天内有效",
            note_en="Printed after declaring online; valid for 30 days",
        ),
        NewMaterial(
            name_zh="经办人的授权委托书和身份证",
            name_en="Power of attorney and identity card of the person who comes",
            note_zh="法定代表人本人来办的不用委托书",
            note_en="No power of attorney when the legal representative comes in person",
        ),
        NewMaterial(
            name_zh="前置许可的批准文件",
            name_en="Licence for a business that needs approval first",
            note_zh="经营范围里有须先批准的项目时才要",
            note_en="Only when the business scope has items that need approval first",
            is_required=False,
        ),
    ),
    counters=(
        NewCounter(location=HALL, name_zh="1 号窗口", name_en="Counter 1"),
        NewCounter(location=HALL, name_zh="2 号窗口", name_en="Counter 2"),
        NewCounter(location=INNOVATION, name_zh="1 号窗口", name_en="Counter 1"),
    ),
)
