"""J4: a company reads what others did to its visits; its own deeds are no news to whoever did them."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.notify.models import Message
from gaiyue.notify.notices import unread
from gaiyue.ops.worker import turn
from tests import make
from tests.web.test_pages import signed_in


@pytest.fixture
def company(park):
    return make.a_company("上海云启科技有限公司")


@pytest.fixture
def reference(company):
    return make.booked(company, make.a_block("2026-11-26 09:00"))


def told(company: make.Company, language: str = "zh-hans") -> str:
    while turn(make.PARK):
        pass
    answer = signed_in(company, language).get(reverse("notices"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_colleague_and_not_oneself_hears_of_a_move_by_staff_or_by_each_other(company, reference):
    other = make.colleague(company)
    new = make.a_block("2026-11-27 14:00")
    move_appointment(reference, to_block=new, actor=company.actor, statement=Statement("travel"))
    cancel_appointment(reference, actor=make.staff())
    mine, theirs = told(company), told(other)
    assert "您的同事把“税务登记”的预约" in theirs
    assert "您的同事把" not in mine
    assert "园区工作人员取消了“税务登记”的预约" in mine
    assert "园区工作人员取消了" in theirs
    assert '<b class="unread num">3</b>' in theirs
    assert '<b class="unread num">2</b>' in mine  # and who joined


def test_notices_are_entered_once_however_often_the_work_is_repeated(company, reference):
    from gaiyue.jobs.models import Job

    cancel_appointment(reference, actor=make.staff())
    told(company)
    Job.objects.update(done_at=None, lease_until=None)
    told(company)
    assert Message.objects.filter(recipient=company.actor.code).count() == 1


def test_a_notice_is_marked_as_read_by_its_reader_only(company, reference):
    cancel_appointment(reference, actor=make.staff())
    told(company)
    notice = Message.objects.get(recipient=company.actor.code)
    stranger = signed_in(make.a_company("别家"))
    read = reverse("notices_read")
    assert stranger.post(read, {"notice": notice.pk}).status_code == 404
    assert stranger.post(read).status_code == 302
    assert "note-new" in told(company)
    signed_in(company).post(read, {"notice": notice.pk})
    assert "note-new" not in told(company)
    assert "unread num" not in told(company)


def test_a_long_list_takes_as_many_queries_as_a_short_one(
    company, reference, django_assert_num_queries
):
    """Session, account, staff or not, companies, the park, the count, the page; and the badge of every page."""
    cancel_appointment(reference, actor=make.staff())
    told(company)
    client = signed_in(company)
    for more in (0, 45):
        row = Message.objects.filter(recipient=company.actor.code, channel="inapp").latest("pk")
        for number in range(more):
            row.pk, row.key = None, f"copy-{number}"
            row.save(force_insert=True)
        with django_assert_num_queries(QUERIES):
            page = client.get(reverse("notices")).content.decode()
        assert f'<b class="unread num">{more + 1}</b>' in page


def test_the_badge_costs_one_query_and_stands_where_a_company_is_signed_in(
    company, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert unread(company.actor) == 0
    assert 'id="unread"' in signed_in(company).get(reverse("guide")).content.decode()
    assert 'id="unread"' not in Client().get(reverse("guide")).content.decode()


QUERIES = 8
