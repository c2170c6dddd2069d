"""Two tabs, two companies: a form acts for the company that it was opened for."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.booking.models import Appointment
from gaiyue.people.accounts import NewPerson
from gaiyue.people.add_member import add_member
from gaiyue.people.companies import company as one_company
from gaiyue.people.invitations import pending_invitations
from gaiyue.people.models import Account, Membership
from tests import make
from tests.web.test_pages import signed_in

HIDDEN = re.compile(r'<input type="hidden" name="company" value="([^"]+)">')


@pytest.fixture
def both(park):
    """Two companies with one person in charge of both."""
    first, second = make.a_company("甲企业"), make.a_company("乙企业")
    mine = Account.objects.get(pk=first.account)
    person = NewPerson(login=mine.login, name=mine.name)
    add_member(person, enterprise=second.code, role="owner", actor=make.HOUSE)
    return first, second


def choose(client: Client, company: make.Company) -> None:
    assert client.post(reverse("profile_choose"), {"company": company.code}).status_code == 302


def named_in(client: Client, address: str) -> str:
    """What the forms of the page carry along."""
    codes: set[str] = set(HIDDEN.findall(client.get(address).content.decode()))
    assert len(codes) == 1
    return codes.pop()


def test_an_invitation_goes_out_for_the_company_that_the_page_showed(both):
    """A9: and afterwards one sees the people of that company."""
    first, second = both
    client = signed_in(first)
    choose(client, first)
    shown = named_in(client, reverse("members"))
    choose(client, second)
    form = {"email": "li@example.com", "role": "member", "company": shown}
    assert client.post(reverse("members"), form).status_code == 302
    assert len(pending_invitations(first.code, actor=make.staff())) == 1
    assert not pending_invitations(second.code, actor=make.staff())
    assert f"<b>{first.name}</b></span>" in client.get(reverse("members")).content.decode()
    number = pending_invitations(first.code, actor=make.staff())[0].id
    choose(client, second)
    withdraw = reverse("invitation_withdraw", args=[number])
    assert client.post(withdraw, {"company": shown}).status_code == 302
    assert not pending_invitations(first.code, actor=make.staff())


def test_data_and_roles_change_for_the_company_that_the_page_showed(both):
    """A9: the same person may act for both, so nothing else would tell."""
    first, second = both
    client, other = signed_in(first), make.colleague(first)
    login = Account.objects.get(pk=other.account).login
    add_member(
        NewPerson(login=login, name="x"), enterprise=second.code, role="member", actor=make.HOUSE
    )
    choose(client, first)
    edit = named_in(client, reverse("profile_edit"))
    one = reverse("member", args=[other.account])
    assert named_in(client, one) == edit == first.code
    choose(client, second)
    data = {"industry": "生物医药", "size": "large", "contact_name": "", "contact_phone": ""}
    assert client.post(reverse("profile_edit"), {**data, "company": edit}).status_code == 302
    choose(client, second)
    assert client.post(one, {"act": "remove", "company": edit}).status_code == 302
    industries = [one_company(c.code, actor=make.staff()).industry for c in both]
    assert industries == ["生物医药", "集成电路"]
    left = Membership.objects.filter(account=other.account)
    assert [row.enterprise.code for row in left] == [second.code]


def test_a_form_that_names_no_company_of_mine_does_nothing(both):
    client, strange = signed_in(both[0]), make.a_company("别家")
    form = {"email": "li@example.com", "role": "member"}
    for more in ({}, {"company": strange.code}, {"company": "x"}):
        assert client.post(reverse("members"), {**form, **more}).status_code == 404
    assert not any(pending_invitations(c.code, actor=make.staff()) for c in (*both, strange))


def test_a_booking_is_for_the_company_that_was_checked(both):
    """A1: the check page says for whom, and the form keeps to it."""
    first, second = both
    client, block = signed_in(first), make.a_block("2026-11-27 09:00")
    choose(client, first)
    page = client.get(reverse("book_check", args=["tax-registration"]), {"block": block})
    form = page.context["form"].initial
    shown = page.context["form"].fields["enterprise"].initial
    choose(client, second)
    typed = {**form, "enterprise": shown, "contact_phone": "13800000000"}
    answer = client.post(reverse("book", args=["tax-registration"]), typed)
    assert Appointment.objects.get(enterprise__code=first.code).reference in answer["Location"]
