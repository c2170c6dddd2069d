"""J4: a worker that is killed (SIGKILL) anywhere between a booking and its mail makes neither two mails nor silence."""

import secrets
from collections import Counter

import pytest
from django.urls import reverse

from gaiyue.jobs.models import Job
from gaiyue.notify import enter
from gaiyue.notify.models import Message
from gaiyue.ops.worker import turn
from tests import make
from tests.make import PARK
from tests.notify.relay import relay
from tests.races.racing import killed_at, race

STEPS = 200
"""More than numbering, planning and delivering have; the loop ends when a worker comes through."""
STRIDE = 4
"""Every fourth step is enough between two statements of one transaction; test_mail.py takes each step of a delivery."""


@pytest.fixture
def server(engine, settings):
    reverse("home")  # all addresses are read here, once, and not in each process again
    with relay() as one:
        settings.GAIYUE_SMTP = f"smtp://127.0.0.1:{one.port}"
        yield one


def work():
    while turn(PARK):
        pass


def killed_everywhere(server, *, first=1):
    """A booking for every fourth step, at which the worker is killed; another one does what is left.

    For each that was killed: where the mail of who booked and the notice of their colleague ended, and what the
    server took.
    """
    block = make.a_block("2026-12-01 09:00", seats=STEPS)
    for step in range(first, STEPS, STRIDE):
        company = make.a_company(f"第{step}家")
        without_mail(make.colleague(company))
        work()  # who joined is told before
        reference = make.booked(company, block)
        (outcome,) = race(killed_at(step, work))
        if outcome.end == "done":
            return
        assert outcome.end == "killed"
        Job.objects.update(done_at=None, given_up_at=None, lease_until=None)
        assert race(work)[0].end == "done"
        yield what_became_of(reference, server)
        Job.objects.all().delete()
    raise AssertionError("it never came through")


def without_mail(company):
    from gaiyue.people.models import Account

    Account.objects.filter(pk=company.account).update(email="")


def what_became_of(reference, server):
    rows = Message.objects.filter(about=reference)
    states = tuple(sorted(rows.filter(channel="email").values_list("state", flat=True)))
    notices = rows.filter(channel="inapp").count()
    name = f"<visit.{reference}@"
    taken = sum(str(mail["References"]).startswith(name) for mail in server.taken)
    return states, notices, taken


def test_a_visit_is_mailed_once_wherever_the_worker_is_killed(server):
    """Sent once; or, where it died with the text in its hands, once or not at all, and a person is asked."""
    found = Counter(killed_everywhere(server))

    assert found.total() >= 12
    assert set(found) <= {(("sent",), 1, 1), (("unsure",), 1, 0), (("unsure",), 1, 1)}
    assert found[("sent",), 1, 1] > found.total() - 5


def test_control_a_plan_whose_messages_have_no_key_of_their_own_mails_twice(server, monkeypatch):
    """The key made of event and address is what lets the plan be repeated."""
    monkeypatch.setattr(enter, "_digest", lambda _address: secrets.token_hex(8))

    assert any(len(states) > 1 for states, _, _ in killed_everywhere(server, first=20))
