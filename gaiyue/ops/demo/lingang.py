"""The demo park itself: its departments, buildings, opening hours and staff. All invented, modelled on Lingang."""

from datetime import time
from typing import Final

from gaiyue.booking.open_location import NewLocation
from gaiyue.calendars.days import OpeningHours
from gaiyue.people.open_park import NewDepartment, NewPark

PARK: Final = NewPark(
    name_zh="临港企业服务园",
    name_en="Lingang Enterprise Service Park",
    address_zh="上海市浦东新区临港新片区望澜路 888 号",
    address_en="888 Wanglan Road, Lin-gang Special Area, Pudong, Shanghai",
    phone="021-5555 8000",
    departments=(
        NewDepartment(
            code="investment",
            name_zh="招商部",
            name_en="Investment Promotion",
            phone="021-5555 8100",
        ),
        NewDepartment(
            code="qualification",
            name_zh="资质认定科",
            name_en="Qualification Section",
            phone="021-5555 8200",
        ),
        NewDepartment(
            code="registration",
            name_zh="登记注册科",
            name_en="Registration Section",
            phone="021-5555 8300",
        ),
        NewDepartment(
            code="taxation",
            name_zh="税务服务科",
            name_en="Tax Service Section",
            phone="021-5555 8400",
        ),
        NewDepartment(
            code="office", name_zh="办公室", name_en="General Office", phone="021-5555 8500"
        ),
    ),
)

HALL, INNOVATION = "hall", "innovation"

LOCATIONS: Final = (
    NewLocation(
        code=HALL,
        name_zh="企业服务大厅",
        name_en="Enterprise Service Hall",
        address_zh="望澜路 888 号 A 座 1 楼（地铁 16 号线滴水湖站旁接驳车可达）",
        address_en="1/F, Tower A, 888 Wanglan Road (shuttle from Dishui Lake, Metro Line 16)",
    ),
    NewLocation(
        code=INNOVATION,
        name_zh="创新园分厅",
        name_en="Innovation Park Branch",
        address_zh="启帆路 66 号 3 号楼 2 楼（东侧停车场免费停车 2 小时）",
        address_en="2/F, Building 3, 66 Qifan Road (two hours of free parking on the east side)",
    ),
)

_DAY: Final = OpeningHours(time(9), time(17), time(12), time(13))
HOURS: Final = dict.fromkeys(range(5), _DAY)
"""Monday to Friday from nine to five, with a break at noon."""

STAFF: Final = (
    ("沈若溪", "registration", "clerk"),
    ("顾明澈", "registration", "clerk"),
    ("陆知远", "registration", "supervisor"),
    ("许安然", "taxation", "clerk"),
    ("程亦帆", "taxation", "clerk"),
    ("贺景行", "taxation", "supervisor"),
    ("姚清越", "qualification", "clerk"),
    ("方予宁", "qualification", "clerk"),
    ("江望舒", "qualification", "supervisor"),
    ("叶晴川", "investment", "specialist"),
    ("宋乐言", "investment", "specialist"),
    ("罗思齐", "investment", "supervisor"),
    ("韩屿", "office", "manager"),
    ("白予安", "office", "administrator"),
)
"""Name, department and role of everybody who works there."""
