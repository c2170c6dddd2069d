"""Find companies by whatever a caller says: name, code, credit code, or who acts for them."""

from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Replace

from gaiyue.base.actor import Actor
from gaiyue.base.telephone import TAIL
from gaiyue.people.models import Account, Enterprise, Membership
from gaiyue.people.permissions import May, may

PAGE = 20


@dataclass(frozen=True, slots=True)
class CompanyHit:
    """A company that was found, with the person in charge of it and whom it names for calls."""

    code: str
    name: str
    credit_code: str
    is_verified: bool
    person: str
    phone: str
    email: str
    contact_name: str
    contact_phone: str


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
    """The companies of what was typed, by name; nothing for who may not look. Four queries.

    `digits` is what was typed as a telephone number, if it can be one. The names of the park's companies are looked
    through; people are found by an index.
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


def company_ids(typed: str, *, actor: Actor, digits: str = "", most: int) -> tuple[int, ...]:
    """The first `most` of the same companies by name, for the list of their visits; one query."""
    if not may(actor, May.SEE_BOARD) or not typed.strip():
        return ()
    found = _found(actor.park, typed.strip(), digits).order_by("name", "pk")
    return tuple(found.values_list("pk", flat=True)[:most])


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
    rows = Enterprise.objects.filter(park=park, merged_into__isnull=True)
    wanted = Q(name__icontains=typed) | Q(code__iexact=typed) | Q(contact_name=typed)
    wanted |= Q(credit_code="".join(typed.split()).upper())
    if len(digits) >= TAIL:
        rows = rows.annotate(digits=_bare("contact_phone"))
        wanted |= Q(digits__endswith=digits)
    people = _people(park, typed, digits).values("pk")
    theirs = Membership.objects.filter(park=park, account__in=people)
    return rows.filter(wanted | Q(pk__in=theirs.values("enterprise_id")))


def _people(park: str, typed: str, digits: str) -> QuerySet[Account]:
    """Whoever has this address, login, name or number: each way has an index, and addresses are kept in small."""
    who = Q(login__in=[typed, typed.lower()]) | Q(email=typed.lower()) | Q(name=typed)
    if len(digits) >= TAIL:
        who |= Q(login=digits) | Q(phone_tail=digits[-TAIL:], phone_digits__endswith=digits)
    return Account.objects.filter(who, park=park, is_active=True)


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
        person=person.account.name if person else "",
        phone=person.account.phone if person else "",
        email=person.account.email if person else "",
        contact_name=row.contact_name,
        contact_phone=row.contact_phone,
    )
