"""Companies, their people and the park's own as the templates want them, masked for the reader."""

from dataclasses import dataclass
from datetime import datetime

from gaiyue.people.companies import ActingRow, CompanyRow
from gaiyue.people.invitations import InvitationRow
from gaiyue.people.masking import Field
from gaiyue.people.team import ColleagueRow
from gaiyue.people.wording import say_member_role, say_size, say_staff_role, say_tier
from gaiyue.web.shared.industries import say_industry
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.reader import masked, reader


@dataclass(frozen=True, slots=True)
class ShownCompany:
    """A company in a list or on its page."""

    code: str
    name: str
    credit_code: str
    industry: str
    size_label: str
    tier: str
    tier_label: str
    is_verified: bool
    contact_name: str
    contact_phone: str
    merged_into: str
    members: int


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A person who acts for a company."""

    account: int
    name: str
    email: str
    phone: str
    role: str
    role_label: str
    is_active: bool
    is_me: bool


@dataclass(frozen=True, slots=True)
class ShownInvitation:
    """An invitation that has not been answered."""

    id: int
    email: str
    role_label: str
    invited_at: datetime
    expires_at: datetime
    is_expired: bool


@dataclass(frozen=True, slots=True)
class ShownColleague:
    """A member of staff."""

    account: int
    name: str
    login: str
    phone: str
    role_label: str
    department_name: str
    is_active: bool
    is_me: bool


def show_company(row: CompanyRow) -> ShownCompany:
    """A company in the reader's language."""
    return ShownCompany(
        code=row.code,
        name=row.name,
        credit_code=masked(row.credit_code, Field.CREDIT_CODE, of=row.code),
        industry=say_industry(row.industry),
        size_label=say_size(row.size),
        tier=row.tier,
        tier_label=say_tier(row.tier),
        is_verified=row.is_verified,
        contact_name=masked(row.contact_name, Field.CONTACT_NAME, of=row.code),
        contact_phone=masked(row.contact_phone, Field.CONTACT_PHONE, of=row.code),
        merged_into=row.merged_into,
        members=row.members,
    )


def show_member(row: ActingRow, *, of: str) -> ShownMember:
    """A person who acts for the company `of`; everybody sees all of themselves."""
    is_me = reader().code == f"account:{row.account}"
    return ShownMember(
        account=row.account,
        name=masked(row.name, Field.MEMBER_NAME, of=of),
        email=row.email if is_me else masked(row.email, Field.MEMBER_EMAIL, of=of),
        phone=row.phone if is_me else masked(row.phone, Field.MEMBER_PHONE, of=of),
        role=row.role,
        role_label=say_member_role(row.role),
        is_active=row.is_active,
        is_me=is_me,
    )


def show_invitation(row: InvitationRow) -> ShownInvitation:
    """An open invitation for those who may withdraw it."""
    return ShownInvitation(
        id=row.id,
        email=masked(row.email, Field.MEMBER_EMAIL, of=row.enterprise),
        role_label=say_member_role(row.role),
        invited_at=row.invited_at,
        expires_at=row.expires_at,
        is_expired=row.is_expired,
    )


def show_colleague(row: ColleagueRow) -> ShownColleague:
    """A member of staff for colleagues."""
    is_me = reader().code == f"account:{row.account}"
    return ShownColleague(
        account=row.account,
        name=masked(row.name, Field.STAFF_NAME, of=""),
        login=row.login if is_me else masked(row.login, Field.STAFF_LOGIN, of=""),
        phone=row.phone if is_me else masked(row.phone, Field.STAFF_PHONE, of=""),
        role_label=say_staff_role(row.role),
        department_name=in_language(row.department_zh, row.department_en),
        is_active=row.is_active,
        is_me=is_me,
    )
