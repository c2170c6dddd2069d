"""Which roles of the staff may do something: whom to ask, for those who may not."""

from gaiyue.people.models.staff import StaffRole
from gaiyue.people.permissions import TABLE, May

__all__ = ["name_of_role", "roles_that_may"]


def roles_that_may(what: May) -> list[str]:
    """The names of the roles, in the reader's language, from the counter up."""
    return [str(role.label) for role in StaffRole if what in TABLE[role.value][1]]


def name_of_role(role: str) -> str:
    """The name of a role of the staff in the reader's language; "" for none of them."""
    return str(StaffRole(role).label) if role in StaffRole.values else ""
