"""What the demo park offers: qualification recognition (资质认定)."""

from typing import Final

from gaiyue.booking.open_service import NewCounter, NewMaterial, NewService
from gaiyue.ops.demo.lingang import HALL, INNOVATION

QUALIFICATION: Final = NewService(
    code="qualification",
    name_zh="资质认定",
    name_en="Qualification recognition",
    summary_zh="高新技术企业等资质的申报辅导和材料预审，专人逐项核对。",
    summary_en=(
        "Guidance and a first review of the papers for recognition as a high-tech enterprise "
        "and the like, item by item with a specialist."
    ),
    minutes=60,
    department="qualification",
    phone="021-5555 8210",
    position=3,
    materials=(
        NewMaterial(
            name_zh="资质认定申请书",
            name_en="Application for recognition",
            note_zh="网上填报后打印，加盖公章",
            note_en="Filled in online, printed and sealed",
        ),
        NewMaterial(
            name_zh="营业执照副本复印件",
            name_en="Copy of the duplicate business licence",
            note_zh="加盖公章",
            note_en="Sealed",
        ),
        NewMaterial(
            name_zh="知识产权证书和近三年缴费凭证",
            name_en="Certificates of intellectual property and fee receipts of the last three years",
            note_zh="专利、软件著作权、集成电路布图设计等",
            note_en="Patents, software copyrights, layout designs of integrated circuits and the like",
        ),
        NewMaterial(
            name_zh="研发项目立项和成果转化证明",
            name_en="Proof of research projects and of results put to use",
            note_zh="每个项目一份，附检测报告或销售合同",
            note_en="One for each project, with test reports or sales contracts",
        ),
        NewMaterial(
            name_zh="近三年研发费用专项审计报告",
            name_en="Special audit of research spending of the last three years",
        ),
        NewMaterial(
            name_zh="近一年高新技术产品（服务）收入专项审计报告",
            name_en="Special audit of last year's income from high-tech products and services",
        ),
        NewMaterial(
            name_zh="近三年财务审计报告和企业所得税年度申报表",
            name_en="Audited accounts and annual income tax returns of the last three years",
            note_zh="成立不满三年的按实际年度提供",
            note_en="Younger companies: for the years that there are",
        ),
        NewMaterial(
            name_zh="职工人数和科技人员情况说明",
            name_en="Statement on staff and on research staff",
            note_zh="附社保缴纳证明更好",
            note_en="Better with proof of social insurance",
            is_required=False,
        ),
    ),
    counters=(
        NewCounter(location=HALL, name_zh="8 号洽谈室", name_en="Meeting room 8"),
        NewCounter(location=INNOVATION, name_zh="3 号洽谈室", name_en="Meeting room 3"),
    ),
)
