"""Read who there is: companies with the people who act for them, and the staff."""

from dataclasses import dataclass

from django.db.models import QuerySet

from gaiyue.base.actor import Actor
from gaiyue.base.cells import current_cell
from gaiyue.people.models import Department, Membership, Park, Staff
from gaiyue.people.models.enterprise import MemberRole

PAGE = 20


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person who acts for a company, with what a list shows of both. `size`, `tier` and `role` are codes."""

    id: int
    name: str
    role: str
    enterprise: str
    enterprise_name: str
    industry: str
    size: str
    tier: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class MemberPage:
    """One page of a list: `total` rows in all, `number` from 1."""

    rows: tuple[MemberRow, ...]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(-(-self.total // PAGE), 1)


@dataclass(frozen=True, slots=True)
class Representative:
    """The person in charge of a company, as the actor for that one company, and how to reach them."""

    actor: Actor
    name: str
    phone: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff; `role` and `department` are codes, the department's name in both languages."""

    id: int
    name: str
    role: str
    department: str
    department_zh: str
    department_en: str
    actor: Actor


def is_open(park: str) -> bool:
    """Whether the park has been opened in this cell."""
    return Park.objects.filter(park=park).exists()


_OPENED: set[tuple[str, str]] = set()


def has_opened(park: str) -> bool:
    """The same for every request: a park that is open stays open, so each process asks until it is, then never."""
    here = (current_cell(), park)
    if here not in _OPENED and is_open(park):
        _OPENED.add(here)
    return here in _OPENED


def has_department(park: str, code: str) -> bool:
    """Whether the park has a department of that code."""
    return Department.objects.filter(park=park, code=code).exists()


def enterprises_page(park: str, *, q: str = "", page: int = 1) -> MemberPage:
    """The companies, each with the person in charge of it, in the order of their entry; two queries.

    `q` finds a part of the company's name. A page beyond the last one is the last one.
    """
    found = _members(park).filter(role=MemberRole.OWNER, account__is_active=True)
    if q.strip():
        found = found.filter(enterprise__name__icontains=q.strip())
    total = found.count()
    number = min(max(page, 1), max(-(-total // PAGE), 1))
    rows = found.order_by("enterprise_id", "pk")[(number - 1) * PAGE : number * PAGE]
    return MemberPage(tuple(_member(row) for row in rows), total, number)


def accounts_of(park: str, enterprise: str) -> list[MemberRow]:
    """Everybody who acts for the enterprise (a code), in the order of their entry; one query."""
    rows = _members(park).filter(enterprise__code=enterprise, account__is_active=True)
    return [_member(row) for row in rows.order_by("pk")]


def representatives(park: str) -> dict[str, Representative]:
    """Enterprise code → the person in charge of it; one query.

    For those who act in the name of many companies at once: the demo, the simulator.
    """
    rows = _members(park).filter(role=MemberRole.OWNER, account__is_active=True)
    return {row.enterprise.code: _representative(row) for row in rows.order_by("-pk")}


def department_of(actor: Actor) -> str:
    """The code of the department that the actor works for; empty for who is no staff. One query."""
    kind, _, number = actor.code.partition(":")
    if kind != "account" or not number.isdecimal():
        return ""
    mine = Staff.objects.filter(park=actor.park, account_id=int(number))
    return mine.values_list("department__code", flat=True).first() or ""


def staff_list(park: str) -> list[StaffRow]:
    """The staff who can sign in, in the order of their entry; one query."""
    rows = Staff.objects.filter(park=park, account__is_active=True)
    return [
        StaffRow(
            id=row.account.pk,
            name=row.account.name,
            role=row.role,
            department=row.department.code,
            department_zh=row.department.name_zh,
            department_en=row.department.name_en,
            actor=Actor(park=park, code=row.account.code, role=row.role),
        )
        for row in rows.select_related("account", "department").order_by("pk")
    ]


def _members(park: str) -> QuerySet[Membership]:
    return Membership.objects.filter(park=park).select_related("account", "enterprise")


def _member(row: Membership) -> MemberRow:
    return MemberRow(
        id=row.account.pk,
        name=row.account.name,
        role=row.role,
        enterprise=row.enterprise.code,
        enterprise_name=row.enterprise.name,
        industry=row.enterprise.industry,
        size=row.enterprise.size,
        tier=row.enterprise.tier,
        is_verified=row.enterprise.is_verified,
    )


def _representative(row: Membership) -> Representative:
    actor = Actor(
        park=row.park,
        code=row.account.code,
        role=row.role,
        scope=frozenset({row.enterprise.code}),
    )
    return Representative(actor, row.account.name, row.account.phone, row.enterprise.is_verified)
