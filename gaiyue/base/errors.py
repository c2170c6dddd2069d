"""The two answers that are not a result: a "no" with its reason, and "not there"."""

from collections.abc import Mapping


class Refusal(Exception):
    """A "no" that a person will read. `code` has a sentence; `facts` fill it."""

    def __init__(self, code: str, facts: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = facts or {}


class NotThere(Exception):
    """Nothing there for this actor: absent, or somebody else's. The two look alike on purpose."""
