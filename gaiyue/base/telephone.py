"""A telephone number as its bare digits, the same however it was written."""

import unicodedata
from typing import Final

TAIL: Final = 4
"""People at the counter give the last four digits of their number (尾号)."""

MOBILE: Final = 11


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
