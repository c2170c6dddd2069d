"""Delivering mail through a real server on loopback: once, tried again while that is safe, never in silence (J4)."""

from datetime import timedelta

import pytest
from django.db import connection

from gaiyue.base import clock
from gaiyue.jobs.claim import RETRIES
from gaiyue.jobs.models import Job
from gaiyue.jobs.work import work_once
from gaiyue.notify import deliver as delivery
from gaiyue.notify.channels import email
from gaiyue.notify.forget import forget_messages
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import Mail, post_mail
from gaiyue.ops.wiring import HANDLERS
from tests import make
from tests.notify.relay import free_port, relay, silent_server

MAIL = Mail(
    "zhang@example.com",
    "您的预约改了",
    "改到 11月25日\n.\n.com 结尾",
    "<p>改到 11月25日</p>",
    language="zh-hans",
)


@pytest.fixture
def server(park, settings):
    settings.GAIYUE_MAIL_FROM = "临港园区 <noreply@park.example>"
    with relay() as one:
        settings.GAIYUE_SMTP = f"smtp://127.0.0.1:{one.port}"
        yield one


def post(mail: Mail = MAIL) -> None:
    post_mail(mail, park=make.PARK, key="k")


def work() -> None:
    while work_once(make.PARK, HANDLERS):
        pass


def later(park, **span) -> None:
    park.advance(timedelta(**span))
    work()


def the_message() -> Message:
    return Message.objects.get(park=make.PARK, key="k")


def again() -> None:
    """The job comes back, as after a worker that died before it could say that it was done."""
    Job.objects.update(done_at=None, given_up_at=None, lease_until=None)
    work()


def test_a_mail_arrives_whole_in_text_and_html_with_a_name_of_its_own(server):
    post()
    work()
    (mail,) = server.taken
    text, html = (part.get_payload(decode=True).decode() for part in mail.get_payload())
    assert (text.replace("\r\n", "\n").rstrip("\n"), html.rstrip()) == (MAIL.text, MAIL.html)
    assert mail["To"] == MAIL.to
    assert mail["Message-ID"] == f"<lingang.{the_message().pk}@park.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert (the_message().state, the_message().attempts) == ("sent", 1)
    assert the_message().sent_at == clock.now()


def test_a_job_that_is_repeated_after_sending_sends_nothing(server):
    """J4: never sent twice."""
    post()
    work()
    again()
    again()
    assert len(server.taken) == 1


def test_a_worker_killed_between_sending_and_noting_it_sends_nothing_twice(server, monkeypatch):
    """J4: nobody knows whether it arrived, so it is not sent again by itself: staff are shown it."""
    real = delivery._become

    def killed(message, state, **rest):
        if state == "sent":
            raise SystemExit("killed")
        return real(message, state, **rest)

    post()
    monkeypatch.setattr(delivery, "_become", killed)
    with pytest.raises(SystemExit):
        work()
    monkeypatch.undo()
    assert (the_message().state, len(server.taken)) == ("sending", 1)
    again()
    again()
    assert (the_message().state, len(server.taken)) == ("unsure", 1)


def test_a_worker_killed_before_handing_over_is_replaced_by_one_that_sends(server, monkeypatch):
    """J4: nothing is lost."""

    def killed(_message, _mail):
        raise SystemExit("killed")

    post()
    monkeypatch.setattr(delivery, "_begin", killed)
    with pytest.raises(SystemExit):
        work()
    monkeypatch.undo()
    assert (the_message().state, server.taken) == ("queued", [])
    again()
    assert (the_message().state, len(server.taken)) == ("sent", 1)


def test_of_two_workers_with_the_same_message_one_hands_it_over(server, monkeypatch):
    """J4: the second finds it taken just before the text, and hangs up."""
    post()
    real = email._greet

    def overtaken(backend, letter):
        reached = real(backend, letter)
        if not server.taken:
            monkeypatch.setattr(email, "_greet", real)
            work_with_the_other_hand()
        return reached

    def work_with_the_other_hand():
        Job.objects.update(lease_until=None)
        work()

    monkeypatch.setattr(email, "_greet", overtaken)
    work()
    assert (the_message().state, len(server.taken)) == ("sent", 1)


def test_a_mark_whose_keeping_was_never_confirmed_leaves_nobody_knowing(server, monkeypatch):
    """J4: the database was lost at the COMMIT, and the deed that ran again found its own mark."""
    post()
    begin = delivery._begin

    def begun_twice(message, mail):
        begin(message, mail)
        begin(message, mail)

    monkeypatch.setattr(delivery, "_begin", begun_twice)
    work()
    assert (the_message().state, server.taken) == ("unsure", [])
    assert Job.objects.get().attempts == 2


def test_a_server_that_is_down_is_tried_again_until_it_is_up(park, settings):
    port = free_port()
    settings.GAIYUE_SMTP = f"smtp://127.0.0.1:{port}"
    post()
    work()
    assert "ConnectionRefused" in the_message().trouble
    assert Job.objects.get().attempts == 2  # at once, and then after a minute
    with relay() as server:
        settings.GAIYUE_SMTP = f"smtp://127.0.0.1:{server.port}"
        later(park, seconds=30)
        assert not server.taken
        later(park, minutes=1)
        assert len(server.taken) == 1
    assert the_message().state == "sent"


def test_a_server_that_stays_down_for_two_days_leaves_a_failure_that_staff_see(park, settings):
    settings.GAIYUE_SMTP = ""
    post()
    for _ in range(len(RETRIES) + 2):
        later(park, hours=1)
    assert the_message().state == "failed"
    assert "GAIYUE_SMTP" in the_message().trouble
    assert Job.objects.get().done_at


@pytest.mark.parametrize("step", ["at_sender", "at_recipient", "at_text"])
def test_a_server_that_throttles_is_tried_again(server, park, step):
    setattr(server, step, "451 4.7.1 too many, come back later")
    post()
    work()
    assert (the_message().state, server.taken) == ("queued", [])
    assert "come back later" in the_message().trouble
    setattr(server, step, "250 fine")
    later(park, minutes=2)
    assert (the_message().state, len(server.taken)) == ("sent", 1)


@pytest.mark.parametrize("step", ["at_sender", "at_recipient", "at_text"])
def test_a_refusal_for_good_is_a_failure_at_once_and_says_why(server, park, step):
    setattr(server, step, "550 5.1.1 no such user")
    post()
    work()
    later(park, hours=3)
    assert (the_message().state, server.taken) == ("failed", [])
    assert "no such user" in the_message().trouble
    assert Job.objects.get().done_at


def test_a_server_that_hangs_up_after_the_text_leaves_nobody_knowing(server, park):
    """It may have arrived: it is not sent a second time."""
    server.hang_up_after_text = True
    post()
    work()
    later(park, hours=3)
    assert (the_message().state, len(server.taken)) == ("unsure", 1)


def test_a_server_that_never_answers_costs_a_short_wait_and_no_open_transaction(
    park, settings, monkeypatch
):
    monkeypatch.setattr(email, "TIMEOUT_S", 0.2)
    seen = []
    real = email._connect
    outside = len(connection.savepoint_ids)

    def watched(*args):
        seen.append(len(connection.savepoint_ids) - outside)
        return real(*args)

    monkeypatch.setattr(email, "_connect", watched)
    with silent_server() as port:
        settings.GAIYUE_SMTP = f"smtp://127.0.0.1:{port}"
        post()
        work_once(make.PARK, HANDLERS)
    assert the_message().state == "queued"
    assert "timed out" in the_message().trouble.lower()
    assert seen == [0]


def test_a_server_that_is_slow_in_every_step_gets_no_text_today(server, monkeypatch):
    """The whole conversation stays below the lease of the job, so that nobody takes it over in the middle."""
    monkeypatch.setattr(email, "GREETINGS_S", -1.0)
    post()
    work_once(make.PARK, HANDLERS)
    assert (the_message().state, server.taken) == ("queued", [])


def test_in_the_demo_nothing_leaves_the_machine(server, settings):
    settings.DEMO = True
    make.a_demo()
    post()
    work()
    assert (the_message().state, server.taken) == ("shown", [])


def test_a_code_that_waited_for_a_day_is_not_sent_any_more(server, park):
    post(Mail("zhang@example.com", "验证码", "482913", kind="sign_in.code", language="zh-hans"))
    later(park, hours=25)
    assert (the_message().state, server.taken) == ("failed", [])


def test_the_words_of_sign_in_mails_are_forgotten_after_a_day_and_all_mails_after_half_a_year(
    server, park
):
    """Nobody who gets hold of the table can read a code there."""
    post(
        Mail(
            "zhang@example.com",
            "验证码",
            "482913",
            "<p>482913</p>",
            kind="sign_in.code",
            language="zh-hans",
        )
    )
    post_mail(MAIL, park=make.PARK, key="other")
    work()
    park.advance(timedelta(hours=23))
    forget_messages(make.PARK)
    assert the_message().text == "482913"
    park.advance(timedelta(hours=2))
    forget_messages(make.PARK)
    assert (the_message().text, the_message().html) == ("", "")
    assert Message.objects.get(key="other").text == MAIL.text
    park.advance(timedelta(days=184))
    assert forget_messages(make.PARK) == 2
    assert not Message.objects.exists()
