"""The codes of people in words."""

from gaiyue.people.models.enterprise import Size
from gaiyue.people.models.staff import StaffRole


def say_size(code: str) -> str:
    """A size class: 小型."""
    return str(Size(code).label)


def say_staff_role(code: str) -> str:
    """A role of staff: 窗口人员."""
    return str(StaffRole(code).label)
