"""What the room records: ids and codes only; the names are in the rows, where they can be corrected."""

from dataclasses import dataclass

from gaiyue.eventlog.kinds import Code, kind


@kind("park.opened")
@dataclass(frozen=True, slots=True)
class ParkOpened:
    """A park began, with these departments."""

    departments: tuple[Code, ...]


@kind("enterprise.registered")
@dataclass(frozen=True, slots=True)
class EnterpriseRegistered:
    """A company was entered; unverified while it is still being registered and has no credit code."""

    size: Code
    tier: Code
    is_verified: bool


@kind("member.added")
@dataclass(frozen=True, slots=True)
class MemberAdded:
    """A person may act for a company from now on."""

    enterprise: Code
    role: Code


@kind("staff.employed")
@dataclass(frozen=True, slots=True)
class StaffEmployed:
    """A person works for the park from now on."""

    department: Code
    role: Code
