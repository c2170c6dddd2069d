"""The first page of a company: its next visit, what to bring to it, and what it has not read. A9"""

import pytest
from django.urls import reverse

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.queries.papers import papers_of
from gaiyue.booking.tick_material import tick_materials
from gaiyue.notify.notices import read_all_notices
from gaiyue.ops.worker import turn
from tests import make
from tests.web.test_pages import signed_in

UNREAD = "还没读的通知"


@pytest.fixture
def company(park):
    return make.a_company("上海云启科技有限公司")


def home(company: make.Company) -> str:
    while turn(make.PARK):
        pass
    answer = signed_in(company).get(reverse("home"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_lists_what_to_bring_to_the_next_visit_and_what_is_ready(company):
    make.booked(company, make.a_block("2026-12-02 09:00", service="qualification"))
    reference = make.booked(company, make.a_block("2026-11-27 09:00"))
    first, *_ = papers = papers_of(reference, actor=company.actor)
    tick_materials(reference, ready={first.id}, actor=company.actor)
    page = home(company)
    assert f"{reverse('appointment', args=[reference])}#papers" in page
    assert all(paper.name_zh in page for paper in papers)
    assert page.count("（已备好）") == 1


def test_it_shows_unread_notices_and_no_read_ones(company):
    reference = make.booked(company, make.a_block("2026-11-27 09:00"))
    assert UNREAD not in home(company)
    cancel_appointment(reference, actor=make.staff())
    page = home(company)
    assert UNREAD in page
    assert "园区工作人员取消了“税务登记”的预约" in page
    read_all_notices(actor=company.actor)
    assert UNREAD not in home(company)
