"""Invite, accept, change, remove: who may act for a company is the company's own business."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.merge_enterprises import merge_enterprises
from gaiyue.people import accept_invitation as accepting
from gaiyue.people.accept_invitation import accept_as_new_person, accept_invitation
from gaiyue.people.access import access_enterprise
from gaiyue.people.accounts import NewPerson
from gaiyue.people.add_member import add_member
from gaiyue.people.change_member_role import change_member_role
from gaiyue.people.invitation_limits import A_DAY, TO_ONE
from gaiyue.people.invitations import invitation_of, open_invitation
from gaiyue.people.invite import NewInvitation, invite, withdraw_invitation
from gaiyue.people.models import Account, Enterprise, Invitation, Membership
from gaiyue.people.permissions import May
from gaiyue.people.remove_member import remove_member
from gaiyue.people.sign_in import account_of
from tests import make

LI = NewInvitation(email="Li@Example.com", role="member")


def token(invitation: int) -> str:
    return invitation_of(make.PARK, invitation).path.rstrip("/").rsplit("/", 1)[1]


def refused(code, deed, *args, **kwargs):
    with pytest.raises(Refusal) as no:
        deed(*args, **kwargs)
    assert no.value.code == code


def signed_in(account: int) -> Client:
    client, row = Client(), account_of(make.PARK, account)
    assert row is not None
    client.force_login(row)
    return client


def test_a_new_person_joins_by_the_link_of_the_mail(park):
    """A9: looking at the page changes nothing; the link proves the address."""
    company = make.a_company()
    number = invite(LI, enterprise=company.code, actor=company.actor)
    path, client = invitation_of(make.PARK, number).path, Client()
    assert client.get(path).status_code == 200
    assert not Account.objects.filter(login="li@example.com").exists()

    assert client.post(path, {"name": ""}).status_code == 422
    answer = client.post(path, {"name": "李雷"})

    assert answer["Location"] == reverse("profile")
    assert company.name in client.get(reverse("profile")).content.decode()
    assert client.get(path).status_code == 410
    refused("invitation.over", accept_as_new_person, token(number), name="别人", park=make.PARK)


def test_a_link_that_was_passed_on_opens_no_account_that_is_there(park):
    company, other = make.a_company(), make.a_company("别家")
    login = Account.objects.get(pk=other.account).login
    number = invite(
        NewInvitation(email=login, role="owner"), enterprise=company.code, actor=company.actor
    )
    path = invitation_of(make.PARK, number).path
    assert reverse("sign_in") in Client().get(path).content.decode()
    refused("account.login_taken", accept_as_new_person, token(number), name="我", park=make.PARK)
    assert accept_invitation(token(number), actor=other.actor) == company.code
    assert Membership.objects.filter(account=other.account).count() == 2


def test_a_link_that_was_passed_on_lets_nobody_else_in(park):
    """A9: not even as the one in charge; the page says for whom it is, in part, and what to do."""
    company, other = make.a_company(), make.a_company("别家")
    owner = NewInvitation(email="li@example.com", role="owner")
    number = invite(owner, enterprise=company.code, actor=company.actor)
    path, client = invitation_of(make.PARK, number).path, signed_in(other.account)
    for answer in (client.get(path), client.post(path)):
        page = answer.content.decode()
        assert answer.status_code == 403
        assert "l***@example.com" in page
        assert "li@example.com" not in page
        assert "再发一个邀请" in page
    refused("invitation.for_another", accept_invitation, token(number), actor=other.actor)
    assert Membership.objects.filter(account=other.account).count() == 1
    Account.objects.filter(pk=other.account).update(email="li@example.com")
    assert client.post(path)["Location"] == reverse("profile")


def test_who_answers_during_a_merge_locks_the_company_that_goes_on(park, monkeypatch):
    """The invitation was read before the merge, and moved when the lock came."""
    source, target = make.a_company("旧", credit_code=None), make.a_company("新")
    number = invite(LI, enterprise=source.code, actor=source.actor)
    stale = Invitation.objects.select_related("enterprise").get(pk=number)
    merge_enterprises(source.code, into=target.code, actor=make.staff("manager"))
    answers = iter([stale])
    monkeypatch.setattr(
        accepting, "open_invitation", lambda *args: next(answers, None) or open_invitation(*args)
    )
    with CaptureQueriesContext(connection) as asked:
        accept_as_new_person(token(number), name="李", park=make.PARK)
    locks = [one["sql"] for one in asked if '"merged_into_id" IS NULL' in one["sql"]]
    goes_on = Enterprise.objects.get(code=target.code).pk
    assert f'"id" = {goes_on}' in locks[-1]
    assert Membership.objects.get(account__login="li@example.com").enterprise_id == goes_on


def test_nobody_is_added_to_a_company_that_was_closed(park):
    source, target = make.a_company("旧", credit_code=None), make.a_company("新")
    merge_enterprises(source.code, into=target.code, actor=make.staff("manager"))
    person = NewPerson(login="li@example.com", name="李")
    with pytest.raises(NotThere):
        add_member(person, enterprise=source.code, role="member", actor=make.HOUSE)
    assert add_member(person, enterprise=target.code, role="member", actor=make.HOUSE)


def test_inviting_again_renews_and_kills_the_link_before(park):
    company = make.a_company()
    number = invite(LI, enterprise=company.code, actor=company.actor)
    before = token(number)
    refused("invitation.just_sent", invite, LI, enterprise=company.code, actor=company.actor)
    park.advance(timedelta(days=15))
    refused("invitation.expired", accept_as_new_person, before, name="李", park=make.PARK)
    assert invite(LI, enterprise=company.code, actor=company.actor) == number
    with pytest.raises(NotThere):
        accept_as_new_person(before, name="李", park=make.PARK)
    withdraw_invitation(number, enterprise=company.code, actor=company.actor)
    refused("invitation.over", accept_as_new_person, token(number), name="李", park=make.PARK)


def test_being_in_charge_of_one_company_is_nothing_in_another(park):
    """D5: owner of one, plain member of the other."""
    mine, theirs = make.a_company(), make.a_company("别家")
    login = Account.objects.get(pk=mine.account).login
    add_member(
        NewPerson(login=login, name="x"), enterprise=theirs.code, role="member", actor=make.HOUSE
    )
    both = make.Actor(make.PARK, mine.actor.code, "owner", frozenset({mine.code, theirs.code}))
    assert access_enterprise(theirs.code, actor=both, what=May.BOOK_VISIT)
    for deed in (
        lambda: invite(LI, enterprise=theirs.code, actor=both),
        lambda: remove_member(theirs.account, enterprise=theirs.code, actor=both),
    ):
        with pytest.raises(NotThere):
            deed()


def test_somebody_is_always_in_charge(park):
    company = make.a_company()
    other = make.colleague(company)
    how = {"enterprise": company.code, "actor": company.actor}
    refused("member.last_owner", remove_member, company.account, **how)
    refused("member.last_owner", change_member_role, company.account, role="member", **how)
    change_member_role(other.account, role="owner", **how)
    remove_member(company.account, enterprise=company.code, actor=make.staff())
    assert list(Membership.objects.values_list("account_id", flat=True)) == [other.account]


def test_the_pages_of_members_work_with_plain_forms(park):
    company = make.a_company()
    other = make.colleague(company)
    client = signed_in(company.account)
    assert client.get(reverse("members")).status_code == 200
    assert client.post(reverse("members"), {"email": "x", "role": "member"}).status_code == 422
    form = {"email": "li@example.com", "role": "member"}
    assert client.post(reverse("members"), form).status_code == 302
    page = client.get(reverse("members")).content.decode()
    assert "li@example.com" in page
    assert (
        client.post(reverse("member", args=[other.account]), {"act": "remove"}).status_code == 302
    )
    assert (
        client.post(reverse("member", args=[company.account]), {"act": "remove"}).status_code == 422
    )
    edit = {"industry": "生物医药", "size": "large", "contact_name": "", "contact_phone": ""}
    assert client.post(reverse("profile_edit"), edit).status_code == 302
    assert "生物医药" in client.get(reverse("profile")).content.decode()


def test_a_plain_member_sees_and_changes_nothing_of_it(park):
    company = make.a_company()
    client = signed_in(make.colleague(company).account)
    assert client.get(reverse("members")).status_code == 200
    assert client.get(reverse("profile_edit")).status_code == 404
    assert client.post(reverse("members"), {}).status_code == 404
    assert client.get(reverse("member", args=[company.account])).status_code == 404


def test_withdrawing_gives_no_leave_to_mail_again(park):
    """One address gets few mails a day, whoever asks and however often it is withdrawn."""
    company, other = make.a_company(), make.a_company("别家")
    for n in range(TO_ONE):
        number = invite(LI, enterprise=company.code, actor=company.actor)
        withdraw_invitation(number, enterprise=company.code, actor=company.actor)
        if not n:
            refused(
                "invitation.just_sent", invite, LI, enterprise=company.code, actor=company.actor
            )
        park.advance(timedelta(minutes=3))
    for one in (company, other):
        refused("invitation.too_many_to_one", invite, LI, enterprise=one.code, actor=one.actor)
    park.advance(timedelta(days=1))
    assert invite(LI, enterprise=company.code, actor=company.actor)


def test_a_company_and_a_person_cause_so_many_mails_a_day(park):
    """Whoever is in charge of many companies has no more of them; the park may still invite."""
    company, second = make.a_company(), make.a_company("别家")
    for n in range(A_DAY):
        new = NewInvitation(email=f"p{n}@example.com", role="member")
        number = invite(new, enterprise=company.code, actor=company.actor)
        withdraw_invitation(number, enterprise=company.code, actor=company.actor)
    how = {"enterprise": company.code, "actor": company.actor}
    refused("invitation.too_many_today", invite, LI, **how)
    login = Account.objects.get(pk=company.account).login
    person = NewPerson(login=login, name="x")
    add_member(person, enterprise=second.code, role="owner", actor=make.HOUSE)
    both = make.Actor(
        make.PARK, company.actor.code, "owner", frozenset({company.code, second.code})
    )
    refused("invitation.too_many_today", invite, LI, enterprise=second.code, actor=both)
    assert invite(LI, enterprise=company.code, actor=make.staff())
