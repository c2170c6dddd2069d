"""The signed head of a chain leaves the house daily, so that a cut tail or a full recomputation is noticed."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.core import signing

from gaiyue.base import clock
from gaiyue.eventlog.models import Link

SALT = "gaiyue.eventlog.head"


class HeadForged(ValueError):
    """A line of a heads file whose signature does not fit: it was edited, or signed with another key."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a park's chain at one moment (ISO, UTC)."""

    park: str
    number: int
    hash: str
    at: str


def publish_head(park: str, *, folder: Path) -> Head | None:
    """Append the present head, signed, to `folder`/<park>.heads; None when the chain is empty or has not grown."""
    last = Link.objects.filter(park=park).order_by("-number").first()
    path = folder / f"{park}.heads"
    if last is None:
        return None
    if path.exists() and (known := list(read_heads(path))) and known[-1].number >= last.number:
        return None
    head = Head(park, last.number, last.hash, clock.now().isoformat())
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(signing.Signer(salt=SALT).sign(json.dumps(asdict(head), sort_keys=True)) + "\n")
    return head


def read_heads(path: Path) -> Iterator[Head]:
    """The heads of a file, oldest first. Raises HeadForged, naming the line, for one that we did not sign."""
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield Head(**json.loads(signing.Signer(salt=SALT).unsign(line)))
        except (signing.BadSignature, TypeError, ValueError) as wrong:
            raise HeadForged(f"{path}, line {at}: the signature does not fit") from wrong
