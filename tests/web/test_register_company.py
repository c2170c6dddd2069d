"""A12: a company without an account is entered at the counter and booked for."""

from django.urls import reverse

from gaiyue.people.companies import company as one_company
from tests import make
from tests.web.test_companies import signed_in


def test_a_company_that_comes_for_the_first_time_is_entered_and_booked_for(park):
    """A12: with the licence seen it is verified, otherwise it says so before a time is chosen."""
    client = signed_in("clerk")
    address = reverse("console_register")
    assert address in client.get(reverse("console_find"), {"q": "初来乍到"}).content.decode()
    assert "初来乍到" in client.get(address, {"name": "初来乍到"}).content.decode()
    known = one_company(make.a_company("有码科技").code, actor=make.staff("manager"))
    new = {
        "name": "初来乍到",
        "size": "small",
        "industry": "新材料",
        "contact_phone": "13800000101",
    }
    wrong = client.post(address, new | {"credit_code": "123"})
    assert wrong.status_code == 422
    assert "初来乍到" in wrong.content.decode()
    taken = client.post(address, new | {"credit_code": known.credit_code})
    assert reverse("console_company", args=[known.code]) in taken.content.decode()

    answer = client.post(address, new)
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "“初来乍到”已登记" in page
    assert "还没有核实" in page


def test_a_company_of_the_same_name_is_shown_before_a_second_one_is_entered(park):
    client, address = signed_in("clerk"), reverse("console_register")
    new = {"name": "初来乍到", "size": "small"}
    code = client.post(address, new)["Location"].split("/")[-2]
    twice = client.post(address, new)
    assert twice.status_code == 422
    assert reverse("console_company", args=[code]) in twice.content.decode()
    assert client.post(address, new | {"is_another": "on"}).status_code == 302
