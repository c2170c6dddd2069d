"""The console's pages of companies."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.people.companies import company as one_company
from gaiyue.people.sign_in import account_of
from tests import make


def signed_in(role: str) -> Client:
    client = Client()
    account = account_of(make.PARK, int(make.staff(role).code.split(":")[1]))
    assert account is not None
    client.force_login(account)
    return client


def test_staff_find_verify_and_merge_companies(park):
    first, twin = make.a_company("云启科技"), make.a_company("云启", credit_code=None)
    client = signed_in("manager")
    page = client.get(reverse("console_companies"), {"q": "云启", "only": "unverified"})
    assert twin.code in page.content.decode()
    assert first.code not in page.content.decode()
    row = one_company(first.code, actor=make.staff("manager"))
    answer = client.post(
        reverse("console_verify", args=[twin.code]), {"credit_code": row.credit_code}
    )
    assert answer.status_code == 422
    merge = reverse("console_merge", args=[twin.code])
    assert f"{merge}?into={first.code}" in answer.content.decode()
    assert "确认并入" in client.get(merge, {"into": first.code}).content.decode()
    assert client.post(merge, {"into": first.code}).status_code == 302
    there = reverse("console_company", args=[first.code])
    assert client.get(reverse("console_company", args=[twin.code]))["Location"] == there
    assert client.get(there).status_code == 200


def test_a_tier_needs_a_reason(park):
    company, client = make.a_company(), signed_in("clerk")
    url = reverse("console_tier", args=[company.code])
    assert client.post(url, {"tier": "high_tech", "reason": ""}).status_code == 422
    assert client.post(url, {"tier": "high_tech", "reason": "GR2026"}).status_code == 302
    assert one_company(company.code, actor=make.staff()).tier == "high_tech"
    for name in ("console_company_edit", "console_invite", "console_verify", "console_tier"):
        assert client.get(reverse(name, args=[company.code])).status_code == 200
    assert client.get(reverse("console_merge", args=[company.code])).status_code == 403


@pytest.mark.parametrize("page", [1, 2])
def test_a_long_list_takes_as_many_queries_as_a_short_one(park, django_assert_num_queries, page):
    from gaiyue.people.companies import CompanySearch, companies_page

    for n in range(23):
        make.a_company(f"第{n}家")
    with django_assert_num_queries(2):
        found = companies_page(
            CompanySearch(), actor=make.Actor(make.PARK, "account:1", "clerk"), page=page
        )
    assert len(found.rows) == (20 if page == 1 else 3)
