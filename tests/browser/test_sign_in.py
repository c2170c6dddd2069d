"""A company's first visit: sign up with a code from a mail, sign out, sign in again by a code."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from gaiyue.notify.models import Message

pytestmark = pytest.mark.browser

ADDRESS = "chen@example.com"


def code_sent() -> str:
    """The code in the last mail."""
    found = re.search(r"\b\d{6}\b", Message.objects.filter(recipient=ADDRESS).latest("pk").text)
    assert found
    return found[0]


def send_code(page: Page, button: str) -> None:
    page.get_by_label("验证码", exact=True).fill(code_sent())
    page.get_by_role("button", name=button, exact=True).click()


def test_from_a_first_visit_to_the_second_sign_in(browse):
    """J1: no password, no telephone call; a company that is still being registered gets in too."""
    cache.clear()
    page = browse()
    page.get_by_role("link", name="登录", exact=True).click()
    page.get_by_role("link", name="注册企业账号").click()
    page.get_by_label("您的姓名").fill("陈思远")
    page.get_by_label("邮箱", exact=True).fill(ADDRESS)
    page.get_by_label("联系电话").fill("021-5555 0100")
    page.get_by_label("企业名称").fill("上海试澜科技有限公司")
    page.get_by_label("还没有，正在注册").check()
    page.get_by_label("行业").select_option("人工智能")
    page.get_by_label("企业规模").select_option("small")
    page.get_by_role("button", name="下一步：验证邮箱").click()
    send_code(page, "完成注册")
    expect(page.get_by_text("注册好了")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("上海试澜科技有限公司")

    page.locator(".menu summary").click()
    page.get_by_role("button", name="退出登录").click()
    page.get_by_role("link", name="登录", exact=True).click()
    page.get_by_label("邮箱", exact=True).fill(ADDRESS)
    page.get_by_role("button", name="发验证码到邮箱").click()
    send_code(page, "登录")
    expect(page.get_by_role("heading", level=1)).to_have_text("上海试澜科技有限公司")


def test_back_after_two_wrong_codes_leads_to_the_page_of_the_code(browse):
    """J1: and not to a page of the browser about a form that it can't send again."""
    cache.clear()
    page = browse()
    page.goto("/sign-in/")
    page.get_by_label("邮箱", exact=True).fill("nobody@example.com")
    page.get_by_role("button", name="发验证码到邮箱").click()
    for _ in range(2):
        page.get_by_label("验证码", exact=True).fill("000000")
        page.get_by_role("button", name="登录", exact=True).click()
        expect(page.locator(".field-error")).to_contain_text("验证码不对")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("填写验证码")
