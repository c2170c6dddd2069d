"""J4: mails about one visit make sense in the order in which they arrive, also when the mail server was away."""

import pytest

from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.jobs.models import Job
from gaiyue.notify import deliver as delivery
from gaiyue.notify.channels import email
from gaiyue.notify.models import Message as Row
from gaiyue.notify.settle import resend_message
from tests import make
from tests.notify.test_visit_mail import (
    AFTER,
    BEFORE,
    company,
    move,
    parts,
    server,
    subject,
    the_mail,
    work,
)

__all__ = ["company", "server"]


@pytest.fixture
def reference(server, company) -> str:
    return make.booked(company, make.a_block(BEFORE))


def states() -> list[tuple[str, str]]:
    rows = Row.objects.filter(channel="email").order_by("pk")
    return [(row.kind.split(".")[1], row.state) for row in rows]


def away(server) -> None:
    server.at_sender = "451 4.7.1 come back later"
    work()


def back(server) -> None:
    server.at_sender = "250 fine"
    Job.objects.filter(done_at=None).update(run_at=make.MONDAY)
    work()


def test_a_confirmation_that_waited_is_not_sent_after_the_visit_has_moved(
    server, company, reference
):
    away(server)
    move(reference, company)
    away(server)
    back(server)
    assert states() == [("booked", "stale"), ("moved", "sent")]
    assert "12月3日（周四） 14:00–16:00" in parts(the_mail(server))["text/plain"]


def test_the_move_that_is_told_last_tells_the_time_that_the_reader_knows(
    server, company, reference
):
    """Two moves while the mail server was away: the one mail goes from the first time to the last."""
    work()
    away(server)
    move(reference, company, "2026-12-02 09:00")
    away(server)
    move(reference, company)
    away(server)
    back(server)
    assert states() == [("booked", "sent"), ("moved", "stale"), ("moved", "sent")]
    text = parts(server.taken[-1])["text/plain"]
    assert "原来的时间：12月1日（周二）09:00" in text
    assert "12月2日" not in text


def test_of_a_visit_that_was_booked_and_cancelled_meanwhile_only_the_end_is_told(
    server, company, reference
):
    away(server)
    cancel_appointment(reference, actor=company.actor)
    back(server)
    assert states() == [("booked", "stale"), ("cancelled", "sent")]
    assert subject(the_mail(server)).startswith("已取消")


def test_a_confirmation_is_not_sent_when_the_visit_is_over(server, park, reference):
    away(server)
    park.move_to(make.at("2026-12-01 11:30"))
    back(server)
    assert (states(), server.taken) == ([("booked", "stale")], [])


def test_a_visit_that_moves_while_the_server_is_greeted_is_told_once(
    server, company, reference, monkeypatch
):
    """The last look is just before the text."""
    make.a_block(AFTER)
    real = email._greet

    def meanwhile(*args):
        reached = real(*args)
        monkeypatch.setattr(email, "_greet", real)
        move(reference, company, "2026-12-04 09:00")
        return reached

    monkeypatch.setattr(email, "_greet", meanwhile)
    work()
    assert states() == [("booked", "stale"), ("moved", "sent")]
    assert subject(the_mail(server)).startswith("已改约")


def test_the_newer_mail_waits_while_the_older_one_is_being_handed_over(
    server, company, reference, monkeypatch
):
    """Its worker is slow: the newer one is not sent past it, but right after."""
    real = email._hand_over

    def slowly(*args):
        monkeypatch.setattr(email, "_hand_over", real)
        move(reference, company)
        work()
        assert states() == [("booked", "sending"), ("moved", "queued")]
        real(*args)

    monkeypatch.setattr(email, "_hand_over", slowly)
    work()
    back(server)
    assert states() == [("booked", "sent"), ("moved", "sent")]
    assert [subject(mail)[:3] for mail in server.taken] == ["已预约", "已改约"]


def test_control_without_that_look_the_older_one_arrives_last(
    server, company, reference, monkeypatch
):
    real = email._hand_over
    monkeypatch.setattr(delivery, "_keep_order", lambda _message: None)

    def slowly(*args):
        monkeypatch.setattr(email, "_hand_over", real)
        move(reference, company)
        work()
        real(*args)

    monkeypatch.setattr(email, "_hand_over", slowly)
    work()
    assert [subject(mail)[:3] for mail in server.taken] == ["已改约", "已预约"]


def test_a_stuck_mail_that_staff_send_again_says_what_is_true_now_or_nothing(
    server, company, reference
):
    server.at_recipient = "550 5.1.1 no such user"
    work()
    server.at_recipient = "250 fine"
    assert states() == [("booked", "failed")]
    move_appointment(
        reference,
        to_block=make.a_block(AFTER),
        actor=company.actor,
        statement=Statement("travel"),
    )
    work()
    clerk = make.staff()
    resend_message(Row.objects.get(kind="appointment.booked", channel="email").pk, actor=clerk)
    work()
    assert states() == [("booked", "stale"), ("moved", "sent")]


def test_a_stuck_mail_that_is_still_true_is_sent_again_whole(server, reference):
    server.at_recipient = "550 5.1.1 no such user"
    work()
    server.at_recipient = "250 fine"
    resend_message(Row.objects.get(channel="email").pk, actor=make.staff())
    work()
    assert "最晚11月27日" in parts(the_mail(server))["text/plain"]


def test_a_message_whose_visit_is_gone_stops_nobody(server, reference):
    away(server)
    Row.objects.filter(channel="email").update(about="222222222")
    back(server)
    assert states() == [("booked", "stale")]
