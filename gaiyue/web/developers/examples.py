"""Examples made from the document: the call of an operation with curl, and what a schema looks like filled in."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

TOKEN: Final = "$GAIYUE_TOKEN"  # noqa: S105 - the name of a variable in a shell
KEY: Final = "try-$(date +%s)"
"""A new key each time that the call is pasted, in any shell."""
IN_PATH: Final = {"code": "tax-registration", "reference": "7KQ2MX4TB", "block": "4711"}
"""Argument of a path → what stands for it in an example."""
IN_QUERY: Final = {
    "listAvailability": {"location": "lakeside"},
    "previewMove": {"block": "4712"},
}
"""Operation → the parameters that its example gives besides the required ones."""
OF_FORMAT: Final = {"date": "2026-11-25", "date-time": "2026-11-25T09:00:00+08:00"}
OF_TYPE: Final = {"string": "…", "integer": 1, "number": 1, "boolean": True, "null": None}


@dataclass(frozen=True, slots=True)
class Call:
    """An operation of the document at its path."""

    method: str
    path: str
    operation: Mapping[str, Any]


def call_of(call: Call, address: str, document: Mapping[str, Any]) -> str:
    """The call in a shell, ready to be copied once the token is set."""
    query = urlencode(IN_QUERY.get(call.operation["operationId"], {}))
    path = call.path.format(**IN_PATH)
    lines = [f'"{address}{path}?{query}"' if query else f'"{address}{path}"']
    lines.append(f'-H "Authorization: Bearer {TOKEN}"')
    names = {one["name"] for one in call.operation["parameters"]}
    if "Idempotency-Key" in names:
        lines.append(f'-H "Idempotency-Key: {KEY}"')
    if (schema := body_of(call.operation, document)) is not None:
        lines.append('-H "Content-Type: application/json"')
        filled = json.dumps(example_of(schema, document, only_named=True), ensure_ascii=False)
        lines.append(f"-d '{filled}'")
    elif call.method != "GET":
        lines.append(f"-X {call.method}")
    return "curl " + " \\\n  ".join(lines)


def as_here(call: str, things: Mapping[str, str]) -> str:
    """The call with what there is in this park in the place of the document's examples."""
    if not things:
        return call
    words = "|".join(re.escape(one) for one in things)
    return re.sub(rf"\b({words})\b", lambda found: things[found[1]], call)


def body_of(operation: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The schema of what the operation reads; None when it reads nothing."""
    if "requestBody" not in operation:
        return None
    return resolved(operation["requestBody"]["content"]["application/json"]["schema"], document)


def example_of(
    schema: Mapping[str, Any], document: Mapping[str, Any], *, only_named: bool = False
) -> Any:
    """What fits the schema. `only_named` leaves out whatever has no example of its own and isn't required."""
    plain = resolved(schema, document)
    for given in ("examples", "enum"):
        if given in plain:
            return plain[given][0]
    if "anyOf" in plain:
        return example_of(plain["anyOf"][0], document)
    if plain.get("type") == "array":
        return [example_of(plain["items"], document)]
    if plain.get("type") == "object":
        return {
            name: example_of(part, document, only_named=only_named)
            for name, part in plain.get("properties", {}).items()
            if not only_named or name in plain.get("required", ()) or _is_named(part, document)
        }
    return OF_FORMAT.get(plain.get("format", ""), OF_TYPE.get(plain.get("type", ""), "…"))


def resolved(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema itself where it stands elsewhere in the document; what is said beside the reference wins."""
    if "$ref" not in schema:
        return schema
    found: Mapping[str, Any] = document
    for step in schema["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return {**found, **{name: value for name, value in schema.items() if name != "$ref"}}


def _is_named(part: Mapping[str, Any], document: Mapping[str, Any]) -> bool:
    plain = resolved(part, document)
    inner = plain.get("properties", {}).values()
    return "examples" in plain or any(_is_named(one, document) for one in inner)
