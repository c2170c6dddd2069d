"""The chain: how an event is hashed. Pure, and the only place that knows.

Each link's hash is sha256 over the hash before it and the canonical JSON (sorted keys, no spaces, UTF-8) of the
event with its number, so that changing, dropping, adding or reordering any event breaks every later link.
"""

import hashlib
import json
from collections.abc import Mapping

START = "0" * 64
"""What the first link stands on."""


def link_hash(before: str, number: int, event: Mapping[str, object]) -> str:
    """The hash of link `number` in hex; `event` as `content_of` gives it."""
    text = json.dumps(
        [before, number, event], sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()
