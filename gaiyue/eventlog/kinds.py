"""Kinds of events: each a frozen dataclass whose fields may only be ids, codes, times and digests."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, NewType, TypeVar

Code = NewType("Code", str)
"""A stable word of the house (a state, a reason, a service), never something that a person wrote."""

Digest = NewType("Digest", str)
"""A salted sha256 in hex."""

E = TypeVar("E")
_KINDS: dict[str, type] = {}
_NAMES: dict[type, str] = {}


def kind(name: str) -> Callable[[type[E]], type[E]]:
    """Declare a dataclass as the payload of events of this kind, e.g. `@kind("appointment.moved")`."""

    def declare(payload: type[E]) -> type[E]:
        if not is_dataclass(payload) or name in _KINDS:
            raise TypeError(f"{name} needs one dataclass of its own")
        _KINDS[name] = payload
        _NAMES[payload] = name
        return payload

    return declare


def all_kinds() -> dict[str, type]:
    """Every declared kind with its payload type."""
    return dict(_KINDS)


def name_of(payload: object) -> str:
    """The kind of a payload; a TypeError for something that was never declared."""
    try:
        return _NAMES[type(payload)]
    except KeyError:
        raise TypeError(f"{type(payload).__name__} is not a declared kind of event") from None


def as_facts(payload: Any) -> dict[str, Any]:
    """The payload as JSON-ready facts: moments as ISO strings in UTC, tuples as lists."""
    return {field.name: plain(getattr(payload, field.name)) for field in fields(payload)}


def plain(value: Any) -> Any:
    """One value as JSON keeps it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list | frozenset):
        return [plain(item) for item in (sorted(value) if isinstance(value, frozenset) else value)]
    return value
