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
    """A company was entered; unverified until staff have seen its licence."""

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


@kind("member.invited")
@dataclass(frozen=True, slots=True)
class MemberInvited:
    """An address was asked to act for a company, for the first time or again."""

    enterprise: Code
    invitation: int


@kind("member.invitation_withdrawn")
@dataclass(frozen=True, slots=True)
class InvitationWithdrawn:
    """An invitation holds no longer."""

    enterprise: Code
    invitation: int


@kind("member.joined")
@dataclass(frozen=True, slots=True)
class MemberJoined:
    """A person accepted an invitation and may act for the company from now on."""

    enterprise: Code
    invitation: int
    role: Code


@kind("member.role_changed")
@dataclass(frozen=True, slots=True)
class MemberRoleChanged:
    """A person is in charge of a company from now on, or no longer."""

    enterprise: Code
    before: Code
    after: Code


@kind("member.removed")
@dataclass(frozen=True, slots=True)
class MemberRemoved:
    """A person does not act for a company any more."""

    enterprise: Code
    role: Code


@kind("enterprise.corrected")
@dataclass(frozen=True, slots=True)
class EnterpriseCorrected:
    """What is known of a company was corrected: these fields."""

    fields: tuple[Code, ...]


@kind("enterprise.verified")
@dataclass(frozen=True, slots=True)
class EnterpriseVerified:
    """Staff have seen the licence of a company: the credit code is its own."""


@kind("enterprise.code_taken")
@dataclass(frozen=True, slots=True)
class EnterpriseCodeTaken:
    """A credit code that a company only said was its own went to the one that brought the licence."""

    by: Code


@kind("enterprise.tier_set")
@dataclass(frozen=True, slots=True)
class TierSet:
    """Staff gave a company another class; why is in the text beside it."""

    before: Code
    after: Code


@kind("enterprise.merged")
@dataclass(frozen=True, slots=True)
class EnterpriseMerged:
    """A company turned out to be the same as another and was closed; its visits and people went over."""

    into: Code
    visits: tuple[Code, ...]
    members: int


@kind("enterprise.absorbed")
@dataclass(frozen=True, slots=True)
class EnterpriseAbsorbed:
    """A company took over what another entry of the same company had."""

    merged: Code
    visits: tuple[Code, ...]
    members: int


@kind("staff.moved")
@dataclass(frozen=True, slots=True)
class StaffMoved:
    """A member of staff has another department or another role."""

    from_department: Code
    to_department: Code
    from_role: Code
    to_role: Code


@kind("staff.corrected")
@dataclass(frozen=True, slots=True)
class StaffCorrected:
    """What is known of a member of staff was corrected: these fields."""

    fields: tuple[Code, ...]


@kind("staff.released")
@dataclass(frozen=True, slots=True)
class StaffReleased:
    """A member of staff can't sign in any more."""

    department: Code
    role: Code


@kind("staff.restored")
@dataclass(frozen=True, slots=True)
class StaffRestored:
    """A member of staff can sign in again."""

    department: Code
    role: Code


@kind("department.added")
@dataclass(frozen=True, slots=True)
class DepartmentAdded:
    """The park has one department more."""


@kind("department.corrected")
@dataclass(frozen=True, slots=True)
class DepartmentCorrected:
    """Names or the number of a department were corrected: these fields."""

    fields: tuple[Code, ...]


@kind("account.signed_up")
@dataclass(frozen=True, slots=True)
class SignedUp:
    """A person proved an address, opened an account and entered a company by themselves."""

    enterprise: Code


@kind("account.corrected")
@dataclass(frozen=True, slots=True)
class AccountCorrected:
    """A person of a company corrected these fields of their own account."""

    fields: tuple[Code, ...]


@kind("account.address_changed")
@dataclass(frozen=True, slots=True)
class AddressChanged:
    """A person signs in with another address from now on; which one is in the row."""


@kind("account.password_set")
@dataclass(frozen=True, slots=True)
class PasswordSet:
    """An account has a new password."""


@kind("account.language_chosen")
@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """A person reads this language."""

    language: Code
