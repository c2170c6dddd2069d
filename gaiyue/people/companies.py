"""Read companies: the list that staff search, one of them, and the people who act for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere
from gaiyue.people.access import access_enterprise
from gaiyue.people.models import Enterprise, Membership
from gaiyue.people.models.enterprise import Tier
from gaiyue.people.permissions import May, may

PAGE = 20


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company; `size` and `tier` are codes, `credit_code` is "" while it has none.

    `merged_into` is the code of the company that goes on, "" while this one does itself. `members` counts the people
    who act for it.
    """

    code: str
    name: str
    credit_code: str
    industry: str
    size: str
    tier: str
    is_verified: bool
    contact_name: str
    contact_phone: str
    merged_into: str
    members: int


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """One page of a list: `total` rows in all, `number` from 1."""

    rows: tuple[CompanyRow, ...]
    total: int
    number: int


@dataclass(frozen=True, slots=True)
class CompanySearch:
    """What to look for: a part of the name, a company's code, or a credit code from its beginning.

    `only` narrows: "unverified", or a tier; anything else narrows nothing.
    """

    q: str = ""
    only: str = ""


@dataclass(frozen=True, slots=True)
class ActingRow:
    """A person who acts for a company; `is_active` is False while the account is closed."""

    account: int
    name: str
    email: str
    phone: str
    role: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class ActingPage:
    """One page of the people of a company."""

    rows: tuple[ActingRow, ...]
    total: int
    number: int


def companies_page(search: CompanySearch, *, actor: Actor, page: int = 1) -> CompanyPage:
    """The companies by name, for staff; nobody else finds one. Two queries.

    A company that was merged is found by its own code alone, so that an old paper still leads somewhere.
    """
    if not may(actor, May.SEE_BOARD):
        return CompanyPage((), 0, 1)
    found = _found(actor.park, search)
    total, number = found.count(), page
    number = _within(number, total)
    rows = _counted(found).order_by("name", "pk")[(number - 1) * PAGE : number * PAGE]
    return CompanyPage(tuple(_row(row) for row in rows), total, number)


def company(code: str, *, actor: Actor) -> CompanyRow:
    """One company, also one that was merged; NotThere when it isn't there for this actor. One query."""
    if not (may(actor, May.SEE_BOARD) or may(actor, May.SEE_VISIT, of=code)):
        raise NotThere(code)
    row = _counted(Enterprise.objects.filter(park=actor.park, code=code)).first()
    if row is None:
        raise NotThere(code)
    return _row(row)


def company_names(codes: Iterable[str], *, actor: Actor) -> dict[str, str]:
    """Code → name of these companies, merged ones too, for staff; nobody else learns one. One query."""
    if not may(actor, May.SEE_BOARD):
        return {}
    rows = Enterprise.objects.filter(park=actor.park, code__in=set(codes))
    return dict(rows.values_list("code", "name"))


def people_of(enterprise: str, *, actor: Actor, page: int = 1) -> ActingPage:
    """Who acts for the company, those in charge first; NotThere when it isn't there for this actor. Three queries."""
    firm = access_enterprise(enterprise, actor=actor, what=May.SEE_VISIT)
    rows = Membership.objects.filter(park=actor.park, enterprise=firm).select_related("account")
    total = rows.count()
    number = _within(page, total)
    wanted = rows.order_by("-role", "pk")[(number - 1) * PAGE : number * PAGE]
    return ActingPage(tuple(_acting(row) for row in wanted), total, number)


def person_in(enterprise: str, account: int, *, actor: Actor) -> ActingRow:
    """One of them, for whoever may change what people are in the company; NotThere otherwise."""
    firm = access_enterprise(enterprise, actor=actor, what=May.KEEP_MEMBERS)
    rows = Membership.objects.filter(park=actor.park, enterprise=firm, account_id=account)
    row = rows.select_related("account").first()
    if row is None:
        raise NotThere(str(account))
    return _acting(row)


def _found(park: str, search: CompanySearch) -> QuerySet[Enterprise]:
    rows, q = Enterprise.objects.filter(park=park), search.q.strip()
    same_code = Q(code__iexact=q)
    rows = rows.filter(Q(merged_into=None) | same_code) if q else rows.filter(merged_into=None)
    if q:
        plain = "".join(q.split()).upper()
        rows = rows.filter(Q(name__icontains=q) | same_code | Q(credit_code__startswith=plain))
    if search.only == "unverified":
        rows = rows.filter(is_verified=False)
    elif search.only in Tier.values:
        rows = rows.filter(tier=search.only)
    return rows


def _counted(rows: QuerySet[Enterprise]) -> QuerySet[Enterprise]:
    return rows.select_related("merged_into").annotate(people=Count("memberships"))


def _within(page: int, total: int) -> int:
    return min(max(page, 1), max(-(-total // PAGE), 1))


def _row(row: Enterprise) -> CompanyRow:
    return CompanyRow(
        code=row.code,
        name=row.name,
        credit_code=row.credit_code or "",
        industry=row.industry,
        size=row.size,
        tier=row.tier,
        is_verified=row.is_verified,
        contact_name=row.contact_name,
        contact_phone=row.contact_phone,
        merged_into=row.merged_into.code if row.merged_into else "",
        members=row.people,  # type: ignore[attr-defined]  # annotated above
    )


def _acting(row: Membership) -> ActingRow:
    person = row.account
    return ActingRow(
        account=person.pk,
        name=person.name,
        email=person.email or person.login,
        phone=person.phone,
        role=row.role,
        is_active=person.is_active,
    )
