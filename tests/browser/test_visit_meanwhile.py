"""A page about a visit stays open while the visit changes elsewhere. A5, A7"""

import pytest
from playwright.sync_api import expect

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.links import token_of
from gaiyue.booking.move import move_appointment
from gaiyue.booking.revoke_link import revoke_link
from tests import make
from tests.booking.make import BECAUSE
from tests.browser.served import worker
from tests.browser.test_live import connected

pytestmark = pytest.mark.browser


@pytest.fixture
def company(park):
    with worker():
        yield make.a_company()


def test_an_open_move_says_that_the_visit_was_cancelled(company, browse):
    """A5: it promises no seat that is gone; a refusal afterwards doesn't either."""
    reference = make.booked(company, make.a_block("2026-12-01 09:00"))
    make.a_block("2026-12-02 09:00")
    page = browse(company.account)
    page.goto(f"/appointments/{reference}/move/?location=lakeside&on=2026-12-02")
    connected(page)
    expect(page.locator(".mine-kept")).to_be_visible()

    cancel_appointment(reference, actor=make.colleague(company).actor)

    expect(page.locator("#visit-now")).to_contain_text("这次预约刚刚被取消了。")
    expect(page.locator(".mine-kept")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_text("修改预约：选新的时间")
    page.reload()
    expect(page.locator("main")).not_to_contain_text("您的预约没有变")


def test_an_open_check_says_where_the_visit_was_moved(company, browse):
    """A5: old and new no longer stand against each other as they are printed."""
    reference = make.booked(company, make.a_block("2026-12-01 09:00"))
    there, elsewhere = make.a_block("2026-12-02 09:00"), make.a_block("2026-12-03 14:00")
    page = browse(company.account)
    page.goto(f"/appointments/{reference}/move/check/?block={there}")
    connected(page)

    move_appointment(reference, to_block=elsewhere, actor=company.actor, statement=BECAUSE)

    expect(page.locator("#visit-now")).to_contain_text("这次预约刚刚改到了 12月3日")
    expect(page.locator(".pair-note")).to_be_hidden()


def test_the_answer_to_a_form_keeps_its_title_and_is_not_read_again(company, browse):
    """A5, J1: an error page has no address of its own; Back and reload ask for no form again."""
    reference = make.booked(company, make.a_block("2026-12-01 09:00"))
    block = make.a_block("2026-12-02 09:00")
    page = browse(company.account)
    page.goto(f"/appointments/{reference}/move/check/?block={block}")
    page.get_by_role("button", name="确认改到").click()
    expect(page.locator(".error-summary, #error-title").first).to_be_visible()
    connected(page)
    title, asked = page.title(), []
    assert title.startswith("错误：")
    page.on("request", lambda request: asked.append(request.url))

    move_appointment(reference, to_block=block, actor=company.actor, statement=BECAUSE)

    expect(page.locator("#visit-now")).to_contain_text("这次预约刚刚改到了")
    assert page.title() == title
    assert not [url for url in asked if "/move/" in url]
    page.goto("/appointments/")
    page.go_back()
    expect(page.locator("main")).to_contain_text("12月2日")


def test_an_open_page_of_a_link_closes_when_the_link_is_made_dead(company, browse):
    """A7: what was handed on by mistake is not read any longer."""
    reference = make.booked(company, make.a_block("2026-12-01 09:00"))
    page = browse()
    page.goto(f"/l/{token_of(reference, actor=company.actor)}/appointments/{reference}/")
    connected(page)
    revoke_link(reference, actor=company.actor)
    expect(page.get_by_role("heading", level=1)).to_have_text("这个链接打不开了")
