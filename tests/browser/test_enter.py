"""Enter in a text field sends the form that it stands in, and never presses a switch at the top of the page. J1"""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from gaiyue.people.remove_member import remove_member
from tests import make

pytestmark = pytest.mark.browser


def press_enter(page: Page, name: str, text: str) -> int:
    """Type and press Enter; the status of the answer."""
    field = page.locator(f"main [name={name}]")
    field.fill(text)
    with page.expect_navigation() as answer:
        field.press("Enter")
    # Neither the print nor the language has changed, and the first page that answered is the form's own.
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator("html[data-elder]")).to_have_count(0)
    return answer.value.status


def of_visit(name: str) -> Callable[[make.Company], str]:
    """A page of a visit of the company."""
    return lambda company: reverse(
        name, args=[make.booked(company, make.a_block("2026-12-02 14:00"))]
    )


def check_page(_: make.Company) -> str:
    """The check page of a booking."""
    block = make.a_block("2026-12-03 14:00")
    return f"{reverse('book_check', args=['tax-registration'])}?block={block}"


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (check_page, "contact_name"),
        (of_visit("contact"), "contact_phone"),
        (lambda _: reverse("profile_edit"), "contact_phone"),
    ],
    ids=["book", "contact", "profile"],
)
def test_enter_sends_the_form_of_a_company(browse, park, where, name):
    """J1: what is typed wrong comes back with its mistake, which only the form itself answers."""
    company = make.a_company()
    page = browse(company.account)
    page.goto(where(company))
    for field in page.locator("main input:not([type=hidden])").all():
        field.fill("")
    assert press_enter(page, name, "x") == 422


def test_enter_sends_the_form_of_a_sign_up(browse, park):
    """J1: for a visitor, and for somebody who lost the company they had."""
    page = browse()
    page.goto(reverse("sign_up"))
    assert press_enter(page, "name", "陈思远") == 422
    company = make.a_company()
    lonely = make.colleague(company)
    remove_member(lonely.account, enterprise=company.code, actor=company.actor)
    page = browse(lonely.account)
    page.goto(reverse("sign_up_company"))
    assert press_enter(page, "company", "上海独行科技有限公司") == 422


def test_a_switch_still_takes_along_what_was_typed(browse, park):
    """J1: pressing a switch on purpose loses nothing."""
    page = browse()
    page.goto(reverse("sign_up"))
    page.get_by_label("您的姓名", exact=True).fill("陈思远")
    page.get_by_role("button", name="关怀版").click()
    expect(page.locator("html[data-elder]")).to_have_count(1)
    expect(page.get_by_label("您的姓名", exact=True)).to_have_value("陈思远")
