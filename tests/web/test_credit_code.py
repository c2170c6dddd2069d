"""A company says its credit code on its own pages; only staff say that it is right."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.people.models import Enterprise
from gaiyue.people.new_enterprise import NewEnterprise
from gaiyue.people.register_enterprise import register_enterprise
from tests import make
from tests.web.test_people_pages import signed_in

CODE = "91310115YY0001W3U8"
pytestmark = pytest.mark.usefixtures("park")


def says(client: Client, credit_code: str, company: make.Company):
    typed = {"credit_code": credit_code, "company": company.code}
    return client.post(reverse("credit_code"), typed)


def test_the_owner_of_a_new_company_says_its_code_and_stays_unverified():
    """A9: what is typed with blanks and small letters is the code all the same."""
    mine = make.a_company(credit_code=None)
    client = signed_in(mine.actor)
    assert reverse("credit_code") in client.get(reverse("profile")).content.decode()
    answer = says(client, " 91310115 yy0001w3u8 ", mine)
    assert (answer.status_code, answer["Location"]) == (302, reverse("profile"))
    row = Enterprise.objects.get(code=mine.code)
    assert (row.credit_code, row.is_verified) == (CODE, False)


def test_a_wrong_code_is_kept_in_the_field_with_what_is_wrong():
    """A9: and nothing is changed."""
    mine = make.a_company(credit_code=None)
    answer = says(signed_in(mine.actor), "91310115YY0001W3U9", mine)
    assert answer.status_code == 422
    assert "91310115YY0001W3U9" in answer.content.decode()
    assert Enterprise.objects.get(code=mine.code).credit_code is None


def test_the_code_of_a_verified_company_stays_with_it():
    """A9: neither another company nor the company itself can change what staff have seen."""
    register_enterprise(
        NewEnterprise(name="甲", industry="", size="small", credit_code=CODE), actor=make.HOUSE
    )
    mine, known = make.a_company(credit_code=None), make.a_company()
    before = Enterprise.objects.get(code=known.code).credit_code
    assert says(signed_in(mine.actor), CODE, mine).status_code == 422
    assert says(signed_in(known.actor), CODE, known).status_code == 422
    assert Enterprise.objects.get(code=mine.code).credit_code is None
    assert Enterprise.objects.get(code=known.code).credit_code == before
    assert signed_in(known.actor).get(reverse("credit_code")).status_code == 200


def test_who_is_not_in_charge_finds_no_such_page():
    """A9: the code is the owner's business."""
    mine = make.a_company(credit_code=None)
    colleague = make.colleague(mine)
    assert signed_in(colleague.actor).get(reverse("credit_code")).status_code == 404
