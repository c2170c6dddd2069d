"""Whoever books what they have already is led to the visit they have. J1, A10"""

import pytest
from django.urls import reverse

from tests import make
from tests.web.test_pages import hidden, signed_in

TAX = ["tax-registration"]


@pytest.fixture
def company(park):
    return make.a_company("上海云启科技有限公司")


def test_a_second_tab_says_that_it_is_booked_already(company):
    """J1: the same form in two tabs, sent in both."""
    block = make.a_block("2026-11-26 09:00", seats=3)
    client = signed_in(company)
    forms = []
    for _tab in range(2):
        page = client.get(reverse("book_check", args=TAX), {"block": block}).content.decode()
        names = ("block", "key", "enterprise")
        forms.append({name: hidden(page, name) for name in names})
    contact = {"contact_name": "张三", "contact_phone": "138 0000 0000"}
    first, second = (client.post(reverse("book", args=TAX), {**one, **contact}) for one in forms)
    reference = first["Location"].split("/")[2]
    text = second.content.decode()
    assert second.status_code == 409
    assert "这个时段您已经约好了，不用再约" in text
    assert reverse("appointment", args=[reference]) in text
    assert make.taken(block) == 1


def test_another_block_of_the_service_shows_the_visit_in_the_way(company):
    """A4, J1: the refusal leads to moving the visit that there is."""
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    other = make.a_block("2026-11-27 09:00")
    answer = signed_in(company).get(reverse("book_check", args=TAX), {"block": other})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "这一项您已有的预约" in text
    assert "不用再约" not in text
    assert f'class="way" href="{reverse("move", args=[reference])}"' in text


def test_the_form_begins_with_whom_we_know(company):
    """J1: nobody types their own number again."""
    block = make.a_block("2026-11-26 09:00")
    page = signed_in(company).get(reverse("book_check", args=TAX), {"block": block})
    assert 'value="13800000000"' in page.content.decode()


def test_a_visit_that_rules_out_another_is_said_before_a_time_is_chosen(park):
    """J1: at the top of the first step, and on the card of the service; each leads to the visit."""
    company = make.a_company()
    make.a_block("2026-12-02 09:00")
    client = signed_in(company)
    choose = reverse("book", args=["tax-registration"])
    assert "已经有一个预约" not in client.get(choose).content.decode()

    reference = make.booked(company, make.a_block("2026-12-01 09:00"))
    visit = reverse("appointment", args=[reference])
    page = client.get(choose).content.decode()
    assert "已经有一个预约，办完或取消以前不能再约" in page
    assert visit in page
    for name in ("services", "home"):
        page = client.get(reverse(name)).content.decode()
        assert "修改已有的预约" in page
        assert f'href="{choose}"' not in page
    page = client.get(reverse("service", args=["tax-registration"])).content.decode()
    assert "修改已有的预约" in page
    stranger = signed_in(make.a_company("上海远航物流有限公司"))
    assert f'href="{choose}"' in stranger.get(reverse("services")).content.decode()
