"""Book a visit: choose, check, confirm, and carry the code home."""

import re
from urllib.parse import urljoin

import pytest
import segno
from playwright.sync_api import expect

from tests import make
from tests.browser.chromium import DESKTOP, PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_company_books_and_carries_a_code_home(browse, park, width):
    """A10, J1."""
    company = make.a_company("上海云启科技有限公司")
    for starts in ("2026-11-26 09:00", "2026-11-26 14:00", "2026-11-27 09:00"):
        block = make.a_block(starts, seats=3)
    page = browse(company.account, width=width)

    page.get_by_role("link", name="预约 税务登记").click()
    page.get_by_role("link", name="滴水湖大厅").click()
    page.get_by_role("link", name="11/27").click()
    page.get_by_role("radio", name="09:00–11:00").check()
    page.get_by_role("button", name="下一步：核对").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("确认之前，请核对一遍")
    expect(page.locator("main")).to_contain_text(
        "11月25日（周三）17:00 之前可以自己修改；开始以前都可以取消"
    )
    page.get_by_label("联系人").fill("张三")
    page.get_by_label("联系电话").fill("138 0000 0000")
    page.get_by_role("button", name="确认预约 11月27日（周五） 09:00").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("预约成功")
    expect(page.locator("main")).to_contain_text("请在 11月27日（周五） 09:00 到滴水湖大厅")
    assert make.taken(block) == 1
    code = page.locator(".ticket-ref").inner_text()
    page.reload()
    expect(page.locator(".ticket-ref")).to_have_text(code)
    opens = urljoin(page.url, f"/v/{code.replace('-', '')}/")
    assert _code_in_the_picture(page) == _picture_of(opens)
    assert _sheets(page) == 1


def test_mistakes_are_named_and_what_was_typed_stays(browse, park):
    """J1: the summary leads to the field, in the same words."""
    make.a_block("2026-11-27 09:00")
    page = browse(make.a_company().account, width=PHONE)
    page.goto("/services/tax-registration/book/?location=lakeside")
    page.get_by_role("radio", name="09:00–11:00").check()
    page.get_by_role("button", name="下一步：核对").click()
    page.get_by_label("联系人").fill("张三丰")
    page.get_by_label("联系电话").fill("abc")
    page.get_by_role("button", name="确认预约").click()

    expect(page).to_have_title(re.compile("^错误："))
    expect(page.get_by_label("联系人")).to_have_value("张三丰")
    said = page.locator(".error-summary a").inner_text()
    expect(page.locator("#id_contact_phone_error")).to_contain_text(said)
    page.locator(".error-summary a").click()
    expect(page.get_by_label("联系电话")).to_be_focused()


def _code_in_the_picture(page):
    return page.locator(".qr path").get_attribute("d")


def _sheets(page):
    """Of A4 paper, when printed: code, address and papers to bring on one."""
    return page.pdf(format="A4").count(b"/Type /Page\n")


def _picture_of(address):
    picture = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=2)
    return picture.split(' d="')[1].split('"')[0]
