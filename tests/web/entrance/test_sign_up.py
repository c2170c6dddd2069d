"""Signing up: nothing exists before the address is proven; mistakes keep what was typed; twice is once."""

import pytest
from django.test import Client
from django.urls import reverse

from gaiyue.people.models import Account, Enterprise, Membership
from gaiyue.web.entrance import addresses
from tests import make
from tests.web.entrance.conftest import code_in, mails

FORM = {
    "name": "陈思远",
    "email": "Chen@Example.com",
    "phone": "021-5555 0100",
    "company": "上海试澜科技有限公司",
    "registered": "registered",
    "credit_code": "91310115 yy0001w3u8",
    "industry": "人工智能",
    "size": "small",
}
ADDRESS, CODE = "chen@example.com", "/sign-up/code/"


def sign_up(client: Client, **changed: str):
    return client.post("/sign-up/", {**FORM, **changed})


def test_a_company_signs_up_and_is_in(park):
    """J1: form, code, in; the account and the company exist only afterwards."""
    client = Client()
    assert client.get("/sign-up/").status_code == 200
    assert sign_up(client, next="/services/")["Location"] == f"{CODE}?next=%2Fservices%2F"
    assert not Account.objects.exists()
    assert not Enterprise.objects.exists()
    answer = client.post(CODE, {"code": code_in(ADDRESS), "next": "/services/"})
    assert answer["Location"] == "/services/"
    company = Enterprise.objects.get(park=make.PARK)
    assert (company.credit_code, company.tier) == ("91310115YY0001W3U8", "normal")
    member = Membership.objects.get(enterprise=company)
    assert (member.role, member.account.login, member.account.phone) == (
        "owner",
        ADDRESS,
        FORM["phone"],
    )
    assert client.get(reverse("account")).status_code == 200


def test_a_company_still_being_registered_is_unverified(park):
    client = Client()
    page = client.get("/sign-up/").content.decode()
    assert "未核实" in page
    sign_up(client, registered="registering", credit_code="whatever")
    client.post(CODE, {"code": code_in(ADDRESS)})
    company = Enterprise.objects.get()
    assert company.credit_code is None
    assert not company.is_verified


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"credit_code": "91310115YY0001W3"}, "应有 18 位，您填了 16 位"),
        ({"credit_code": "91310115YY0001W3O8"}, "没有字母 O"),
        ({"credit_code": "91310115YY0001W3U9"}, "校验不符"),
        ({"credit_code": "9131011AYY0001W3U8"}, "第 3 到 8 位应是数字"),
        ({"credit_code": "91310115-Y0001W3U中"}, "请去掉"),
        ({"credit_code": ""}, "请填写统一社会信用代码"),
        ({"credit_code": "9" * 60}, "应有 18 位，您填了 60 位"),
        ({"credit_code": "9\x00"}, "看不见的控制字符"),
        ({"email": "x"}, "邮箱地址的写法不对"),
        ({"email": f"{'x' * 300}@example.com"}, "最多写 254 个字"),
        ({"email": "x\x00@example.com"}, "看不见的控制字符"),
        ({"name": "陈\x00"}, "看不见的控制字符"),
        ({"name": "陈" * 65}, "最多写 64 个字"),
        ({"phone": "abc"}, "联系电话里只能有"),
        ({"name": ""}, "请填写您的姓名"),
        ({"company": ""}, "请填写企业名称"),
        ({"registered": ""}, "请选择企业有没有"),
        ({"industry": "bank"}, "bank"),
    ],
)
def test_each_mistake_is_said_and_the_rest_is_kept(park, wrong, said):
    answer = sign_up(Client(), **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    kept = "试澜" if "company" not in wrong else "陈思远"
    assert kept in page
    assert mails(ADDRESS) == []


def test_a_company_that_is_there_leads_to_its_owner_without_a_name(park):
    company = make.a_company()
    taken = Enterprise.objects.get(code=company.code).credit_code
    client = Client()
    assert (
        sign_up(client, credit_code=str(taken))["Location"] == CODE
    )  # as for one that isn't there
    answer = client.post(CODE, {"code": code_in(ADDRESS)}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [("/sign-up/", 302)]
    assert "请企业的负责人" in page
    assert company.code not in page
    assert Account.objects.get().name not in page


def test_credit_codes_are_not_tried_out_without_an_address(park):
    """Known or not, the answer is the same, and asking is counted."""
    taken = str(Enterprise.objects.get(code=make.a_company().code).credit_code)
    answers = [sign_up(Client(), credit_code=code) for code in (taken, FORM["credit_code"]) * 2]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert len({answer["Location"] for answer in answers[:3]}) == 1


def test_an_address_that_has_an_account_looks_the_same_and_the_mail_says_so(park):
    row = Account.objects.get(pk=make.a_company().account)
    client = Client()
    assert sign_up(client, email=row.login)["Location"] == CODE
    assert client.get(CODE).status_code == 200
    (mail,) = mails(row.login)
    assert "已经有账号" in mail.subject
    assert client.post(CODE, {"code": ""}).status_code == 422
    assert client.post(CODE, {"code": "123456"}).status_code == 422
    assert Account.objects.count() == 1


def test_the_code_sent_twice_makes_one_account(park):
    """Two windows of one session: the second finds what the first did."""
    client = Client()
    sign_up(client)
    session = client.session["sign_up"]
    code = code_in(ADDRESS)
    client.post(CODE, {"code": code})
    again = Client()
    sign_up(again, email="other@example.com")
    stored = again.session
    stored["sign_up"] = session
    stored.save()
    assert again.post(CODE, {"code": code}).status_code == 302
    assert Account.objects.count() == Enterprise.objects.count() == 1


def test_who_was_slower_keeps_what_was_typed(park):
    """The company came in by another window meanwhile."""
    slow, fast = Client(), Client()
    sign_up(slow)
    sign_up(fast, email="fast@example.com")
    fast.post(CODE, {"code": code_in("fast@example.com")})
    assert slow.post(CODE, {"code": code_in(ADDRESS)})["Location"] == "/sign-up/"
    page = slow.get("/sign-up/").content.decode()
    assert "再带营业执照到窗口" in page
    assert "陈思远" in page
    assert Account.objects.count() == 1


def test_three_wrong_codes_end_it_and_what_was_typed_stays(park):
    client = Client()
    sign_up(client)
    right = code_in(ADDRESS)
    wrong = "000000" if right != "000000" else "111111"
    for left in (2, 1):
        assert "请填 6 位数字" in client.post(CODE, {"code": "x"}).content.decode()
        answer = client.post(CODE, {"code": wrong})
        assert answer.status_code == 422
        assert f"还可以试 {left} 次" in answer.content.decode()
    assert client.post(CODE, {"code": wrong})["Location"] == "/sign-up/"
    assert "陈思远" in client.get("/sign-up/").content.decode()


def test_too_many_mails_to_one_address_are_refused(park):
    for _ in range(3):
        assert sign_up(Client()).status_code == 302
    assert sign_up(Client()).status_code == 429


def test_an_account_without_its_proven_address_is_never_kept(park, monkeypatch):
    """One truth, one transaction: what broke in between leaves nothing, and the code works once more."""
    client = Client()
    sign_up(client)
    code = code_in(ADDRESS)
    with monkeypatch.context() as broken:
        broken.setattr(addresses, "prove_address", crash)
        with pytest.raises(RuntimeError):
            client.post(CODE, {"code": code})
    assert Account.objects.count() == Enterprise.objects.count() == 0
    assert client.post(CODE, {"code": code}).status_code == 302
    assert Account.objects.count() == 1


def crash(*_args: object) -> None:
    raise RuntimeError
