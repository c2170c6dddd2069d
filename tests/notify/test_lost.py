"""J4: no mail waits for ever in silence, also when something that nobody foresaw keeps its work from being done."""

from datetime import timedelta

import pytest

from gaiyue.jobs.claim import RETRIES
from gaiyue.jobs.models import Job
from gaiyue.jobs.work import work_once
from gaiyue.notify import deliver as delivery
from gaiyue.notify.lost import find_lost_mails
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import Mail, post_mail
from gaiyue.notify.settle import resend_message
from gaiyue.ops.wiring import HANDLERS
from tests import make


def work() -> None:
    while work_once(make.PARK, HANDLERS):
        pass


@pytest.fixture
def given_up(park, monkeypatch) -> Message:
    """A mail that broke its work at every attempt, for two days."""

    def broken(_message):
        raise ZeroDivisionError

    monkeypatch.setattr(delivery, "_as_written", broken)
    mail = Mail("zhang@example.com", "您好", "正文", language="zh-hans")
    post_mail(mail, park=make.PARK, key="k")
    for _ in range(len(RETRIES) + 2):
        work()
        park.advance(timedelta(hours=1))
    assert Job.objects.get().given_up_at
    monkeypatch.undo()
    return Message.objects.get()


def test_a_mail_whose_work_was_given_up_comes_before_a_person(given_up):
    assert given_up.state == "queued"
    assert find_lost_mails(make.PARK) == 1
    given_up.refresh_from_db()
    assert given_up.state == "failed"
    assert "nobody could say why" in given_up.trouble
    assert find_lost_mails(make.PARK) == 0


def test_one_that_died_with_the_text_in_its_hands_may_have_arrived(given_up):
    Message.objects.update(state="sending")
    find_lost_mails(make.PARK)
    given_up.refresh_from_db()
    assert given_up.state == "unsure"


def test_one_that_staff_have_sent_again_is_left_to_its_new_work(given_up):
    find_lost_mails(make.PARK)
    resend_message(given_up.pk, actor=make.staff())
    assert find_lost_mails(make.PARK) == 0
    given_up.refresh_from_db()
    assert given_up.state == "queued"


def test_mails_that_are_only_waiting_are_left_alone(park, settings):
    settings.GAIYUE_SMTP = ""
    mail = Mail("zhang@example.com", "您好", "正文", language="zh-hans")
    post_mail(mail, park=make.PARK, key="k")
    work()
    assert find_lost_mails(make.PARK) == 0
    assert Message.objects.get().state == "queued"
