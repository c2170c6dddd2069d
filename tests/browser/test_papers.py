"""Two colleagues tick off the papers of one visit. A9, A5"""

import pytest
from playwright.sync_api import expect

from gaiyue.booking.queries.papers import papers_of
from gaiyue.booking.tick_material import tick_materials
from tests import make
from tests.browser.served import worker
from tests.browser.test_live import connected

pytestmark = pytest.mark.browser


def test_each_tick_is_saved_at_once_and_seen_by_a_colleague(browse):
    """A9, A5: neither overwrites the other's; an open page follows without a reload."""
    with worker():
        company = make.a_company()
        reference = make.booked(company, make.a_block())
        one, two = browse(company.account), browse(make.colleague(company).account)
        for page in (one, two):
            page.goto(f"/appointments/{reference}/")
            connected(page)
        first, second = (row.id for row in papers_of(reference, actor=company.actor))

        one.locator(f"#paper-{first}").check()
        expect(one.locator("#papers [role=status]")).to_have_text("已保存。")
        expect(two.locator(f"#paper-{first}")).to_be_checked()
        two.locator(f"#paper-{second}").check()
        expect(one.locator(f"#paper-{second}")).to_be_checked()
        expect(one.locator(".papers-far")).to_contain_text("2/2")

        one.locator(f"#paper-{first}").uncheck()
        expect(two.locator(f"#paper-{first}")).not_to_be_checked()
        assert [row.is_ready for row in papers_of(reference, actor=company.actor)] == [False, True]


def test_a_tick_that_is_not_saved_yet_outlives_what_a_colleague_does(browse):
    """A9: the network was away for one; the button saves what is missing."""
    with worker():
        company = make.a_company()
        reference = make.booked(company, make.a_block())
        page = browse(company.account)
        page.goto(f"/appointments/{reference}/")
        connected(page)
        first, second = (row.id for row in papers_of(reference, actor=company.actor))
        page.route("**/papers/", lambda route: route.abort())
        page.locator(f"#paper-{first}").check()
        expect(page.locator("#papers [role=status]")).to_contain_text("没有存上")

        tick_materials(
            reference, ready={second}, changed={second}, actor=make.colleague(company).actor
        )
        expect(page.locator(f"#paper-{second}")).to_be_checked()
        expect(page.locator(f"#paper-{first}")).to_be_checked()

        page.unroute("**/papers/")
        page.get_by_role("button", name="保存清单").click()
        expect(page.locator(f"#paper-{first}")).to_be_checked()
        assert all(row.is_ready for row in papers_of(reference, actor=company.actor))
