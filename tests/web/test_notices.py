"""J4: a company reads what others did to its visits; its own deeds are no news to whoever did them."""

import pytest
from django.urls import reverse

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.notify.models import Message
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
