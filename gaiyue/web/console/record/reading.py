"""The record for those who may read it: searched, in words, and proved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gaiyue.base.references import LENGTH, spoken
from gaiyue.eventlog.ask_verification import AT_ONCE
from gaiyue.eventlog.heads import examine_heads
from gaiyue.eventlog.kinds import all_kinds
from gaiyue.eventlog.queries import (
    RecordRow,
    Search,
    chain_length,
    last_verifications,
    search_record,
    via_of,
)
from gaiyue.people.permissions import May
from gaiyue.people.prove_record import prove_all, prove_end
from gaiyue.people.tokens import token_names
from gaiyue.web.console.record.named import Named, details_of, named
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.happenings import GROUPS, group_of, say_event, say_fact
from gaiyue.web.shared.who import by_program, names_of

LONGEST = 64


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """One event in words, with all that it says."""

    row: RecordRow
    text: str
    who: str
    about: str
    code: str
    edition: str
    url: str
    details: list[str]
    facts: tuple[tuple[str, str], ...]

    @property
    def short_hash(self) -> str:
        """The beginning of its hash, enough to compare by eye."""
        return (self.row.hash or "")[:12]


@open_to(Door.STAFF, needs=May.READ_RECORD)
@require_safe
def record(request: Request) -> HttpResponse:
    """The record, newest first (?kind= a group, ?subject=, ?actor=, ?first=, ?last=, ?before=)."""
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in _FIELDS}
    found = search_record(request.park, _search(asked))
    proofs = last_verifications(request.park)
    codes = {row.actor for row in found.rows} | {one.asked_by for one in proofs}
    codes |= {row.subject for row in found.rows if row.subject.startswith("account:")}
    names = names_of(request.park, codes)
    programs = token_names((via_of(row.facts) for row in found.rows), actor=request.actor)
    behind = named(found.rows, people=names, actor=request.actor)
    heads, forged = examine_heads(settings.GAIYUE_HEADS / f"{request.park}.heads")
    rest = request.GET.copy()
    rest.pop("before", None)
    context = {
        "asked": asked,
        "groups": [(code, say()) for code, say in GROUPS.items()],
        "rows": [_shown(row, behind, programs) for row in found.rows],
        "older": found.older,
        "query": rest.urlencode(),
        "is_first": not asked["before"],
        "length": chain_length(request.park),
        "proofs": [(one, names.get(one.asked_by, "")) for one in proofs],
        "head": heads[-1] if heads else None,
        "head_at": datetime.fromisoformat(heads[-1].at) if heads else None,
        "forged": len(forged),
        "at_once": AT_ONCE,
    }
    return render(request, "console/record/record.html", context)


@open_to(Door.STAFF, needs=May.READ_RECORD)
@require_POST
def verify(request: Request) -> HttpResponse:
    """Prove the end of the chain now (what=end), or ask a worker to prove all of it."""
    if request.POST.get("what") == "end":
        prove_end(actor=request.actor, folder=settings.GAIYUE_HEADS)
        messages.success(request, _("核对完了，结果在下面。"))
    else:
        prove_all(actor=request.actor)
        messages.info(request, _("已经开始核对全部记录，过一会儿刷新这一页看结果。"))
    return HttpResponseRedirect(reverse("console_record") + "#proofs")


_FIELDS = ("kind", "subject", "actor", "first", "last", "before")


def _search(asked: dict[str, str]) -> Search:
    wanted = asked["kind"]
    kinds = tuple(kind for kind in sorted(all_kinds()) if wanted in (kind, group_of(kind)))
    before = asked["before"]
    return Search(
        kinds=kinds,
        subject=asked["subject"].replace("-", "").upper()
        if _is_reference(asked["subject"])
        else asked["subject"],
        actor=asked["actor"],
        first=_day(asked["first"]),
        last=_day(asked["last"]),
        before=int(before[:18]) if before.isascii() and before.isdecimal() else None,
    )


def _is_reference(text: str) -> bool:
    bare = text.replace("-", "")
    return len(bare) == LENGTH and bare.isalnum() and ":" not in text


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(2000, 1, 1) <= day <= date(2199, 12, 30) else None


def _shown(row: RecordRow, behind: Named, programs: Mapping[str, str]) -> ShownEvent:
    return ShownEvent(
        row,
        text=say_event(row.kind, behind.facts(row)),
        who=by_program(via_of(row.facts), programs, behind.people.get(row.actor, "")),
        about=behind.subject(row.subject),
        code=spoken(row.subject) if _is_reference(row.subject) else row.subject,
        edition=behind.edition(row.edition),
        url=_url(row),
        details=details_of(row),
        facts=tuple((name, say_fact(name, value)) for name, value in row.facts.items()),
    )


def _url(row: RecordRow) -> str:
    """Where the thing itself is shown; "" where there is no page of it."""
    if row.kind.startswith("appointment."):
        return reverse("console_visit", args=[row.subject])
    if row.kind.startswith("policy."):
        service = row.subject.partition(":")[2]
        return reverse("console_rules_edition", args=[service, row.facts.get("number", 1)])
    return reverse("console_calendar") if row.kind.startswith("calendar.") else ""
