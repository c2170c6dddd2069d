"""Whom to reach about a visit, and how long names and numbers may be."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from gaiyue.base.errors import Refusal
from gaiyue.base.plain_text import one_line
from gaiyue.base.telephone import TAIL, digits_of, tail_of

__all__ = ["NOBODY", "TAIL", "Contact", "checked", "digits_of", "read_phone", "tail_of"]

NAME_LENGTH = 64
PHONE_LENGTH = 32
PHONE: Final = re.compile(r"\+?\d[\d\s\-()（）]{5,24}\d")
DASHES: Final = str.maketrans("‐‑‒–—―−", "-------")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to reach about the visit."""

    name: str = ""
    phone: str = ""


NOBODY = Contact()


def checked(contact: Contact) -> Contact:
    """The contact as it reads: no blanks around it, no unseen signs in it.

    Refusals: `contact.name_too_long`, `contact.phone_too_long`: what the table could not keep whole;
    `contact.phone_unreadable`: what nobody can dial.
    """
    name, phone = one_line(contact.name), one_line(contact.phone)
    if len(name) > NAME_LENGTH:
        raise Refusal("contact.name_too_long", {"longest": NAME_LENGTH})
    if len(phone) > PHONE_LENGTH:
        raise Refusal("contact.phone_too_long", {"longest": PHONE_LENGTH})
    readable = read_phone(phone)
    if readable is None:
        raise Refusal("contact.phone_unreadable")
    return Contact(name, readable)


def read_phone(typed: str) -> str | None:
    """A number of digits with the usual separators, or nothing; full-width signs mean the same. None for the rest."""
    phone = unicodedata.normalize("NFKC", typed).strip().translate(DASHES)
    return phone if not phone or PHONE.fullmatch(phone) else None
