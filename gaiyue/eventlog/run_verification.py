"""Do a proof of the chain that was asked for, and keep what was found."""

from pathlib import Path

from gaiyue.base import clock
from gaiyue.base.transaction import deed
from gaiyue.eventlog.heads import examine_heads
from gaiyue.eventlog.models import Verification
from gaiyue.eventlog.verify import Verified, verify_log


def run_verification(verification: int, *, folder: Path) -> None:
    """Prove it against the heads in `folder` and write the result; safe to repeat.

    Reading takes no transaction: nothing that is linked ever changes, and what is linked meanwhile is proved too.
    """
    row = Verification.objects.get(pk=verification)
    heads, forged = examine_heads(folder / f"{row.park}.heads")
    promised = [head for head in heads if head.number > row.since]
    found = verify_log(row.park, heads=promised, since=row.since)
    _keep(row.pk, found, forged)


@deed
def _keep(verification: int, found: Verified, forged: list[str]) -> None:
    broken = found.broken
    Verification.objects.filter(pk=verification).update(
        done_at=clock.now(),
        links=found.links,
        texts=found.texts,
        erased=found.erased,
        heads=found.heads,
        wrong_number=broken.number if broken else None,
        wrong_event=broken.event if broken else None,
        wrong=(broken.wrong if broken else "".join(forged[:1]))[:255],
    )
