"""Who may see what of a person or a company: one table, role by field. Pages show nothing that has not passed it."""

from enum import StrEnum
from typing import Final

from gaiyue.base.actor import Actor
from gaiyue.people.permissions import TABLE, Whose


class Field(StrEnum):
    """What can be seen of a person or a company."""

    CONTACT_NAME = "contact_name"
    CONTACT_PHONE = "contact_phone"
    VISIT_NOTE = "visit_note"
    MEMBER_NAME = "member_name"
    MEMBER_EMAIL = "member_email"
    MEMBER_PHONE = "member_phone"
    CREDIT_CODE = "credit_code"
    TIER_REASON = "tier_reason"
    STAFF_NAME = "staff_name"
    STAFF_LOGIN = "staff_login"
    STAFF_PHONE = "staff_phone"


class Seen(StrEnum):
    """How much of it is shown."""

    FULL = "full"
    PARTIAL = "partial"
    NOTHING = "nothing"


_F, _P, _N = Seen.FULL, Seen.PARTIAL, Seen.NOTHING
_ORDER: Final = tuple(Field)

#                contact     note  member's name,  credit tier's  staff's
#                name phone        e-mail, phone   code   reason  name login phone
_ROWS: Final = {
    "visitor":       (_N, _N, _N,  _N, _N, _N,     _N,    _N,     _N, _N, _N),
    "link_holder":   (_P, _P, _N,  _N, _N, _N,     _N,    _N,     _N, _N, _N),
    "member":        (_F, _F, _F,  _F, _P, _P,     _F,    _N,     _N, _N, _N),
    "owner":         (_F, _F, _F,  _F, _F, _F,     _F,    _N,     _N, _N, _N),
    "clerk":         (_F, _F, _F,  _F, _P, _P,     _F,    _F,     _F, _P, _P),
    "specialist":    (_F, _F, _F,  _F, _F, _F,     _F,    _F,     _F, _P, _P),
    "supervisor":    (_F, _F, _F,  _F, _F, _F,     _F,    _F,     _F, _P, _P),
    "manager":       (_F, _F, _F,  _F, _F, _F,     _F,    _F,     _F, _F, _F),
    "administrator": (_F, _F, _F,  _F, _F, _F,     _F,    _F,     _F, _F, _F),
    "system":        (_F, _F, _F,  _F, _F, _F,     _F,    _F,     _F, _F, _F),
}  # fmt: skip

SEEN: Final[dict[str, dict[Field, Seen]]] = {
    role: dict(zip(_ORDER, row, strict=True)) for role, row in _ROWS.items()
}
"""Role → field → how much of it. A role that is not here sees nothing; docs/who-may-see-what.md says why."""


def seen(field: Field, *, actor: Actor, of: str = "") -> Seen:
    """How much of the field the actor may see; `of` is the code of whom it belongs to (an enterprise, or a visit).

    What belongs to others is nothing to companies and link holders, whatever the table says of their own.
    """
    whose, _ = TABLE.get(actor.role, (Whose.OWN, frozenset()))
    if whose is Whose.OWN and of not in actor.scope:
        return Seen.NOTHING
    return SEEN.get(actor.role, {}).get(field, Seen.NOTHING)


def mask(value: str, field: Field, *, actor: Actor, of: str = "") -> str:
    """The value as far as the actor may see it: whole, in part (138****0000), or "" for nothing."""
    how = seen(field, actor=actor, of=of)
    if how is Seen.FULL or not value:
        return value
    return _partly(value, field) if how is Seen.PARTIAL else ""


def _partly(value: str, field: Field) -> str:
    if field in (Field.CONTACT_PHONE, Field.MEMBER_PHONE, Field.STAFF_PHONE):
        return mask_phone(value)
    if field in (Field.MEMBER_EMAIL, Field.STAFF_LOGIN):
        return mask_email(value)
    return mask_name(value)


def mask_name(name: str) -> str:
    """The family name alone: 张*, 欧*, J*."""
    plain = name.strip()
    return f"{plain[:1]}*" if plain else ""


def mask_phone(phone: str) -> str:
    """The first three and the last four digits of a mobile number, the last four of any other: 138****0000."""
    digits = "".join(sign for sign in phone if sign.isdecimal())
    if len(digits) < 8:  # noqa: PLR2004 - of a short number four digits would be most of it
        return "****"
    head = digits[:3] if len(digits) == 11 and digits[0] == "1" else ""  # noqa: PLR2004 - a mobile number
    return f"{head}****{digits[-4:]}"


def mask_email(email: str) -> str:
    """The first letter and the host: a***@example.com; of a login that is no address, the first letter."""
    name, at, host = email.strip().partition("@")
    return f"{name[:1]}***{at}{host}"
