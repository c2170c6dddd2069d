"""Find visits by whatever a caller says: the reference however typed, the contact's name or number, their company."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import BooleanField, Case, ExpressionWrapper, F, Q, QuerySet, When

from gaiyue.base.actor import Actor
from gaiyue.base.references import ReferenceInvalid, read_reference
from gaiyue.booking.contact import TAIL, digits_of
from gaiyue.booking.models import Appointment
from gaiyue.booking.queries.visits import VisitRow, rows_of
from gaiyue.people.permissions import May, may

PAGE = 20
LONGEST = 200
"""No more of what was typed is looked at; a link with a signature fits."""

NUMBER = re.compile(r"\+?[\d\s\-()（）]+")


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed or scanned, read in every way that it can be meant.

    `reference` is the visit that it names, `digits` a telephone number or the last digits of one; both may be "".
    """

    text: str
    reference: str
    digits: str


@dataclass(frozen=True, slots=True)
class VisitHits:
    """One page of what was found: `total` in all, `number` from 1."""

    rows: tuple[VisitRow, ...]
    total: int
    number: int


def read_typed(typed: str) -> Typed:
    """What was typed: full-width signs made plain, the reference taken out of a link, the digits out of a number."""
    text = unicodedata.normalize("NFKC", typed).strip()[:LONGEST]
    text = re.sub("[‐-―−]", "-", text)
    digits = digits_of(text) if NUMBER.fullmatch(text) else ""
    return Typed(text, _reference(text), digits if len(digits) >= TAIL else "")


def find_visits(
    typed: Typed,
    *,
    actor: Actor,
    companies: Collection[int] = (),
    page: int = 1,
    size: int = PAGE,
) -> VisitHits:
    """The visits of what was typed and of these companies (ids), live ones first and soonest; none for outsiders.

    One query to count, one for the rows, and those of `rows_of`; each way to be found has an index.
    """
    if not may(actor, May.SEE_BOARD) or not typed.text:
        return VisitHits((), 0, 1)
    found = Appointment.objects.filter(_wanted(typed, companies), park=actor.park)
    total = found.count()
    number = min(max(page, 1), max(-(-total // size), 1))
    wanted = list(_in_order(found)[(number - 1) * size : number * size])
    return VisitHits(rows_of(actor.park, wanted), total, number)


def _wanted(typed: Typed, companies: Collection[int]) -> Q:
    wanted = Q(contact_name=typed.text)
    if typed.reference:
        wanted |= Q(reference=typed.reference)
    if typed.digits:
        wanted |= Q(contact_tail=typed.digits[-TAIL:], contact_digits__endswith=typed.digits)
    if companies:
        wanted |= Q(enterprise__in=companies)
    return wanted


def _in_order(found: QuerySet[Appointment]) -> QuerySet[Appointment]:
    is_over = ExpressionWrapper(Q(live_key__isnull=True), output_field=BooleanField())
    soonest = Case(When(live_key__isnull=False, then=F("block__starts_at")))
    rows = found.select_related("enterprise", "service", "block__location", "called_to")
    return rows.annotate(is_over=is_over).order_by("is_over", soonest, "-block__starts_at", "-pk")


def _reference(text: str) -> str:
    for part in (text, *re.split(r"[/?&=:#.]", text)):
        try:
            return read_reference(part)
        except ReferenceInvalid:
            continue
    return ""
