"""A1: whoever gets the link of a visit moves and cancels it on a phone, without an account, and nothing else."""

import pytest
from playwright.sync_api import Page, Request, expect

from gaiyue.booking.links import token_of
from tests import make
from tests.browser.chromium import PHONE

pytestmark = pytest.mark.browser


@pytest.fixture
def company(park):
    return make.a_company("上海云启科技有限公司")


@pytest.fixture
def reference(company):
    return make.booked(company, make.a_block("2026-11-26 09:00"))


def handed_on(browse, company, reference) -> str:
    """The link, as the company copies it from the page of its visit."""
    page = browse(company.account)
    page.goto(f"/appointments/{reference}/")
    return str(page.get_by_label("拿到这个链接的人").input_value())


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_colleague_moves_and_cancels_a_visit_by_its_link(browse, company, reference, script):
    """A1, J1: also without scripts; nobody is signed in at the end."""
    new = make.a_block("2026-11-27 14:00")
    link = handed_on(browse, company, reference)
    page = browse(width=PHONE, script=script)

    page.goto(link)
    expect(page.locator("nav.places a")).to_have_text(["这个预约"])
    expect(page.get_by_text("只能查看、修改和取消这一个预约")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("138 0000 0000")
    page.get_by_role("link", name="修改预约").click()
    page.get_by_role("link", name="11/27").click()
    page.get_by_role("radio", name="14:00–16:00").check()
    page.get_by_role("button", name="下一步：核对改约").click()
    page.get_by_label("改约原因").select_option(index=1)
    page.get_by_role("button", name="确认改到 11月27日（周五） 14:00").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("改约成功")
    assert make.visit(reference).block_id == new

    page.get_by_role("link", name="查看这个预约").click()
    page.get_by_role("link", name="取消预约").click()
    page.get_by_role("button", name="确认取消").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("预约已取消")
    assert make.taken(new) == 0
    expect(page.get_by_role("link", name="再约一次")).to_have_count(0)
    assert page.url.startswith(link)
    assert "gaiyue_session" not in {cookie["name"] for cookie in page.context.cookies()}


def test_a_link_that_was_made_dead_opens_nothing(browse, company, reference):
    """The button is on the company's page, which shows a new link then."""
    old = handed_on(browse, company, reference)
    page = browse(company.account)
    page.goto(f"/appointments/{reference}/")
    page.get_by_role("button", name="作废发出的链接").click()
    expect(page.locator(".banner-success")).to_contain_text("以前发出的链接已经作废")
    new = page.get_by_label("拿到这个链接的人").input_value()
    phone = browse(width=PHONE)

    answer = phone.goto(old)
    assert answer is not None
    assert answer.status == 410
    phone.goto(new)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("税务登记")


def test_no_other_site_learns_the_link(chromium, company, reference, address):
    """The browser says where it comes from to our own pages at most, whose address the reader has anyway."""
    token = token_of(reference, actor=company.actor)
    context = chromium.new_context()  # a plain one: the windows of other tests ask no strangers
    page = context.new_page()
    page.goto(f"{address}/l/{token}/")
    ours = _referer_to(page, address, path="/guide/")
    stranger = _referer_to(page, "http://stranger.example", path="/")
    context.close()
    assert ours == f"{address}/l/{token}/"  # the check can see a Referer where there is one
    assert stranger is None


def _referer_to(page: Page, origin: str, *, path: str) -> str | None:
    """What the Referer says when the reader follows a link from the present page to there."""
    asked: list[Request] = []
    here = page.url

    def answer(route) -> None:
        asked.append(route.request)
        route.fulfill(status=200, content_type="text/html", body="<title>there</title>")

    page.route(f"{origin}{path}", answer)
    page.evaluate(
        """address => {
          const link = document.createElement("a");
          link.href = address;
          link.textContent = "there";
          document.querySelector("main").prepend(link);
        }""",
        f"{origin}{path}",
    )
    page.get_by_role("link", name="there").click()
    page.wait_for_url(f"{origin}{path}")
    page.unroute(f"{origin}{path}")
    page.goto(here)
    return asked[0].header_value("referer")


def _read_anew(page) -> None:
    """What the page does when it is told that something of this visit happened."""
    page.evaluate(
        """() => {
          document.querySelector(".ticket-code").dataset.before = "";
          document.getElementById("live").dispatchEvent(
            new CustomEvent("live:told", { detail: { topic: "reset", data: "" } }));
        }"""
    )
    expect(page.locator(".ticket-code[data-before]")).to_have_count(0)


def test_the_reference_and_the_link_are_copied_by_a_button(browse, company, reference, address):
    """J1: to the clipboard, and that it was done is said; the buttons come with the script."""
    page = browse(company.account)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(f"/appointments/{reference}/")
    page.get_by_role("button", name="复制预约号").click()
    expect(page.locator(".ticket-code [role=status]")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()").replace("-", "") == reference
    _read_anew(page)
    expect(page.locator(".ticket-code [role=status]")).to_have_text("已复制")
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator("#link-address + .copy [role=status]")).to_have_text("已复制")
    assert "/l/" in page.evaluate("navigator.clipboard.readText()")
    plain = browse(company.account, script=False)
    plain.goto(f"/appointments/{reference}/")
    expect(plain.get_by_role("button", name="复制链接")).to_have_count(0)
