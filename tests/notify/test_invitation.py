"""A9: whoever is invited gets a mail with the link that answers, in their language, once."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.base.actor import Actor
from gaiyue.jobs.models import Job
from gaiyue.notify.addresses import address_in
from gaiyue.notify.forget import forget_messages
from gaiyue.notify.models import Message
from gaiyue.ops.worker import turn
from gaiyue.people.accept_invitation import accept_as_new_person
from gaiyue.people.accounts import NewPerson
from gaiyue.people.add_member import add_member
from gaiyue.people.invitations import invitation_of
from gaiyue.people.invite import NewInvitation, invite, withdraw_invitation
from tests import make
from tests.web.test_pages import signed_in

LI = "li@example.com"


@pytest.fixture
def company(park, settings):
    settings.DEMO = True
    make.a_demo()
    settings.GAIYUE_ADDRESS = "https://book.example"
    return make.a_company("上海云启科技有限公司")


def ask(company: make.Company, actor: Actor | None = None, **how: str) -> int:
    new = NewInvitation(email=LI, role=how.pop("role", "member"), **how)
    return invite(new, enterprise=company.code, actor=actor or company.actor)


def work() -> None:
    while turn(make.PARK):
        pass


def mail() -> Message:
    return Message.objects.get(park=make.PARK, channel="email")


def test_an_invitation_arrives_as_a_mail_whose_link_opens_it(company):
    """From the deed over the relay and the worker to the mailbox, and from there to the page."""
    ask(company)
    work()
    inbox = Client().get(reverse("demo_mail")).content.decode()
    assert "请您代“上海云启科技有限公司”办理预约" in inbox
    opened = Client().get(reverse("demo_mail_one", args=[mail().pk])).content.decode()
    link = re.search(r'href="https://book\.example(/invitations/[^"]+)"', opened)
    assert link
    page = Client().get(link[1])
    assert page.status_code == 200
    assert "代“上海云启科技有限公司”办事的邀请" in page.content.decode()
    assert (mail().recipient, mail().kind, mail().state) == (LI, "invitation", "shown")
    assert link[1] in mail().html
    assert "“上海云启科技有限公司”邀请您担任它的经办人" in mail().text
    assert "12月7日（周一）" in mail().text


def test_the_park_invites_in_its_own_name(company):
    ask(company, make.staff(), role="owner")
    work()
    assert "邀请您担任“上海云启科技有限公司”的负责人" in mail().text


def test_the_mail_is_written_in_the_language_of_whoever_gets_it(company):
    """That of their account, and before they have one that of the invitation."""
    ask(company, language="en")
    work()
    assert '<html lang="en">' in mail().html
    assert mail().language == "en", "the mailbox and the list of stuck mails speak of it"
    Message.objects.all().delete()
    other = make.a_company("别家")
    add_member(
        NewPerson(login=LI, name="李", email=LI),
        enterprise=other.code,
        role="member",
        actor=make.HOUSE,
    )
    work()
    again = make.a_company("第三家")
    ask(again, language="en")
    work()
    assert '<html lang="zh-CN">' in mail().html
    assert mail().language == "zh-hans"


def test_the_work_repeated_sends_no_second_mail(company):
    """J4."""
    ask(company)
    work()
    Job.objects.update(done_at=None, lease_until=None)
    work()
    assert Message.objects.filter(channel="email").count() == 1


def test_what_leads_nowhere_is_not_sent(company, park):
    """Withdrawn before the mail was written; and of two askings the later one."""
    withdraw_invitation(ask(company), enterprise=company.code, actor=company.actor)
    work()
    assert not Message.objects.filter(channel="email").exists()
    park.advance(timedelta(minutes=3))
    ask(company)
    park.advance(timedelta(minutes=3))
    number = ask(company)
    work()
    assert invitation_of(make.PARK, number).path in mail().text


def test_the_words_of_an_invitation_are_forgotten_when_its_link_is_dead(company, park):
    ask(company)
    work()
    park.advance(timedelta(days=13))
    forget_messages(make.PARK)
    assert mail().text
    park.advance(timedelta(days=2))
    forget_messages(make.PARK)
    assert (mail().text, mail().html) == ("", "")


def test_whoever_is_in_charge_hears_who_joined_and_who_was_added(company):
    """And nobody else: neither plain members nor the new one."""
    member = make.colleague(company)
    number = ask(company)
    work()
    token = invitation_of(make.PARK, number).path.rstrip("/").rsplit("/", 1)[1]
    joined = accept_as_new_person(token, name="李雷", park=make.PARK)
    work()
    clerk = make.staff()
    new = NewPerson(login="han@example.com", name="韩梅梅")
    added = add_member(new, enterprise=company.code, role="owner", actor=clerk)
    work()

    page = signed_in(company).get(reverse("notices")).content.decode()
    assert "李雷接受了邀请，现在是“上海云启科技有限公司”的经办人" in page
    assert "园区工作人员把韩梅梅加为“上海云启科技有限公司”的负责人" in page
    assert f'href="{reverse("members")}"' in page.split("<main")[1]
    others = {member.actor.code, f"account:{joined}", f"account:{added}"}
    assert not Message.objects.filter(recipient__in=others, channel="inapp").exists()


def test_a_name_that_nobody_checked_is_no_headline_and_no_link(company):
    """Whoever signs up chooses the name of a company still being registered."""
    ask(make.a_company("点 https://evil.com/x 领奖", credit_code=None))
    work()
    assert "领奖" not in mail().subject
    assert "evil" not in mail().subject
    for text in (mail().text, mail().html):
        assert "领奖" in text
        assert "evil.com" not in text
        assert "https://evil" not in text


@pytest.mark.parametrize(
    ("base", "hosts", "whole"),
    [
        ("https://book.example", {}, "https://book.example/x/"),
        ("https://book.example/", {}, "https://book.example/x/"),
        ("http://127.0.0.1:8000", {"a.example": "other"}, "http://127.0.0.1:8000/x/"),
        ("https://book.example:8443", {"a.example": make.PARK}, "https://a.example:8443/x/"),
    ],
)
def test_each_park_is_reached_under_its_own_name(settings, base, hosts, whole):
    settings.GAIYUE_ADDRESS, settings.GAIYUE_PARK_HOSTS = base, hosts
    assert address_in(make.PARK, "/x/") == whole
