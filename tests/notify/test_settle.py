"""J4: what failed, or may not have arrived, is in front of a person, who has it sent again or leaves it."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.eventlog.models import Event
from gaiyue.jobs.models import Job
from gaiyue.jobs.work import work_once
from gaiyue.notify.forget import forget_messages
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import Mail, post_mail
from gaiyue.notify.settle import close_message, resend_message
from gaiyue.ops.wiring import HANDLERS
from gaiyue.people.sign_in import account_of
from tests import make
from tests.notify.relay import relay


@pytest.fixture
def server(park, settings):
    with relay() as one:
        settings.GAIYUE_SMTP = f"smtp://127.0.0.1:{one.port}"
        yield one


def work() -> None:
    while work_once(make.PARK, HANDLERS):
        pass


def failed(server, kind: str = "mail") -> int:
    server.at_recipient = "550 5.1.1 no such user"
    post_mail(
        Mail("zhang@example.com", "您好", "正文", kind=kind, language="zh-hans"),
        park=make.PARK,
        key="k",
    )
    work()
    server.at_recipient = "250 fine"
    return the_message().pk


def unsure(server) -> int:
    server.hang_up_after_text = True
    post_mail(
        Mail("zhang@example.com", "您好", "正文", language="zh-hans"), park=make.PARK, key="k"
    )
    work()
    server.hang_up_after_text = False
    return the_message().pk


def the_message() -> Message:
    return Message.objects.get(park=make.PARK, key="k")


def staff(role: str = "clerk") -> Client:
    client, account = Client(), account_of(make.PARK, int(make.staff(role).code.split(":")[1]))
    assert account is not None
    client.force_login(account)
    return client


@pytest.mark.parametrize("stuck", [failed, unsure])
def test_a_message_is_sent_again_once_for_each_decision(server, stuck):
    number, clerk = stuck(server), make.staff()
    before = len(server.taken)
    resend_message(number, actor=clerk)
    with pytest.raises(Refusal, match="settled"):
        resend_message(number, actor=clerk)
    work()
    Job.objects.update(done_at=None, lease_until=None)
    work()
    assert (the_message().state, len(server.taken) - before) == ("sent", 1)
    event = Event.objects.get(kind="message.resent")
    assert (event.actor, event.facts["message"]) == (clerk.code, number)


def test_a_second_failure_comes_back_to_the_list(server):
    number = failed(server)
    server.at_recipient = "550 still not"
    resend_message(number, actor=make.staff())
    work()
    assert the_message().state == "failed"
    assert "still not" in the_message().trouble
    resend_message(number, actor=make.staff())


def test_a_message_that_is_left_is_not_sent_any_more(server):
    number = failed(server)
    close_message(number, actor=make.staff())
    Job.objects.update(done_at=None, lease_until=None)
    work()
    assert (the_message().state, server.taken) == ("closed", [])
    with pytest.raises(Refusal, match="settled"):
        resend_message(number, actor=make.staff())
    assert Event.objects.filter(kind="message.closed").count() == 1


def test_a_delivery_that_woke_up_late_changes_nothing_that_a_person_decided(server):
    """Its worker was taken for dead; what it still has to say comes too late."""
    from gaiyue.notify.deliver import _become
    from gaiyue.notify.states import State

    number = unsure(server)
    stale = the_message()
    close_message(number, actor=make.staff())
    for state in (State.QUEUED, State.SENDING, State.SENT, State.FAILED):
        assert not _become(stale, state)
    assert the_message().state == "closed"


def test_a_dead_code_is_not_sent_again(server, park):
    number = failed(server, kind="sign_in.login_code")
    park.move_to(make.at("2026-11-25 10:00"))
    with pytest.raises(Refusal, match="too_late"):
        resend_message(number, actor=make.staff())
    forget_messages(make.PARK)
    close_message(number, actor=make.staff())


@pytest.mark.parametrize("deed", [resend_message, close_message])
def test_only_staff_decide(server, deed):
    number = failed(server)
    for actor in (make.a_company().actor, make.link_holder("X")):
        with pytest.raises(NotThere):
            deed(number, actor=actor)


def test_staff_see_why_and_decide_by_a_button(server):
    number, client = failed(server), staff()
    page = client.get(reverse("console_messages")).content.decode()
    assert "z***@example.com" in page
    assert "zhang@example.com" not in page, "a clerk sees it in part, as everywhere"
    assert "550 5.1.1 no such user" in page
    assert f'href="{reverse("console_messages")}" aria-current="page"' in page
    decide = reverse("console_message_decide", args=[number])
    assert client.post(decide, {"act": "burn"}).status_code == 404
    answer = client.post(decide, {"act": "resend"}, follow=True).content.decode()
    assert "已经交给系统再发一次" in answer
    assert "邮件都送到了" in answer
    assert "已经有人处理过了" in client.post(decide, {"act": "close"}, follow=True).content.decode()


def test_of_a_message_that_may_have_arrived_the_page_warns(server):
    unsure(server)
    page = staff().get(reverse("console_messages")).content.decode()
    assert "对方可能收到两封" in page


def test_a_long_list_takes_as_many_queries_as_a_short_one(server, django_assert_num_queries):
    failed(server)
    client = staff()
    client.get(reverse("console_messages"))
    counts = []
    for n in range(2):
        with django_assert_num_queries(QUERIES):
            client.get(reverse("console_messages"))
        rows = [the_message() for _ in range(45)]
        for number, row in enumerate(rows):
            row.pk, row.key = None, f"{n}-{number}"
        Message.objects.bulk_create(rows)
        counts.append(Message.objects.count())
    assert counts == [46, 91]


QUERIES = 6
"""Session, account, the person's place in the staff, the park, the count, the page."""
