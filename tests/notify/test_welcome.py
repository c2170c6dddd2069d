"""A7, D1: who is employed gets a mail that leads to a password, and nobody gets one by it alone."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.notify.models import Message
from gaiyue.ops.worker import turn
from gaiyue.people.accounts import NewPerson
from gaiyue.people.employ import employ
from gaiyue.people.release_staff import release_staff
from tests import make


def work() -> None:
    while turn(make.PARK):
        pass


@pytest.fixture
def here(park, settings):
    settings.DEMO = True
    settings.GAIYUE_ADDRESS = "https://book.example"
    make.a_demo()


def employed(login: str) -> int:
    person = NewPerson(login=login, name="赵六")
    return employ(person, department="tax", role="clerk", actor=make.HOUSE)


def test_a_new_colleague_is_told_how_to_get_in(here):
    employed("zhao@example.com")
    work()
    work()
    mail = Message.objects.get(kind="staff.welcome")
    assert (mail.recipient, mail.language, mail.state) == ("zhao@example.com", "zh-hans", "shown")
    assert "您的工作台账号已经开通" in mail.subject
    link = f"https://book.example{reverse('account_reset_password')}"
    assert link in mail.text
    assert link in mail.html
    assert Client().get(reverse("account_reset_password")).status_code == 200


def test_who_has_left_meanwhile_or_has_no_address_gets_none(here):
    employed("zhaoliu")
    make.staff("manager")
    release_staff(employed("left@example.com"), actor=make.HOUSE)
    work()
    assert not Message.objects.filter(kind="staff.welcome").exists()
