"""Merge two entries of one company: visits, counts and people of the source go over to the target."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaiyue.base.actor import Actor
from gaiyue.base.errors import Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.models import Appointment
from gaiyue.people.absorb import Joining, absorb, joining, lock_pair, pair
from gaiyue.policy.tallies import carry_over

if TYPE_CHECKING:
    from gaiyue.people.models import Enterprise


@dataclass(frozen=True, slots=True)
class MergeEffect:
    """What a merge would do: how many visits go over, how many of them are live, and who goes over as what.

    `hands_on_credit_code` when only the source's was seen on a licence; `refusal` is why it can't be done now.
    """

    visits: int
    live: int
    people: tuple[Joining, ...]
    hands_on_credit_code: bool
    refusal: Refusal | None


@deed
def merge_enterprises(source: str, *, into: str, actor: Actor) -> None:
    """Close the company `source` and let everything it has be the target's; its old code leads there.

    NotThere for who may not merge, and for a company that isn't there. Refusals: `merge.itself`; `merge.two_codes`
    (their credit codes differ: they are two); `merge.two_live` (each has a live visit of one service, named).
    """
    if source == into:
        raise Refusal("merge.itself")
    old, new = lock_pair(source, into, actor=actor)
    # Counters before visits, as in every deed; a refusal takes back what was carried over.
    carry_over(actor.park, old=f"visits:{source}:", new=f"visits:{into}:")
    _lock_visits(old, new)
    if (no := _objection(old, new)) is not None:
        raise no
    rows = Appointment.objects.filter(park=actor.park, enterprise=old)
    visits = list(rows.order_by("pk"))
    for visit in visits:
        visit.enterprise = new
        visit.tally_key = _renamed(visit.tally_key, f"visits:{source}:", f"visits:{into}:")
        if visit.live_key is not None:
            visit.live_key = _renamed(visit.live_key, f"{source}:", f"{into}:")
        visit.version += 1
    changed = ["enterprise", "tally_key", "live_key", "version"]
    Appointment.objects.bulk_update(visits, changed, batch_size=200)
    absorb(old, new, visits=tuple(visit.reference for visit in visits), actor=actor)


def preview_merging(source: str, *, into: str, actor: Actor) -> MergeEffect:
    """What merging would do, by the same facts; nothing is changed. Raises NotThere like the deed."""
    if source == into:
        return MergeEffect(0, 0, (), hands_on_credit_code=False, refusal=Refusal("merge.itself"))
    old, new = pair(source, into, actor=actor)
    rows = Appointment.objects.filter(park=actor.park, enterprise=old)
    return MergeEffect(
        visits=rows.count(),
        live=rows.filter(live_key__isnull=False).count(),
        people=joining(old, new),
        hands_on_credit_code=old.is_verified and not new.is_verified,
        refusal=_objection(old, new),
    )


def _lock_visits(old: "Enterprise", new: "Enterprise") -> None:
    """Lock the visits of both by ascending id, before they are judged: a counter can make one of them live again.

    The company's own row keeps new bookings out; what the counter takes back locks the visit alone.
    """
    rows = Appointment.objects.filter(park=old.park, enterprise__in=(old, new))
    list(rows.order_by("pk").select_for_update().values_list("pk"))


def _objection(old: "Enterprise", new: "Enterprise") -> Refusal | None:
    if old.is_verified and new.is_verified:
        return Refusal("merge.two_codes", {"source": old.name, "target": new.name})
    live = Appointment.objects.filter(
        park=old.park, enterprise__in=(old, new), live_key__isnull=False
    )
    by_service: dict[int, list[Appointment]] = {}
    for visit in live.order_by("pk"):
        by_service.setdefault(visit.service_id, []).append(visit)
    twice = [
        visit.reference
        for visits in by_service.values()
        if len({visit.enterprise_id for visit in visits}) > 1
        for visit in visits
    ]
    return Refusal("merge.two_live", {"references": tuple(twice)}) if twice else None


def _renamed(key: str, before: str, after: str) -> str:
    return after + key.removeprefix(before) if key.startswith(before) else key
