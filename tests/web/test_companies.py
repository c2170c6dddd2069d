"""The console's pages of companies."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.people.companies import company as one_company
from gaiyue.people.correct_enterprise import CompanyData, correct_enterprise
from gaiyue.people.set_tier import set_tier
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


def test_what_a_company_corrected_meanwhile_is_not_overwritten_unseen(park):
    """A10: the page shows both, keeps what was typed, and saves it when it is sent again."""
    company, client = make.a_company("云启科技"), signed_in("clerk")
    url = reverse("console_company_edit", args=[company.code])
    opened = client.get(url)
    typed = {**opened.context["form"].initial, "industry": "新材料", "seen": opened.context["seen"]}
    data = CompanyData(
        name=company.name, industry="集成电路", size="large", contact_phone="021-5555 0177"
    )
    correct_enterprise(company.code, data=data, actor=company.actor)

    late = client.post(url, typed)

    assert late.status_code == 409
    said = {one.label: (one.now, one.typed) for one in late.context["differing"]}
    assert said["所属行业"] == ("集成电路", "新材料")
    assert said["企业联系电话"] == ("021-5555 0177", "")
    assert "大型" in said["企业规模"][0]
    assert 'value="新材料" selected' in late.content.decode()
    assert client.post(url, {**typed, "seen": late.context["seen"]}).status_code == 302
    row = one_company(company.code, actor=make.HOUSE)
    assert (row.industry, row.contact_phone) == ("新材料", "")


def test_a_tier_set_meanwhile_is_said(park):
    company, client = make.a_company("云启科技"), signed_in("clerk")
    url = reverse("console_tier", args=[company.code])
    seen = client.get(url).context["seen"]
    set_tier(company.code, tier="key_project", reason="招商文件", actor=make.HOUSE)
    late = client.post(url, {"tier": "high_tech", "reason": "证书", "seen": seen})
    assert late.status_code == 409
    (differing,) = late.context["differing"]
    assert differing.now == "重点招商项目"


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
