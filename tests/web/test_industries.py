"""A company's industry: one list at signing up and afterwards, in the reader's language."""

from django.urls import reverse
from django.utils import translation

from gaiyue.people.companies import company as one_company
from gaiyue.people.correct_enterprise import CompanyData, correct_enterprise
from gaiyue.web.shared.industries import INDUSTRIES, say_industry
from tests import make
from tests.web.test_pages import signed_in


def test_the_profile_offers_the_list_and_keeps_what_is_kept(park):
    """A1: a word from before the list stays until another one is chosen; a word that isn't offered is refused."""
    company = make.a_company()
    data = CompanyData(name=company.name, industry="软件外包", size="small")
    correct_enterprise(company.code, data=data, actor=company.actor)
    client, edit = signed_in(company), reverse("profile_edit")
    opened = client.get(edit)
    offered = [kept for kept, _said in opened.context["form"].fields["industry"].choices]
    assert offered == ["", "软件外包", *dict(INDUSTRIES)]
    typed = {**opened.context["form"].initial, "seen": opened.context["seen"]}
    wrong = client.post(edit, {**typed, "industry": "银行"})
    assert wrong.status_code == 422
    assert "请从列表里选一个行业" in wrong.content.decode()
    assert client.post(edit, {**typed, "industry": "其他"}).status_code == 302
    assert one_company(company.code, actor=company.actor).industry == "其他"
    late = client.post(edit, {**typed, "industry": "新材料"})
    assert late.status_code == 409


def test_english_readers_read_the_industry_in_english():
    with translation.override("en"):
        assert say_industry("集成电路") != "集成电路"
        assert say_industry("软件外包") == "软件外包"
