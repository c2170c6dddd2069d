"""J4, D4: staff read what the mail server answered; the address, which they see in part, does not stand in it whole."""

import pytest

from gaiyue.jobs.models import Job
from gaiyue.jobs.work import work_once
from gaiyue.notify.models import Message
from gaiyue.notify.outbox import Mail, post_mail
from gaiyue.notify.redact import redacted
from gaiyue.ops.wiring import HANDLERS
from tests import make
from tests.notify.relay import relay

TO = "zhang.wei@example.com"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("550 5.1.1 <zhang.wei@example.com>: no such user", "550 5.1.1 <z***@example.com>: no such user"),
        ("550 Zhang.Wei@EXAMPLE.com rejected", "550 Z***@EXAMPLE.com rejected"),
        ("550 forwarded to zhang.wei+old@other.example;", "550 forwarded to z***@other.example;"),
        ("550 5.1.1 User unknown: zhang.wei", "550 5.1.1 User unknown: z***"),
        ("550 mailbox of ZHANG.WEI is full", "550 mailbox of Z*** is full"),
        ("451 4.7.1 too many, come back later", "451 4.7.1 too many, come back later"),
        ("550 zhang.weiming@example.com", "550 z***@example.com"),
        ("550 zhang.weiming unknown", "550 zhang.weiming unknown"),
    ],
)  # fmt: skip
def test_an_address_is_read_in_part_however_it_is_written(said, read):
    assert redacted(said, recipient=TO) == read


def test_a_short_name_takes_no_word_of_the_sentence_away():
    assert redacted("550 no such user", recipient="no@example.com") == "550 no such user"


@pytest.mark.parametrize("answer", ["550 5.1.1 <{to}>: unknown", "451 4.2.1 <{to}> is busy"])
def test_neither_the_message_nor_its_job_keeps_the_address(park, settings, answer):
    with relay() as server:
        settings.GAIYUE_SMTP = f"smtp://127.0.0.1:{server.port}"
        server.at_recipient = answer.format(to=TO)
        post_mail(Mail(TO, "您好", "正文", language="zh-hans"), park=make.PARK, key="k")
        work_once(make.PARK, HANDLERS)
    trouble = Message.objects.get().trouble
    assert "z***@example.com" in trouble
    assert TO not in trouble
    assert TO not in Job.objects.get().trouble
