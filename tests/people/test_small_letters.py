"""Accounts from before addresses were kept in small letters are found again after the migration."""

from importlib import import_module

from django.apps import apps
from django.db import connection

from gaiyue.people.models import Account
from gaiyue.people.sign_in import account_at
from tests import make

migration = import_module("gaiyue.people.migrations.0006_addresses_in_small_letters")


class Editor:
    """As much of a schema editor as the migration asks for."""

    connection = connection


def an_account(login: str, email: str = "", park: str = make.PARK) -> Account:
    return Account.objects.create(park=park, login=login, email=email, name="老用户")


def test_an_old_login_with_capitals_is_let_in_again(park):
    old = an_account("Chen@Example.com", "Chen@Example.com")
    staff = an_account("Zhang.San", "")
    by_mail = an_account("13800000000", "Wang@Example.com")
    elsewhere = an_account("chen@example.com", park="elsewhere")
    assert account_at(make.PARK, "chen@example.com") is None
    migration.lower(apps, Editor)
    assert account_at(make.PARK, "chen@example.com") == old
    assert account_at(make.PARK, "Zhang.San") == staff
    assert account_at(make.PARK, "wang@example.com") == by_mail
    assert account_at("elsewhere", "chen@example.com") == elsewhere


def test_what_would_mean_two_accounts_is_left_alone_and_listed(park, capsys):
    first, second = an_account("Li@Example.com"), an_account("13900000000", "li@example.com")
    twins = an_account("Xu@Example.com"), an_account("XU@example.com")
    migration.lower(apps, Editor)
    assert account_at(make.PARK, "li@example.com") == second
    said = capsys.readouterr().out
    for pair in ((first, second), twins):
        for row in pair:
            assert Account.objects.get(pk=row.pk).login == row.login
        assert f"it would mean {pair[0].pk}, {pair[1].pk}\n" in said
    assert "example" not in said.lower()
