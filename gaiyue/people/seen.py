"""What a page showed when somebody began to fill it in: a change made since is not overwritten unseen."""

import hashlib
import json
from collections.abc import Mapping
from typing import Final

from gaiyue.base.errors import Refusal

CHANGED_SINCE: Final = "form.changed_since"
MARK_LENGTH: Final = 32


def mark_of(values: Mapping[str, object]) -> str:
    """A short mark of these values, for the form to carry: the same values, the same mark."""
    text = json.dumps(dict(values), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:MARK_LENGTH]


def refuse_changed(seen: str, now: Mapping[str, object]) -> None:
    """Refusal `form.changed_since` when `seen` marks other values than those of now; "" holds always."""
    if seen and seen != mark_of(now):
        raise Refusal("form.changed_since")
