"""A10: a scanner types its code whenever it likes; whoever is shown is not touched by the next company's code."""

import pytest
from playwright.sync_api import Page, Route, expect

from gaiyue.booking.check_in import check_in
from tests import make

pytestmark = pytest.mark.browser
CODE = "扫二维码，或输入预约号"


@pytest.fixture
def clerk(park) -> int:
    return int(make.staff("clerk").code.removeprefix("account:"))


def two(park) -> tuple[str, str]:
    block = make.a_block("2026-11-24 09:00", seats=2)
    first, second = (make.booked(make.a_company(f"上海第{n}家公司"), block) for n in (1, 2))
    park.move_to(make.at("2026-11-24 09:05"))
    return first, second


def scan(page: Page, code: str) -> None:
    """Key by key as fast as a scanner is, with the Enter at its end."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("act", ["签到", "办完"])
def test_the_next_scan_does_not_confirm_who_is_shown(browse, park, clerk, act):
    """Scanned without a look at the first one: the second is shown, and nothing was done with the first."""
    first, second = two(park)
    if act == "办完":
        for reference in (first, second):
            check_in(reference, actor=make.HOUSE)
    before = make.visit(first).state
    page = browse(clerk)
    page.goto("/console/")
    scan(page, first)
    expect(page.locator(".found").get_by_role("button", name=act)).to_be_focused()
    scan(page, second)
    expect(page.locator(".found")).to_contain_text("上海第2家公司")
    assert make.visit(first).state == before
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text(f"已{act}：上海第2家公司")
    assert make.visit(first).state == before


def test_two_codes_in_one_breath_show_the_second(browse, park, clerk):
    """The second is typed while the page of the first is on its way."""
    first, second = two(park)
    page = browse(clerk)
    page.goto("/console/")
    on_its_way: list[Route] = []
    page.route(
        f"**code={first}*",
        lambda route: on_its_way.append(route),  # noqa: PLW0108 - Playwright wraps no builtin
    )
    with page.expect_request(f"**code={first}*"):
        scan(page, first)
    scan(page, second)
    on_its_way[0].continue_()
    expect(page.locator(".found")).to_contain_text("上海第2家公司")
    assert {make.visit(one).state for one in (first, second)} == {"booked"}


def test_a_scan_from_anywhere_on_the_page_reaches_the_field(browse, park, clerk):
    """From a button of the board, and after a wrong code, which it replaces."""
    first, second = two(park)
    page = browse(clerk)
    page.goto("/console/?code=NONSENSE")
    expect(page.get_by_label(CODE)).to_be_focused()
    scan(page, first)
    expect(page.locator(".found")).to_contain_text("上海第1家公司")
    page.locator(".board-row", has_text="第1家").get_by_role("button", name="未到").focus()
    scan(page, second)
    expect(page.locator(".found")).to_contain_text("上海第2家公司")
    assert {make.visit(one).state for one in (first, second)} == {"booked"}


def test_a_button_pressed_while_another_code_waits_in_the_field_does_nothing(browse, park, clerk):
    first, second = two(park)
    page = browse(clerk)
    page.goto(f"/console/?code={first}")
    page.get_by_label(CODE).fill(second)
    page.locator(".found").get_by_role("button", name="签到").click()
    expect(page.get_by_role("alert").first).to_contain_text("扫码框里是另一个预约号")
    expect(page.locator(".found")).to_contain_text("上海第2家公司")
    assert {make.visit(one).state for one in (first, second)} == {"booked"}


def test_a_key_that_calls_without_a_counter_says_what_is_missing(browse, park, clerk):
    two(park)
    page = browse(clerk)
    page.goto("/console/")
    page.keyboard.press("F2")
    expect(page.get_by_role("alert")).to_contain_text("还没选窗口")
    expect(page.get_by_role("combobox", name="我的窗口")).to_be_focused()
