"""Whom to reach about a visit, and how long names and numbers may be."""

from dataclasses import dataclass

from gaiyue.base.errors import Refusal
from gaiyue.base.plain_text import one_line
from gaiyue.base.telephone import TAIL, digits_of, tail_of

__all__ = ["NOBODY", "TAIL", "Contact", "checked", "digits_of", "tail_of"]

NAME_LENGTH = 64
PHONE_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to reach about the visit."""

    name: str = ""
    phone: str = ""


NOBODY = Contact()


def checked(contact: Contact) -> Contact:
    """The contact as it reads: no blanks around it, no unseen signs in it.

    Refusals: `contact.name_too_long`, `contact.phone_too_long`: what the table could not keep whole.
    """
    name, phone = one_line(contact.name), one_line(contact.phone)
    if len(name) > NAME_LENGTH:
        raise Refusal("contact.name_too_long", {"longest": NAME_LENGTH})
    if len(phone) > PHONE_LENGTH:
        raise Refusal("contact.phone_too_long", {"longest": PHONE_LENGTH})
    return Contact(name, phone)
