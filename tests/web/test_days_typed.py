"""A3, A6: a day that no calendar knows is said to be one at its field, and an address with it shows today."""

from urllib.parse import urlencode

import pytest

from tests import make
from tests.web.test_planning import signed_in
from tests.web.test_planning_twice import a_week

FAR = ("0001-01-01", "1949-12-31", "2200-01-01", "9999-12-31")
BEYOND = "请填 2005 年到 2099 年之间的日期。"

SESSION = {
    "service": "tax-registration",
    "location": "lakeside",
    "opens": "09:00",
    "closes": "10:00",
    "capacity": "3",
}
TEMPLATE = SESSION | {
    "weekday": "0",
    "reserve": "0",
    "reserve_released_h": "24",
    "leftover": "close",
}
FORMS = {
    "on of a session": ("session/", "on", SESSION),
    "first of days": ("days/", "first", {"last": "2026-12-01", "why": "power_cut"}),
    "last of days": ("days/", "last", {"first": "2026-12-01", "why": "power_cut"}),
    "on of a closing": ("close/", "on", {"because": "power_cut", "part": "all"}),
    "until of a closing": (
        "close/",
        "until",
        {"on": "2026-12-01", "because": "power_cut", "part": "all"},
    ),
    "first of a template": ("week/add/", "valid_from", TEMPLATE),
    "last of a template": ("week/add/", "valid_until", TEMPLATE | {"valid_from": "2026-12-01"}),
}
PAGES = (
    "/console/?on={}",
    "/console/planning/?on={}",
    "/console/planning/?view=month&on={}",
    "/console/planning/free/?first={}",
    "/console/planning/free/?first=2026-12-01&last={}",
    "/console/planning/session/?on={}",
    "/console/planning/days/?on={}",
    "/console/planning/close/?on={}",
    "/console/calendar/day/?on={}",
    "/console/record/?on={}",
    "/console/record/?first={}",
    "/console/record/?last={}",
    "/services/tax-registration/?on={}",
    "/services/tax-registration/?from={}",
)


@pytest.mark.parametrize("typed", FAR)
@pytest.mark.parametrize("which", FORMS)
def test_a_day_beyond_the_calendar_is_said_at_its_field(park, which, typed):
    path, name, others = FORMS[which]
    client, address = signed_in("manager"), f"/console/planning/{path}"
    asked = {**others, name: typed}
    for answer in (
        client.get(f"{address}?{urlencode({**asked, 'check': '1'})}"),
        client.post(address, asked),
    ):
        page = answer.content.decode()
        assert answer.status_code == 422
        assert BEYOND in page
        assert f'value="{typed}"' in page


@pytest.mark.parametrize("typed", [*FAR, "2005-01-01", "2099-12-31", "", "x", "２０２６-12-01"])
@pytest.mark.parametrize("page", PAGES)
def test_an_address_with_such_a_day_is_a_page(park, page, typed):
    assert signed_in("manager").get(page.format(typed)).status_code in (200, 404)


@pytest.mark.parametrize("typed", FAR)
def test_a_day_of_a_row_beyond_the_calendar_is_said_too(park, typed):
    block, template = make.a_block(), a_week()
    client = signed_in("manager")
    for path, asked in (
        (f"week/{template}/end/", {"from_day": typed, "leftover": "close"}),
        (f"blocks/{block}/reserve/", {"reserve": "1", "until_on": typed, "until_at": "09:00"}),
    ):
        address = f"/console/planning/{path}"
        answer = client.get(f"{address}?{urlencode({**asked, 'check': '1'})}")
        assert answer.status_code == 422
        assert BEYOND in answer.content.decode()


@pytest.mark.parametrize("typed", FAR)
def test_rules_from_such_a_day_are_no_error_of_the_server(park, typed):
    client, address = signed_in("manager"), "/console/rules/tax-registration/new/"
    asked = {"effective_on": typed, "effective_hour": "09:00", "step": "check"}
    assert client.post(address, asked).status_code in (200, 422)
