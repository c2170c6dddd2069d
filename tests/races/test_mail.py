"""J4: a worker that is killed (SIGKILL) anywhere while it delivers a mail makes it neither two mails nor silence."""

import pytest

from gaiyue.jobs.models import Job
from gaiyue.jobs.work import work_once
from gaiyue.notify import deliver as delivery
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import Mail, post_mail
from gaiyue.ops.wiring import HANDLERS
from tests.make import PARK
from tests.notify.relay import relay
from tests.races.racing import killed_at, race

STEPS = 60
"""More than any delivery has; the loop ends when a worker comes through."""


@pytest.fixture
def server(engine, settings):
    with relay() as one:
        settings.GAIYUE_SMTP = f"smtp://127.0.0.1:{one.port}"
        yield one


def killed_everywhere(server):
    """A mail for each step, whose worker is killed there and replaced by two that do what is left, one by one.

    For each that was killed: in which state it left the message, where that ended, and how often the server took it.
    """
    found = []
    for step in range(1, STEPS):
        key, to = f"mail-{step}", f"reader{step}@example.com"
        post_mail(Mail(to, "您的预约改了", "改到 11月25日", language="zh-hans"), park=PARK, key=key)
        (outcome,) = race(killed_at(step, work))
        if outcome.end == "done":
            return found
        assert outcome.end == "killed"
        left = state(key)
        for _ in range(2):
            Job.objects.update(done_at=None, given_up_at=None, lease_until=None)
            assert race(work_all)[0].end == "done"
        found.append((left, state(key), sum(mail["To"] == to for mail in server.taken)))
        Job.objects.all().delete()
    raise AssertionError("it never came through")


def work():
    work_once(PARK, HANDLERS)


def work_all():
    while work_once(PARK, HANDLERS):
        pass


def state(key):
    return Message.objects.get(key=key).state


def test_a_mail_is_handed_over_once_wherever_its_worker_is_killed(server):
    """Killed before, it is sent by the next; killed after, it is known to be sent, or a person is asked."""
    found = killed_everywhere(server)

    assert len(found) >= 8
    assert {times for _, _, times in found} == {0, 1}
    assert set(found) == {
        ("queued", "sent", 1),  # before the text was begun
        ("sending", "unsure", 0),  # begun, and perhaps not handed over
        ("sending", "unsure", 1),  # handed over, and nobody could note it any more
        ("sent", "sent", 1),
    }


def test_control_a_delivery_that_does_not_say_that_it_begins_sends_twice(server, monkeypatch):
    """Without the mark that is set before the text, the next worker can't know."""
    monkeypatch.setattr(delivery, "_begin", lambda *_: None)
    monkeypatch.setattr(delivery, "ways_in", lambda _state: ["queued"])

    assert ("queued", "sent", 2) in killed_everywhere(server)
