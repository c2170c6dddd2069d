"""Whom to reach about a visit: how long names and numbers may be, and a number as its bare digits."""

import unicodedata
from dataclasses import dataclass

from gaiyue.base.errors import Refusal

NAME_LENGTH = 64
PHONE_LENGTH = 32
TAIL = 4
"""People at the counter give the last four digits of their number (尾号)."""

MOBILE = 11


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to reach about the visit."""

    name: str = ""
    phone: str = ""


NOBODY = Contact()


def checked(contact: Contact) -> Contact:
    """The contact without blanks around it.

    Refusals: `contact.name_too_long`, `contact.phone_too_long`: what the table could not keep whole.
    """
    name, phone = contact.name.strip(), contact.phone.strip()
    if len(name) > NAME_LENGTH:
        raise Refusal("contact.name_too_long", {"longest": NAME_LENGTH})
    if len(phone) > PHONE_LENGTH:
        raise Refusal("contact.phone_too_long", {"longest": PHONE_LENGTH})
    return Contact(name, phone)


def digits_of(phone: str) -> str:
    """The bare digits of a telephone number, the same however it was written.

    Full-width digits, spaces and hyphens don't matter; neither does +86 before a number of this country, whose area
    codes then get their 0 back: +86 21 5555 0100 is 02155550100.
    """
    plain = unicodedata.normalize("NFKC", phone).strip()
    digits = "".join(sign for sign in plain if sign in "0123456789")
    if plain.startswith("+86"):
        return _at_home(digits[2:])
    if digits.startswith("0086"):
        return _at_home(digits[4:])
    if digits.startswith("861") and len(digits) == MOBILE + 2:
        return digits[2:]
    return digits


def _at_home(digits: str) -> str:
    is_mobile = digits.startswith("1") and len(digits) == MOBILE
    return digits if is_mobile or not digits or digits.startswith("0") else f"0{digits}"


def tail_of(phone: str) -> str:
    """The last four digits of a number; "" when it has fewer."""
    digits = digits_of(phone)
    return digits[-TAIL:] if len(digits) >= TAIL else ""
