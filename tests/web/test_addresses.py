"""Numbers in addresses that no row can have are not there, rather than an error of the database."""

import pytest
from django.test import Client
from django.urls import get_resolver

from gaiyue.people.sign_in import account_of
from tests import make
from tests.house.test_doors import addresses

NUMBERED = sorted(
    "/" + path
    for path, _entry in addresses(get_resolver())
    if "<id:" in path and "<token>" not in path
)


def test_every_number_in_an_address_is_that_of_a_row():
    assert NUMBERED
    assert [path for path, _entry in addresses(get_resolver()) if "<int:" in path] == []


@pytest.mark.parametrize("digits", ["9" * 24, "9" * 18])
def test_a_number_that_no_row_has_is_not_there(park, settings, digits):
    import re

    settings.DEMO = True
    make.a_demo()
    client, account = Client(), account_of(make.PARK, int(make.staff("manager").code.split(":")[1]))
    assert account is not None
    client.force_login(account)
    for path in NUMBERED:
        address = re.sub(r"<id:\w+>", digits, path)
        address = re.sub(r"<\w+:code>|<\w+:service>", "tax-registration", address)
        address = re.sub(r"<[^>]+>", "x", address)
        assert client.get(address).status_code in (404, 405), address
