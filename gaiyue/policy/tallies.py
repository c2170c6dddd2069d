"""Count what is bounded, exactly also when many count at once: one conditional UPDATE, no lock held before it."""

from django.db.models import F

from gaiyue.policy.models import Tally


def take(park: str, key: str, *, limit: int, n: int = 1) -> bool:
    """Count `n` more under `key` unless that would pass `limit`; whether it was counted.

    One statement as a rule, three for a key that is new or used up. The row stays locked until the deed commits.
    """
    if _counted(park, key, limit=limit, n=n):
        return True
    Tally.objects.bulk_create([Tally(park=park, key=key)], ignore_conflicts=True)
    return _counted(park, key, limit=limit, n=n)


def give_back(park: str, key: str, *, n: int = 1) -> bool:
    """Count `n` less under `key`; False, and nothing changed, when fewer than `n` were counted."""
    fewer = Tally.objects.filter(park=park, key=key, used__gte=n)
    return fewer.update(used=F("used") - n) == 1


def used(park: str, key: str) -> int:
    """How much is counted under `key`; 0 for a key that nobody has used."""
    return Tally.objects.filter(park=park, key=key).values_list("used", flat=True).first() or 0


def _counted(park: str, key: str, *, limit: int, n: int) -> bool:
    room = Tally.objects.filter(park=park, key=key, used__lte=limit - n)
    return room.update(used=F("used") + n) == 1


def carry_over(park: str, *, old: str, new: str) -> int:
    """Count what is counted under keys that begin with `old` under the same keys beginning with `new` instead.

    Limits are not asked: what was counted was allowed. The rows are locked by ascending id; how many keys there were.
    """
    keys = list(Tally.objects.filter(park=park, key__startswith=old).values_list("key", flat=True))
    pairs = {key: new + key.removeprefix(old) for key in keys}
    fresh = [Tally(park=park, key=key) for key in sorted(pairs.values())]
    Tally.objects.bulk_create(fresh, ignore_conflicts=True)
    both = Tally.objects.filter(park=park, key__in=[*pairs, *pairs.values()]).select_for_update()
    rows = {row.key: row for row in both.order_by("pk")}
    for before, after in pairs.items():
        rows[after].used += rows[before].used
        rows[before].used = 0
    Tally.objects.bulk_update(rows.values(), ["used"])
    return len(pairs)
