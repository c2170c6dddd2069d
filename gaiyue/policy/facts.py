"""What was judged, as JSON that can be kept and judged again under another rule (what-if). Pure."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from gaiyue.policy.decision import Json

F = TypeVar("F")


def to_json(facts: object) -> dict[str, Json]:
    """The fields of a Facts dataclass: moments in UTC as ISO text, sets sorted, nested facts as objects."""
    if not is_dataclass(facts):
        raise TypeError(f"facts are a dataclass, not {type(facts).__name__}")
    return {one.name: _plain(getattr(facts, one.name)) for one in fields(facts)}


def from_json(kind: type[F], kept: Mapping[str, object]) -> F:
    """The facts of that kind as they were judged; a field that is younger than what was kept has its default."""
    hints = get_type_hints(kind)
    return kind(**{name: _read(hints[name], kept[name]) for name in hints if name in kept})


def _plain(value: object) -> Json:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, frozenset):
        return [str(one) for one in sorted(value)]
    if is_dataclass(value):
        return to_json(value)
    if isinstance(value, str):
        return str(value)  # of an enum too
    return cast("int | bool | None", value)


def _read(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(hint, UnionType):
        (hint,) = (one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is frozenset:
        return frozenset(value)
    if hint is datetime:
        return datetime.fromisoformat(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return from_json(hint, value)
    return value
