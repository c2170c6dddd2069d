"""The counter of the world: who waits, who is called, and whom Friday forgot."""

from dataclasses import dataclass

from gaiyue.base.actor import Actor
from gaiyue.base.clock import VirtualClock
from gaiyue.booking.call import call_visit
from gaiyue.booking.check_in import check_in
from gaiyue.booking.models import Counter
from tests import make

LONG = "上海临港新片区海纳百川国际供应链管理服务股份有限公司"


@dataclass(frozen=True, slots=True)
class Desk:
    """A visit in each of these states."""

    waiting: str
    called: str
    forgotten: str


def book_desk(today: int) -> Desk:
    """Booked long before, two of them for a block of today with as many seats."""
    waiting, called, forgotten = (
        make.a_company(name) for name in (LONG, "上海临风科技有限公司", "上海拾光文化有限公司")
    )
    friday = make.a_block("2026-11-20 14:00")
    return Desk(
        waiting=make.booked(waiting, today),
        called=make.booked(called, today),
        forgotten=make.booked(forgotten, friday),
    )


def receive_desk(desk: Desk, clock: VirtualClock, *, clerk: Actor) -> None:
    """They come before half past nine, and one is called."""
    counter = Counter.objects.filter(location__code="lakeside").order_by("pk")[0]
    for minute, reference in ((8, desk.called), (12, desk.waiting)):
        clock.move_to(make.at(f"2026-11-24 09:{minute:02}"))
        check_in(reference, actor=clerk)
    clock.move_to(make.at("2026-11-24 09:20"))
    call_visit(desk.called, counter=counter.pk, actor=clerk)
