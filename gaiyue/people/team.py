"""Read the park's own people: the list of staff, one of them, and the departments."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.people.models import Department, Staff
from gaiyue.people.permissions import May, may

PAGE = 20


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """A member of staff; `role` and `department` are codes, the department's name in both languages."""

    account: int
    name: str
    login: str
    phone: str
    role: str
    department: str
    department_zh: str
    department_en: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    """One page of a list: `total` rows in all, `number` from 1."""

    rows: tuple[ColleagueRow, ...]
    total: int
    number: int


@dataclass(frozen=True, slots=True)
class TeamSearch:
    """What to look for: a part of the name, one department or role (codes), and whether those who left."""

    q: str = ""
    department: str = ""
    role: str = ""
    status: str = "here"
    """ "here", "left" or "all"."""


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department in both languages; `staff` counts those who can sign in."""

    code: str
    name_zh: str
    name_en: str
    phone: str
    staff: int


def team_page(search: TeamSearch, *, actor: Actor, page: int = 1) -> TeamPage:
    """The staff by department and name, for staff; nobody else finds one. Two queries."""
    if not may(actor, May.SEE_BOARD):
        return TeamPage((), 0, 1)
    rows = _found(actor.park, search)
    total = rows.count()
    number = min(max(page, 1), max(-(-total // PAGE), 1))
    ordered = rows.select_related("account", "department").order_by(
        "department__name_zh", "account__name", "pk"
    )
    wanted = ordered[(number - 1) * PAGE : number * PAGE]
    return TeamPage(tuple(_row(row) for row in wanted), total, number)


def colleague(account: int, *, actor: Actor) -> ColleagueRow:
    """One member of staff, also one who left, for who may employ; NotThere otherwise. One query."""
    if not may(actor, May.EMPLOY):
        raise NotThere(str(account))
    rows = Staff.objects.filter(park=actor.park, account_id=account)
    row = rows.select_related("account", "department").first()
    if row is None:
        raise NotThere(str(account))
    return _row(row)


def departments(park: str) -> list[DepartmentRow]:
    """The departments of the park in the order of their entry; one query. A park has few."""
    here = Count("staff", filter=Q(staff__account__is_active=True))
    rows = Department.objects.filter(park=park).annotate(people=here).order_by("pk")
    return [
        DepartmentRow(row.code, row.name_zh, row.name_en, row.phone, row.people) for row in rows
    ]


def department(code: str, *, park: str) -> DepartmentRow:
    """One department; NotThere otherwise."""
    for row in departments(park):
        if row.code == code:
            return row
    raise NotThere(code)


def _found(park: str, search: TeamSearch) -> QuerySet[Staff]:
    rows = Staff.objects.filter(park=park)
    if search.department:
        rows = rows.filter(department__code=search.department)
    if search.role:
        rows = rows.filter(role=search.role)
    if search.q.strip():
        rows = rows.filter(account__name__icontains=search.q.strip())
    if search.status in ("here", "left"):
        rows = rows.filter(account__is_active=search.status == "here")
    return rows


def _row(row: Staff) -> ColleagueRow:
    return ColleagueRow(
        account=row.account.pk,
        name=row.account.name,
        login=row.account.login,
        phone=row.account.phone,
        role=row.role,
        department=row.department.code,
        department_zh=row.department.name_zh,
        department_en=row.department.name_en,
        is_active=row.account.is_active,
    )
