"""Tokens of the API: who may give one, whom it acts as, and everything that ends it."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gaiyue.base import clock
from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.book import book_appointment
from gaiyue.booking.merge_enterprises import merge_enterprises
from gaiyue.eventlog.models import Detail, Event
from gaiyue.people.accounts import NewPerson
from gaiyue.people.add_member import add_member
from gaiyue.people.bearer import KEPT_TO, bearer_of, note_use
from gaiyue.people.change_member_role import change_member_role
from gaiyue.people.issue_token import MOST, Issued, NewToken, issue_token
from gaiyue.people.models import Account, Token
from gaiyue.people.release_staff import release_staff
from gaiyue.people.remove_member import remove_member
from gaiyue.people.restore_staff import restore_staff
from gaiyue.people.revoke_token import revoke_token
from gaiyue.people.tokens import company_tokens, staff_tokens
from tests import make
from tests.make import PARK

NEW = NewToken(name="ERP 系统", days=90)


def for_company(company: make.Company, **changed: Any) -> Issued:
    new = replace(NEW, enterprise=company.code, **changed)
    return issue_token(new, actor=company.actor)


def for_staff(role: str = "clerk") -> tuple[Issued, Actor]:
    colleague = make.staff(role)
    account = int(colleague.code.removeprefix("account:"))
    head = make.staff("manager")
    return issue_token(replace(NEW, account=account), actor=head), colleague


def test_the_secret_is_recognised_and_kept_nowhere(park):
    """J3: shown once; what the park keeps is a digest of it."""
    company = make.a_company()
    issued = for_company(company)
    assert re.fullmatch(r"gy_live_[0-9A-Za-z]{43}", issued.secret)
    row = Token.objects.values().get(pk=issued.id)
    texts = [str(row), *map(str, Event.objects.values()), *map(str, Detail.objects.values())]
    assert not any(issued.secret in text for text in texts)
    assert row["hint"] == issued.secret[-4:]


def test_a_token_acts_as_who_gave_it_for_that_one_company(park):
    """J3: the actor is the account, and says by which token."""
    company = make.a_company()
    issued = for_company(company)
    found = bearer_of(issued.secret, park=PARK)
    assert found
    assert found.actor == replace(company.actor, via=f"token:{issued.id}")
    assert (found.enterprise, found.name) == (company.code, "ERP 系统")


def test_a_token_of_staff_acts_with_their_role(park):
    """E5: a department's own system acts as a member of staff of that department."""
    issued, colleague = for_staff("specialist")
    found = bearer_of(issued.secret, park=PARK)
    assert found
    assert found.actor == replace(colleague, via=f"token:{issued.id}")
    assert found.enterprise == ""


def test_who_acts_is_looked_up_in_one_query(park):
    for secret in (for_company(make.a_company()).secret, for_staff()[0].secret, "gy_live_nobody"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            bearer_of(secret, park=PARK)
        assert len(asked) == 1


@pytest.mark.parametrize(
    "secret", ["", "gy_live_", "gy_live_" + 43 * "a", "Bearer x", "gy_live_\0", "gy_live_\ud800"]
)
def test_what_is_no_secret_opens_nothing(park, secret):
    assert bearer_of(secret, park=PARK) is None


def test_a_token_opens_nothing_in_another_park(park):
    make.a_park(code="waigaoqiao")
    assert bearer_of(for_company(make.a_company()).secret, park="waigaoqiao") is None


def test_a_revoked_token_opens_nothing(park):
    """J3: from the next request on; revoking again changes nothing."""
    company = make.a_company()
    issued = for_company(company)
    for _ in range(2):
        revoke_token(issued.id, actor=company.actor, enterprise=company.code)
    assert bearer_of(issued.secret, park=PARK) is None
    assert Event.objects.filter(kind="token.revoked").count() == 1
    assert company_tokens(company.code, actor=company.actor).rows[0].state == "revoked"


def test_a_token_ends_on_its_day(park):
    company = make.a_company()
    issued = for_company(company, days=30)
    park.advance(timedelta(days=30) - timedelta(seconds=1))
    assert bearer_of(issued.secret, park=PARK)
    park.advance(timedelta(seconds=1))
    assert bearer_of(issued.secret, park=PARK) is None
    assert company_tokens(company.code, actor=company.actor).rows[0].state == "expired"


def test_a_member_who_is_removed_takes_their_token_along(park):
    company = make.a_company()
    other = make.colleague(company, role="owner")
    issued = for_company(company)
    remove_member(company.account, enterprise=company.code, actor=other.actor)
    assert bearer_of(issued.secret, park=PARK) is None
    assert company_tokens(company.code, actor=other.actor).rows[0].state == "revoked"


def test_a_member_who_is_invited_again_does_not_wake_their_token(park):
    """J3: ended is ended; the record names who removed them as who ended it."""
    company = make.a_company()
    other = make.colleague(company, role="owner")
    kept = for_company(replace(company, actor=other.actor))
    issued = for_company(company)
    remove_member(company.account, enterprise=company.code, actor=other.actor)
    login = Account.objects.get(pk=company.account).login
    again = NewPerson(login=login, name="林岚")
    clerk = make.staff("clerk")
    assert add_member(again, enterprise=company.code, role="owner", actor=clerk) == company.account
    assert bearer_of(issued.secret, park=PARK) is None
    assert bearer_of(kept.secret, park=PARK)
    ended = Event.objects.get(kind="token.revoked")
    assert (ended.facts["token"], ended.actor) == (issued.id, other.actor.code)


def test_who_is_in_charge_no_longer_acts_as_what_they_are_now(park):
    company = make.a_company()
    other = make.colleague(company, role="owner")
    issued = for_company(company)
    change_member_role(company.account, enterprise=company.code, role="member", actor=other.actor)
    found = bearer_of(issued.secret, park=PARK)
    assert found
    assert found.actor.role == "member"


def test_a_colleague_who_is_released_takes_the_token_along(park):
    issued, colleague = for_staff()
    head = make.staff("manager")
    release_staff(int(colleague.code.removeprefix("account:")), actor=head)
    assert bearer_of(issued.secret, park=PARK) is None
    assert staff_tokens(actor=head).rows[0].state == "revoked"


def test_a_colleague_who_comes_back_does_not_wake_the_token(park):
    """J3: like the password and the sessions."""
    issued, colleague = for_staff()
    account, head = int(colleague.code.removeprefix("account:")), make.staff("manager")
    release_staff(account, actor=head)
    restore_staff(account, actor=head)
    assert bearer_of(issued.secret, park=PARK) is None
    ended = Event.objects.get(kind="token.revoked")
    assert (ended.subject, ended.actor) == (colleague.code, head.code)


def test_a_company_that_was_merged_has_no_token_any_more(park):
    company, into = make.a_company(credit_code=None), make.a_company("云启")
    issued = for_company(company)
    merge_enterprises(company.code, into=into.code, actor=make.staff("supervisor"))
    assert bearer_of(issued.secret, park=PARK) is None
    assert Event.objects.get(kind="token.revoked").facts["token"] == issued.id


def test_only_who_is_in_charge_gives_and_ends_tokens(park):
    company, stranger = make.a_company(), make.a_company("远方贸易")
    member = make.colleague(company)
    issued = for_company(company)
    for actor in (member.actor, stranger.actor, make.staff("clerk"), make.link_holder("ABC")):
        with pytest.raises(NotThere):
            issue_token(replace(NEW, enterprise=company.code), actor=actor)
        with pytest.raises(NotThere):
            revoke_token(issued.id, actor=actor, enterprise=company.code)
        with pytest.raises(NotThere):
            company_tokens(company.code, actor=actor)


def test_a_company_s_token_is_not_ended_through_another_company(park):
    company, stranger = make.a_company(), make.a_company("远方贸易")
    issued = for_company(company)
    with pytest.raises(NotThere):
        revoke_token(issued.id, actor=stranger.actor, enterprise=stranger.code)


def test_staff_do_not_give_tokens_that_act_for_a_company(park):
    """A manager may end what is the park's own; in a company's name only its people act."""
    company = make.a_company()
    with pytest.raises(NotThere):
        issue_token(replace(NEW, enterprise=company.code), actor=make.staff("manager"))


@pytest.mark.parametrize("role", ["clerk", "specialist", "supervisor"])
def test_only_heads_give_tokens_that_act_as_staff(park, role):
    actor = make.staff(role)
    account = int(actor.code.removeprefix("account:"))
    with pytest.raises(NotThere):
        issue_token(replace(NEW, account=account), actor=actor)
    with pytest.raises(NotThere):
        staff_tokens(actor=actor)
    with pytest.raises(NotThere):
        revoke_token(for_staff()[0].id, actor=actor)


def test_a_token_for_staff_acts_as_somebody_who_works_here(park):
    head, company = make.staff("manager"), make.a_company()
    for account in (company.account, 999_999):
        with pytest.raises(NotThere):
            issue_token(replace(NEW, account=account), actor=head)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": " \u200b "}, "token.nameless"),
        ({"name": 65 * "长"}, "token.too_long"),
        ({"days": 3650}, "token.days"),
        ({"days": 0}, "token.days"),
    ],
)
def test_a_token_needs_a_name_and_a_day_on_which_it_ends(park, changed, code):
    with pytest.raises(Refusal) as no:
        for_company(make.a_company(), **changed)
    assert no.value.code == code


def test_there_are_only_so_many_tokens_in_use(park):
    company = make.a_company()
    issued = [for_company(company) for _ in range(MOST)]
    with pytest.raises(Refusal) as no:
        for_company(company)
    assert no.value.code == "token.too_many"
    revoke_token(issued[0].id, actor=company.actor, enterprise=company.code)
    for_company(company)


def test_the_last_use_is_kept_to_a_few_minutes(park):
    """J3: not written with each request."""
    issued = for_company(make.a_company())
    found = bearer_of(issued.secret, park=PARK)
    assert found
    assert found.is_due
    note_use(issued.id, park=PARK)
    assert Token.objects.get(pk=issued.id).used_at == clock.now()
    assert not bearer_of(issued.secret, park=PARK).is_due
    park.advance(KEPT_TO + timedelta(seconds=1))
    assert bearer_of(issued.secret, park=PARK).is_due


def test_the_record_says_which_token_acted(park):
    """J3: the actor is the person; by what they acted stands beside the facts."""
    company = make.a_company()
    issued = for_company(company)
    actor = bearer_of(issued.secret, park=PARK).actor
    book_appointment(make.a_block(), enterprise=company.code, actor=actor)
    booked = Event.objects.get(kind="appointment.booked")
    assert (booked.actor, booked.facts["via"]) == (company.actor.code, f"token:{issued.id}")


def test_the_record_keeps_who_gave_and_who_ended_a_token(park):
    company = make.a_company()
    issued = for_company(company)
    revoke_token(issued.id, actor=company.actor, enterprise=company.code)
    for kind in ("token.issued", "token.revoked"):
        event = Event.objects.get(kind=kind)
        assert event.subject == f"enterprise:{company.code}"
        assert event.facts["token"] == issued.id
        assert "via" not in event.facts
