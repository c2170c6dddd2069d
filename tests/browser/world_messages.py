"""The messages of the world: the link of a visit, notices of a company, mails that went out and mails that did not."""

from dataclasses import dataclass

from django.test import override_settings

from gaiyue.base.actor import Actor
from gaiyue.booking.book import Contact, book_appointment
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.links import token_of
from gaiyue.booking.move import Statement, move_appointment
from gaiyue.notify.outbox import Mail, post_mail
from gaiyue.notify.queries import mails
from gaiyue.notify.sign_in import write
from gaiyue.ops.worker import turn
from gaiyue.people.invite import NewInvitation, invite
from tests import make
from tests.notify.relay import relay

FACTS = {"park": "临港园区", "phone": "021-5555 0100", "code": "482913", "url": ""}
LONG = "a.very.long.name.of.a.colleague.in.the.accounting.department@subsidiary.example.com"


@dataclass(frozen=True, slots=True)
class Messages:
    """The account of somebody with notices, the token of a visit's link, an invitation and a code as mails."""

    told: int
    token: str
    invitation: int
    code: int
    names: tuple[str, ...]


def make_messages(visit: str, *, of: Actor, clerk: Actor) -> Messages:
    """By the real deeds, with a worker and a mail server, at the present time."""
    told = make.a_company("上海听涛商务咨询有限公司")
    other = make.colleague(told)
    blocks = [make.a_block(f"2026-12-{day} 09:00", service="qualification") for day in ("08", "09")]
    contact = Contact("陈晓明", "138 0000 0000")
    booked = book_appointment(blocks[0], enterprise=told.code, actor=clerk, contact=contact)
    reason = Statement("travel")
    move_appointment(booked, to_block=blocks[1], actor=other.actor, statement=reason)
    cancel_appointment(booked, actor=clerk)
    new = NewInvitation(email=LONG, role="member")
    invite(new, enterprise=told.code, actor=told.actor)
    _work()
    _stuck()
    code = write("login_code", to="li@example.com", language="zh-hans", facts=FACTS)
    post_mail(code, park=make.PARK, key="world-code")
    _work()
    return Messages(
        told=told.account,
        token=token_of(visit, actor=of),
        invitation=_mail_to(LONG),
        code=_mail_to("li@example.com"),
        names=("听涛", "上海听涛商务咨询有限公司"),
    )


def _mail_to(address: str) -> int:
    return mails(actor=make.HOUSE, address=address).rows[0].id


def _stuck() -> None:
    """One mail that was refused, and one of which nobody knows."""
    mail = Mail(
        "wang@example.com",
        "请您代“上海听涛商务咨询有限公司”办理预约",
        "正文",
        "",
        "invitation",
        language="zh-hans",
    )
    with relay() as server:
        away = f"smtp://127.0.0.1:{server.port}"
        with override_settings(DEMO=False, GAIYUE_SMTP=away):
            server.at_recipient = "550 5.1.1 <wang@example.com>: Recipient address rejected"
            post_mail(mail, park=make.PARK, key="world-refused")
            _work()
            server.at_recipient, server.hang_up_after_text = "250 fine", True
            post_mail(mail, park=make.PARK, key="world-unsure")
            _work()


def _work() -> None:
    while turn(make.PARK):
        pass
