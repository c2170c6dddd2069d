"""References that people can read out on the phone: no 0/O, no 1/I, and a check character.

Eight random characters of a 32-letter alphabet (2^40 values) and one check character by ISO/IEC 7064,
Mod 33,32, which finds every single wrong character and nearly every swap of two neighbours. A reference that could
be mistaken by such a swap is never given out.
"""

import secrets
from collections.abc import Iterator

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 9


class ReferenceInvalid(ValueError):
    """What was typed can't be a reference: wrong length, a foreign letter, or a slip of a character."""


def new_reference() -> str:
    """A fresh reference such as `7KQ2MX4TB`; the caller's unique constraint settles a collision."""
    while True:
        stem = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
        reference = stem + str(mod_37_36.calc_check_digit(stem, alphabet=ALPHABET))
        if not any(mod_37_36.is_valid(typed, alphabet=ALPHABET) for typed in swaps(reference)):
            return reference


def swaps(reference: str) -> Iterator[str]:
    """The reference with two neighbours swapped, in every way that changes it."""
    for at in range(len(reference) - 1):
        one, other = reference[at], reference[at + 1]
        if one != other:
            yield reference[:at] + other + one + reference[at + 2 :]


def read_reference(typed: str) -> str:
    """The reference in `typed`, however it was spaced, hyphenated or cased.

    Raises ReferenceInvalid when the check character does not fit.
    """
    plain = "".join(typed.split()).replace("-", "").upper()
    if len(plain) != LENGTH:
        raise ReferenceInvalid(typed)
    try:
        return str(mod_37_36.validate(plain, alphabet=ALPHABET))
    except ValidationError as wrong:
        raise ReferenceInvalid(typed) from wrong


def spoken(reference: str) -> str:
    """Grouped by three for reading aloud: `7KQ-2MX-4TB`."""
    return "-".join(reference[i : i + 3] for i in range(0, len(reference), 3))
