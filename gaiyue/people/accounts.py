"""Make the account of a person, for the deeds that let somebody in; or find it again by its login."""

from dataclasses import dataclass

from gaiyue.base.errors import Refusal
from gaiyue.base.plain_text import one_line
from gaiyue.base.telephone import digits_of, tail_of
from gaiyue.people.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody who will sign in; the login is unique in the park, e.g. an e-mail address or a phone number."""

    login: str
    name: str
    email: str = ""
    phone: str = ""
    language: str = "zh-hans"


def as_login(typed: str) -> str:
    """A login as it is kept: an e-mail address in small letters, anything else as it was typed."""
    login = typed.strip()
    return login.lower() if "@" in login else login


def find_account(park: str, login: str) -> Account | None:
    """The account of that login in the park; None when nobody has it."""
    return Account.objects.filter(park=park, login__in={login, as_login(login)}).first()


def make_account(person: NewPerson, *, park: str) -> Account:
    """A new account without a password: its owner signs in by code or link.

    A login that is an e-mail address is also where mail goes, unless the person has another one.
    Refusals: `account.nameless`, `account.no_login`.
    """
    name = one_line(person.name)
    if not name:
        raise Refusal("account.nameless")
    if not person.login.strip():
        raise Refusal("account.no_login")
    login = as_login(person.login)
    account = Account(
        park=park,
        login=login,
        name=name,
        email=person.email.strip().lower() or (login if "@" in login else ""),
        phone=person.phone,
        phone_digits=digits_of(person.phone),
        phone_tail=tail_of(person.phone),
        language=person.language,
    )
    account.set_unusable_password()
    account.save(force_insert=True)
    return account
