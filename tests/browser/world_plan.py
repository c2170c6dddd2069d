"""What the world's planners have done: a block of every week, one block of it closed with a visit in it."""

from dataclasses import dataclass
from datetime import date, time

from gaiyue.base.actor import Actor
from gaiyue.booking.add_template import NewTemplate
from gaiyue.booking.change_week import WeekChange, change_week
from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.booking.keep_materials import add_material, retire_material
from gaiyue.booking.models import Block, Counter, Template
from gaiyue.booking.open_service import NewMaterial
from tests import make

SERVICE = "qualification"


@dataclass(frozen=True, slots=True)
class Plan:
    """A template and a closed block of it; a paper and a counter of the service."""

    template: int
    closed: int
    material: int
    counter: int


def make_plan(*, supervisor: Actor) -> Plan:
    """By the real deeds, now."""
    weekly = NewTemplate(
        service=SERVICE,
        location="harbour",
        weekday=4,
        opens=time(15),
        closes=time(16),
        capacity=2,
        valid_from=date(2026, 11, 27),
    )
    change_week(WeekChange(weekly.valid_from, added=weekly), actor=supervisor)
    blocks = Block.objects.filter(service__code=SERVICE, location__code="harbour").order_by("on")
    names = ("上海留任智能科技有限公司", "上海待改生物医药股份有限公司")
    for name, block in zip(names, blocks[1:3], strict=True):
        make.booked(make.a_company(name), block.pk)
    closed = blocks[2]
    because = Closing(on=closed.on, because="training", block=closed.pk)
    close_blocks(because, actor=supervisor)
    form = NewMaterial(
        name_zh="旧版申请表",
        name_en="Old application form",
        note_zh="一式两份",
        note_en="two copies",
    )
    old = add_material(SERVICE, form, actor=supervisor)
    retire_material(SERVICE, old, actor=supervisor)
    seal = NewMaterial(name_zh="企业公章", name_en="Company seal", is_required=False)
    return Plan(
        template=Template.objects.get().pk,
        closed=closed.pk,
        material=add_material(SERVICE, seal, actor=supervisor),
        counter=Counter.objects.filter(service__code=SERVICE).order_by("pk")[0].pk,
    )


OF_BOTH = (
    *("旧版申请表", "一式两份", "企业公章", "营业执照", "原件", "委托书"),
    *("1号窗口", "滴水湖大厅", "港城大厅", "滴水湖大厅一楼", "港城大厅一楼"),
    *("税务登记", "工商注册", "资质认定", "办理税务登记", "办理工商注册", "办理资质认定"),
)
"""Whoever keeps a service reads its texts in both languages, whichever the page is in."""
