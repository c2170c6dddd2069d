"""The signed head of a chain leaves the house daily, so that a cut tail or a full recomputation is noticed."""

import json
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
    """Append the present head, signed, to `folder`/<park>.heads; None when the chain is empty or has not grown.

    A line that is not ours, such as one that a crash tore, stays for `gaiyue verify-log` to name and holds up nothing.
    """
    last = Link.objects.filter(park=park).order_by("-number").first()
    path = folder / f"{park}.heads"
    if last is None:
        return None
    known, _ = examine_heads(path)
    if known and known[-1].number >= last.number:
        return None
    head = Head(park, last.number, last.hash, clock.now().isoformat())
    folder.mkdir(parents=True, exist_ok=True)
    line = signing.Signer(salt=SALT).sign(json.dumps(asdict(head), sort_keys=True))
    with path.open("a", encoding="utf-8") as file:
        file.write(("\n" if _is_torn(path) else "") + line + "\n")
    return head


def read_heads(path: Path) -> list[Head]:
    """The heads of a file, oldest first. Raises HeadForged, naming the line, for one that we did not sign."""
    heads, forged = examine_heads(path)
    if forged:
        raise HeadForged(forged[0])
    return heads


def examine_heads(path: Path) -> tuple[list[Head], list[str]]:
    """The heads of a file that we signed, oldest first, and a sentence for each line that we did not.

    A file that is not there has neither.
    """
    heads: list[Head] = []
    forged: list[str] = []
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    for at, line in enumerate(text.splitlines(), start=1):
        try:
            heads.append(Head(**json.loads(signing.Signer(salt=SALT).unsign(line))))
        except (signing.BadSignature, TypeError, ValueError):
            forged.append(f"{path}, line {at}: the signature does not fit")
    return heads, forged


def _is_torn(path: Path) -> bool:
    written = path.read_bytes() if path.exists() else b""
    return bool(written) and not written.endswith(b"\n")
