"""Prove the chain of a park, or name the first row that is broken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from gaiyue.eventlog.chain import START, link_hash
from gaiyue.eventlog.content import content_of
from gaiyue.eventlog.heads import Head
from gaiyue.eventlog.models import Detail, Event, Link, Unlinked
from gaiyue.eventlog.record import digest_of

PAGE = 500


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the record does not hold: its number (0 when it has none), and what is wrong there."""

    number: int
    event: int | None
    wrong: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked; `broken` is None when all of it holds."""

    park: str
    links: int
    texts: int
    erased: int
    waiting: int
    heads: int
    broken: Broken | None


def verify_log(park: str, *, heads: Iterable[Head] = (), since: int = 0) -> Verified:
    """Recompute the whole chain of `park`, compare it with the heads that left the house, and check every text.

    Every event of the park must have its link, or wait for it. A cut tail, events and all, or a full recomputation
    shows only against `heads`: keep them where the database's owner can't write.

    With `since`, only what follows link number `since` is proved, on the word of that link's hash; events that have
    no link at all are then not looked for.
    """
    promised = {head.number: head for head in heads if head.park == park}
    seen, texts, erased = since, 0, 0
    before, broken = _hash_at(park, since)
    for link in _links(park, since) if broken is None else ():
        seen += 1
        broken, before = _check_link(link, seen, before, promised)
        if broken is None:
            broken, checked, gone = _check_texts(link)
            texts, erased = texts + checked, erased + gone
        if broken is not None:
            break
    if broken is None and promised and max(promised) > seen:
        broken = Broken(
            seen + 1,
            None,
            f"the chain ends at {seen}, but a published head has number {max(promised)}",
        )
    if broken is None and not since:
        broken = _check_forgotten(park)
    waiting = Unlinked.objects.filter(park=park).count()
    return Verified(park, seen - since, texts, erased, waiting, len(promised), broken)


def _hash_at(park: str, number: int) -> tuple[str, Broken | None]:
    if not number:
        return START, None
    found = Link.objects.filter(park=park, number=number).first()
    if found is None:
        return START, Broken(number, None, f"link {number} is missing")
    return found.hash, None


def _links(park: str, number: int) -> Iterator[Link]:
    while True:
        page = list(
            Link.objects.filter(park=park, number__gt=number)
            .select_related("event")
            .prefetch_related("event__details__erased_by")
            .order_by("number")[:PAGE]
        )
        if not page:
            return
        yield from page
        number = page[-1].number


def _check_link(
    link: Link, expected: int, before: str, promised: dict[int, Head]
) -> tuple[Broken | None, str]:
    if link.number != expected:
        return Broken(
            expected, None, f"link {expected} is missing; the next one is {link.number}"
        ), before
    if link.event.park != link.park:
        return Broken(link.number, link.event_id, "the event belongs to another park"), before
    found = link_hash(before, link.number, content_of(link.event))
    if found != link.hash:
        return Broken(link.number, link.event_id, "the event or its hash was changed"), before
    head = promised.get(link.number)
    if head is not None and head.hash != found:
        return Broken(
            link.number, link.event_id, "the hash differs from the published head"
        ), before
    return None, found


def _check_texts(link: Link) -> tuple[Broken | None, int, int]:
    kept = {detail.name: detail for detail in link.event.details.all()}
    erased = 0
    for name, digest in link.event.digests.items():
        detail = kept.pop(name, None)
        if detail is None:
            return (
                Broken(link.number, link.event_id, f"the text {name!r} is gone without an erasure"),
                0,
                0,
            )
        if detail.text is None:
            erased += 1
            if detail.erased_by is None:
                return (
                    Broken(
                        link.number, link.event_id, f"the text {name!r} was emptied by no event"
                    ),
                    0,
                    0,
                )
        elif digest_of(detail.salt, detail.text) != digest:
            return Broken(link.number, link.event_id, f"the text {name!r} was changed"), 0, 0
    if kept:
        return (
            Broken(link.number, link.event_id, f"the text {min(kept)!r} was added later"),
            0,
            0,
        )
    return None, len(link.event.digests), erased


def _check_forgotten(park: str) -> Broken | None:
    # One statement, so that an event that the relay is just numbering is seen either waiting or linked.
    same = {"park": park, "event": OuterRef("pk")}
    linked, waits = Exists(Link.objects.filter(**same)), Exists(Unlinked.objects.filter(**same))
    forgotten = Event.objects.filter(~linked, ~waits, park=park).order_by("pk")
    first = forgotten.values_list("pk", flat=True).first()
    if first is None:
        return None
    return Broken(0, first, "the event has no link and does not wait for one")


def erasures(park: str) -> Iterator[tuple[int, str]]:
    """Ids of the events whose text was erased, each with the number of the event that did it."""
    gone = Detail.objects.filter(park=park, text=None, erased_by__isnull=False).order_by("event_id")
    for event, number in gone.values_list("event_id", "erased_by__links__number"):
        yield (
            event,
            f"erased by event {number}" if number else "erased by an event not numbered yet",
        )
