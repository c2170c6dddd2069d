"""A3, B2: blocks are made ahead from the week, on the days on which the park is really open."""

from datetime import date, time

from gaiyue.booking.add_template import NewTemplate, add_template
from gaiyue.booking.close_blocks import Closing, close_blocks
from gaiyue.booking.generate_blocks import generate_blocks
from gaiyue.booking.models import Block
from gaiyue.booking.set_capacity import set_capacity
from gaiyue.calendars.close_park import close_park
from gaiyue.calendars.occasions import WhyClosed, WhyExtra
from gaiyue.calendars.open_extra import open_extra_day
from gaiyue.eventlog.queries import history
from tests import make
from tests.booking.make import everything

MORNING, AFTERNOON = (time(9), time(11)), (time(14), time(16))


def template(weekday: int, hours: tuple[time, time] = MORNING, **changed) -> int:
    usual = {
        "service": "tax-registration",
        "location": "lakeside",
        "weekday": weekday,
        "opens": hours[0],
        "closes": hours[1],
        "capacity": 4,
        "valid_from": date(2026, 1, 1),
    }
    return add_template(NewTemplate(**{**usual, **changed}), actor=make.HOUSE)


def generated(until: date) -> int:
    return generate_blocks(until=until, actor=make.HOUSE)


def blocks() -> list[str]:
    """The blocks there are, as "MM-DD HH:MM" on the park's clock."""
    return [
        f"{row.starts_at.astimezone(make.MONDAY.tzinfo):%m-%d %H:%M}"
        for row in Block.objects.order_by("starts_at")
    ]


def test_every_day_of_the_week_gets_its_own_blocks(park):
    template(0)
    template(2)
    template(2, AFTERNOON)
    assert generated(date(2026, 12, 2)) == 6
    assert blocks() == [
        "11-23 09:00",
        "11-25 09:00",
        "11-25 14:00",
        "11-30 09:00",
        "12-02 09:00",
        "12-02 14:00",
    ]
    (entry,) = history(make.PARK, f"park:{make.PARK}")[:1]
    assert entry.facts == {"until": "2026-12-02", "made": 6}


def test_a_block_has_the_seats_and_the_reserve_of_its_template(park):
    template(2, capacity=5, reserve=2, reserve_released_h=24)
    generated(date(2026, 11, 25))
    block = Block.objects.get()
    assert (block.capacity, block.taken, block.reserve) == (5, 0, 2)
    assert block.reserve_until == make.at("2026-11-24 09:00")
    assert (block.starts_at, block.ends_at) == (
        make.at("2026-11-25 09:00"),
        make.at("2026-11-25 11:00"),
    )
    assert not block.is_extra


def test_making_blocks_twice_makes_them_once_and_records_them_once(park):
    template(2)
    assert generated(date(2026, 12, 2)) == 2
    before = everything()
    assert generated(date(2026, 12, 2)) == 0
    assert everything() == before
    assert generated(date(2026, 12, 9)) == 1


def test_what_was_closed_or_resized_stays_so(park):
    template(2)
    generated(date(2026, 12, 2))
    first, second = Block.objects.order_by("on")
    close_blocks(Closing(first.on, "power_cut"), actor=make.HOUSE)
    set_capacity(second.pk, capacity=9, actor=make.HOUSE)
    before = list(Block.objects.order_by("pk").values())
    generated(date(2026, 12, 9))
    assert list(Block.objects.order_by("pk").values())[:2] == before
    assert Block.objects.count() == 3


def test_a_make_up_saturday_works_like_a_friday_and_a_make_up_sunday_like_a_monday(park):
    """B2: 10 October 2026 is a Saturday, 20 September a Sunday; the notice has both as working days."""
    template(4, AFTERNOON)
    template(0)
    park.move_to(make.at("2026-09-19 10:00"))
    generated(date(2026, 9, 20))
    assert blocks() == ["09-20 09:00"]
    park.move_to(make.at("2026-10-10 07:00"))
    generated(date(2026, 10, 11))
    assert blocks() == ["09-20 09:00", "10-10 14:00"]


def test_a_weekend_with_templates_of_its_own_follows_them_when_it_is_open(park):
    template(4, AFTERNOON)
    template(5)
    park.move_to(make.at("2026-10-09 20:00"))
    generated(date(2026, 10, 17))
    assert blocks() == ["10-09 14:00", "10-10 09:00", "10-16 14:00"]


def test_holidays_and_days_that_the_park_closes_get_no_blocks(park):
    """B2: 1 to 7 October are holidays; the park itself closes the 9th."""
    for weekday in range(5):
        template(weekday)
    park.move_to(make.at("2026-09-30 08:00"))
    close_park(make.PARK, day=date(2026, 10, 9), why=WhyClosed.MAINTENANCE, actor=make.HOUSE)
    generated(date(2026, 10, 12))
    assert blocks() == ["09-30 09:00", "10-08 09:00", "10-10 09:00", "10-12 09:00"]


def test_an_extra_open_saturday_gets_the_blocks_of_a_friday(park):
    template(4)
    open_extra_day(make.PARK, day=date(2026, 11, 28), why=WhyExtra.HIGH_DEMAND, actor=make.HOUSE)
    generated(date(2026, 11, 29))
    assert blocks() == ["11-27 09:00", "11-28 09:00"]


def test_a_template_counts_from_its_first_to_its_last_day(park):
    template(2, valid_from=date(2026, 12, 2), valid_until=date(2026, 12, 9))
    generated(date(2026, 12, 30))
    assert blocks() == ["12-02 09:00", "12-09 09:00"]


def test_without_templates_there_is_nothing_to_make_and_nothing_to_record(park):
    before = everything()
    assert generated(date(2026, 12, 31)) == 0
    assert everything() == before
