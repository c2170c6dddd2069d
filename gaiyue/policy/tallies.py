"""Count what is bounded, exactly also when many count at once: one conditional statement, no lock held before it."""

from django.db.models import F

from gaiyue.base.prepared import Given, Plain, Rows
from gaiyue.policy.models import Tally

_TAKE = Plain(
    'INSERT INTO policy_tally (park, "key", used) VALUES (%(park)s, %(key)s, %(n)s)'
    ' ON CONFLICT (park, "key") DO UPDATE SET used = policy_tally.used + excluded.used'
    " WHERE policy_tally.used + excluded.used <= %(limit)s RETURNING used"
)
"""The ORM can't say it: its upsert sets values, never sums, and answers with nothing."""

_USED = Rows(lambda: Tally.objects.filter(park=Given("park"), key=Given("key")).values_list("used"))


def take(park: str, key: str, *, limit: int, n: int = 1) -> int | None:
    """Count `n` more under `key` unless that would pass `limit`: how much is counted then, None when it was not.

    One statement, also for a key that is new. The row stays locked until the deed commits.
    """
    if n > limit:
        return None
    row = _TAKE(park=park, key=key, n=n, limit=limit)
    return None if row is None else int(row[0])


def give_back(park: str, key: str, *, n: int = 1) -> bool:
    """Count `n` less under `key`; False, and nothing changed, when fewer than `n` were counted."""
    fewer = Tally.objects.filter(park=park, key=key, used__gte=n)
    return fewer.update(used=F("used") - n) == 1


def used(park: str, key: str) -> int:
    """How much is counted under `key`; 0 for a key that nobody has used."""
    rows = _USED(park=park, key=key)
    return int(rows[0][0]) if rows else 0


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
