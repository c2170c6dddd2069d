"""The outbox: a mail is asked for with the deed that needs it, once, and goes out once (J4)."""

import pytest

from gaiyue.base.transaction import deed
from gaiyue.jobs.models import Job
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import Mail, post_mail
from tests import make

MAIL = Mail(
    to="zhang@example.com",
    subject="您的\n验证码",
    text="482913",
    kind="sign_in.code",
    language="zh-hans",
)


def test_a_mail_comes_with_the_job_that_delivers_it(park):
    post_mail(MAIL, park=make.PARK, key="code-1")
    message = Message.objects.get(park=make.PARK, key="code-1")
    job = Job.objects.get(kind="message.deliver")
    assert (message.recipient, message.text, message.state) == (MAIL.to, "482913", "queued")
    assert message.subject == "您的 验证码"  # a line break in a header is an injection
    assert job.payload == {"message": "code-1"}


def test_asked_for_twice_it_is_one_mail(park):
    """J4: never sent twice, however often a deed or a reaction is repeated."""
    for _ in range(2):
        post_mail(MAIL, park=make.PARK, key="code-1")
    assert Message.objects.count() == Job.objects.filter(kind="message.deliver").count() == 1


def test_a_deed_that_fails_sends_nothing(park):
    """J4: no mail about something that did not happen."""

    @deed
    def breaks():
        post_mail(MAIL, park=make.PARK, key="code-1")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks()
    assert not Message.objects.exists()
    assert not Job.objects.filter(kind="message.deliver").exists()


@pytest.mark.parametrize("key", ["", "x" * 97])
def test_a_key_that_no_table_holds_is_a_mistake_of_the_caller(park, key):
    with pytest.raises(ValueError, match="96"):
        post_mail(MAIL, park=make.PARK, key=key)
