"""Who may see what of a person: the table covers every role and field, and nothing of others shows."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.base.actor import Actor
from gaiyue.people.masking import SEEN, Field, Seen, mask, seen
from gaiyue.people.permissions import TABLE, Whose
from gaiyue.people.sign_in import account_of
from gaiyue.web.shared.history import show_history
from tests import make


def somebody(role: str) -> Actor:
    return Actor(make.PARK, "account:1", role, frozenset({"mine"}))


def test_every_role_has_a_word_on_every_field():
    assert set(SEEN) == set(TABLE)
    assert all(set(row) == set(Field) for row in SEEN.values())


@pytest.mark.parametrize("field", Field)
@pytest.mark.parametrize("role", [*TABLE, "director"])
def test_what_belongs_to_others_is_nothing_to_outsiders(role, field):
    is_outside = TABLE.get(role, (Whose.OWN,))[0] is Whose.OWN
    if is_outside:
        assert seen(field, actor=somebody(role), of="theirs") is Seen.NOTHING
        assert mask("张三", field, actor=somebody(role), of="theirs") == ""
    assert seen(field, actor=somebody("director"), of="mine") is Seen.NOTHING


@pytest.mark.parametrize(
    ("value", "field", "shown"),
    [
        ("张三丰", Field.CONTACT_NAME, "张*"),
        ("138 0000 0000", Field.CONTACT_PHONE, "138****0000"),
        ("021-5555 0100", Field.CONTACT_PHONE, "****0100"),
        ("12345", Field.CONTACT_PHONE, "****"),
        ("", Field.CONTACT_NAME, ""),
        ("客户改到周三", Field.VISIT_NOTE, ""),
    ],
)
def test_a_link_shows_no_more_than_its_holder_needs(value, field, shown):
    assert mask(value, field, actor=somebody("link_holder"), of="mine") == shown


def test_an_address_keeps_its_first_letter_and_its_host():
    how = {"actor": somebody("member"), "of": "mine"}
    assert mask("anna@x.com", Field.MEMBER_EMAIL, **how) == "a***@x.com"
    assert seen(Field.MEMBER_EMAIL, **how) is Seen.PARTIAL
    assert seen(Field.CONTACT_PHONE, **how) is Seen.FULL


def test_a_company_sees_its_contact_and_a_link_no_free_text(park):
    from gaiyue.booking.cancel import cancel_appointment

    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    client, account = Client(), account_of(make.PARK, company.account)
    assert account is not None
    client.force_login(account)
    page = client.get(reverse("appointment", args=[reference])).content.decode()
    assert "138 0000 0000" in page
    cancel_appointment(reference, actor=company.actor, note="家里有事")
    shown = show_history(reference, actor=company.actor, reasons={})
    assert "家里有事" in [one.detail for one in shown]
    shown = show_history(reference, actor=make.link_holder(reference), reasons={})
    assert "家里有事" not in [one.detail for one in shown]
