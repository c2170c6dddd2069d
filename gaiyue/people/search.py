"""Find companies by whatever a caller says: name, code, credit code, or who acts for them."""

from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Replace

from gaiyue.base.actor import Actor
from gaiyue.people.models import Enterprise, Membership
from gaiyue.people.permissions import May, may

PAGE = 20
DIGITS_AT_LEAST = 7


@dataclass(frozen=True, slots=True)
class CompanyHit:
    """A company that was found, with the person in charge of it."""

    code: str
    name: str
    credit_code: str
    is_verified: bool
    person: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class CompanyHits:
    """One page of what was found: `total` in all, `number` from 1."""

    rows: tuple[CompanyHit, ...]
    total: int
    number: int


NONE = CompanyHits((), 0, 1)


def find_companies(
    typed: str, *, actor: Actor, digits: str = "", page: int = 1, size: int = PAGE
) -> CompanyHits:
    """The companies of what was typed, by name; nothing for who may not look. Three queries.

    `digits` is what was typed as a telephone number, if it can be one. Only the park's companies and the people who act
    for them are looked through.
    """
    if not may(actor, May.SEE_BOARD) or not typed.strip():
        return NONE
    found = _found(actor.park, typed.strip(), digits)
    total = found.count()
    number = min(max(page, 1), max(-(-total // size), 1))
    people = Membership.objects.filter(account__is_active=True).select_related("account")
    rows = found.prefetch_related(Prefetch("memberships", people.order_by("-role", "pk")))
    wanted = rows.order_by("name", "pk")[(number - 1) * size : number * size]
    return CompanyHits(tuple(_hit(one) for one in wanted), total, number)


def company_hit(code: str, *, actor: Actor) -> CompanyHit | None:
    """The company of exactly that code; None when there is none for this actor. Two queries."""
    if not may(actor, May.SEE_BOARD):
        return None
    people = Membership.objects.filter(account__is_active=True).select_related("account")
    rows = Enterprise.objects.filter(park=actor.park, code=code, merged_into__isnull=True)
    return next(
        (
            _hit(one)
            for one in rows.prefetch_related(
                Prefetch("memberships", people.order_by("-role", "pk"))
            )
        ),
        None,
    )


def _found(park: str, typed: str, digits: str) -> QuerySet[Enterprise]:
    mine = Membership.objects.filter(park=park, account__is_active=True)
    who = Q(account__email__iexact=typed) | Q(account__login__iexact=typed)
    who |= Q(account__name=typed)
    wanted = Q(name__icontains=typed) | Q(code__iexact=typed) | Q(contact_name=typed)
    plain = "".join(typed.split()).upper()
    wanted |= Q(credit_code=plain)
    if len(digits) >= DIGITS_AT_LEAST:
        mine = mine.annotate(digits=_bare("account__phone"))
        who |= Q(digits__endswith=digits) | Q(account__login=digits)
    wanted |= Q(pk__in=mine.filter(who).values("enterprise_id"))
    return Enterprise.objects.filter(wanted, park=park, merged_into__isnull=True)


def _bare(field: str) -> Replace:
    """The number without what people put between its digits."""
    bare = Replace(F(field), Value(" "), Value(""))
    return Replace(bare, Value("-"), Value(""))


def _hit(row: Enterprise) -> CompanyHit:
    person = next(iter(row.memberships.all()), None)
    return CompanyHit(
        code=row.code,
        name=row.name,
        credit_code=row.credit_code or "",
        is_verified=row.is_verified,
        person=person.account.name if person else row.contact_name,
        phone=person.account.phone if person else row.contact_phone,
        email=person.account.email if person else "",
    )
