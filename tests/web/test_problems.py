"""Pages that say no: in one look, with why, who can help and when to come back."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.base.errors import Refusal
from gaiyue.people.sign_in import account_of
from tests import make

pytestmark = pytest.mark.django_db


def as_staff(role: str) -> Client:
    client = Client()
    account = account_of(make.PARK, int(make.staff(role).code.removeprefix("account:")))
    assert account is not None
    client.force_login(account)
    return client


def is_served(path: str) -> bool:
    """Whether the file comes; it is read to its end, so that it is closed."""
    answer = Client().get(path)
    if answer.streaming:
        b"".join(answer)
    answer.close()
    return answer.status_code == 200


def test_staff_who_may_not_are_told_which_colleagues_may(park):
    """B1: a clerk at the rules of the park reads whom to ask."""
    answer = as_staff("clerk").get(reverse("console_rules_new", args=["*"]))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "<b>园区管理者</b>" in page
    assert "<b>系统管理员</b>" in page
    assert "<b>科室负责人</b>" not in page
    assert "<dd>窗口人员</dd>" in page


def test_under_maintenance_every_page_says_when_to_come_back(settings, django_assert_num_queries):
    """J1: without asking the database, in both languages, in the look of all pages."""
    settings.GAIYUE_MAINTENANCE = True
    for path in ("/", "/appointments/", "/no/such/page/"):
        with django_assert_num_queries(0):
            answer = Client().get(path)
        page = answer.content.decode()
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "600"
        assert "系统正在维护" in page
        assert "please come back in a little while" in page
    assert is_served("/static/css/frame.css")


def test_the_picture_that_browsers_ask_for_is_there(park):
    """J1: no 404 in the log for each new reader."""
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 302
    for path in (answer.headers["Location"], "/static/img/touch-icon.png"):
        assert is_served(path)


def test_every_page_says_what_it_is_for_in_one_sentence(park):
    """J1: what a search or a shared link shows."""
    page = Client().get("/").content.decode()
    assert '<meta name="description" content="企业到园区办事，在这里预约' in page


def test_a_no_that_no_form_expected_is_a_page_with_its_sentence(park, monkeypatch):
    """J1: what a deed refuses is said to the person with status 409 and is never a breakdown."""

    def refuse(*_args: object, **_kw: object) -> None:
        raise Refusal("block.over", {"starts_at": make.at("2026-11-25 09:00")})

    monkeypatch.setattr("gaiyue.web.console.planning.acts.seated_in", refuse)
    answer = as_staff("manager").get(reverse("planning_block", args=[make.a_block()]))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "09:00）已经开始或过去，不能再改。" in page
    assert "什么都没有改变。" in page
    assert reverse("console_today") in page
