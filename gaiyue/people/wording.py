"""The codes of people in words."""

from django.utils.functional import Promise

from gaiyue.people.models.enterprise import MemberRole, Size, Tier
from gaiyue.people.models.staff import StaffRole


def say_size(code: str) -> str:
    """A size class: 小型."""
    return str(Size(code).label)


def say_staff_role(code: str) -> str:
    """A role of staff: 窗口人员."""
    return str(StaffRole(code).label)


def say_tier(code: str) -> str:
    """A tier: 高新技术企业."""
    return str(Tier(code).label)


def say_member_role(code: str) -> str:
    """What a person is in a company: 负责人."""
    return str(MemberRole(code).label)


Choices = list[tuple[str, "str | Promise"]]


def size_choices() -> Choices:
    """Every size class, code and name."""
    return list(Size.choices)


def tier_choices() -> Choices:
    """Every tier, code and name."""
    return list(Tier.choices)


def member_role_choices() -> Choices:
    """Every role in a company, code and name."""
    return list(MemberRole.choices)


def staff_role_choices() -> Choices:
    """Every role of staff, code and name."""
    return list(StaffRole.choices)
