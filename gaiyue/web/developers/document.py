"""The OpenAPI document of the API, read as any integrator reads it, in the language of the reader."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext

from gaiyue.web.developers.examples import Call, as_here, body_of, call_of, example_of, resolved


@dataclass(frozen=True, slots=True)
class ShownField:
    """A parameter, or a field of a body."""

    name: str
    place: str
    kind: str
    is_required: bool
    text: str


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """A status and what it means; `kind` is where the page explains the problem."""

    status: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownOperation:
    """One thing that can be asked."""

    id: str
    method: str
    path: str
    title: str
    text: str
    fields: tuple[ShownField, ...]
    curl: str
    example: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The operations about one thing."""

    code: str
    title: str
    operations: tuple[ShownOperation, ...]


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A kind of problem; `anchor` is the end of its `type`."""

    anchor: str
    status: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownCodes:
    """A table of codes, each with its sentence."""

    name: str
    title: str
    codes: tuple[tuple[str, str], ...]


FACT: Final = re.compile(r"%\((\w+)\)s")
FIRST_CALLS: Final = (
    "me",
    "listServices",
    "listAvailability",
    "previewBooking",
    "bookAppointment",
)


@cache
def document() -> dict[str, Any]:
    """The document as it was published with this edition of the product."""
    path = Path(settings.ROOT) / "gaiyue" / "api" / "openapi.json"
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def groups(address: str, things: Mapping[str, str]) -> list[ShownGroup]:
    """Every operation by its group, with a call to the product at `address`; `things` are what there is there."""
    return [
        ShownGroup(
            tag["name"],
            gettext(tag["description"]),
            tuple(_operations(tag["name"], address, things)),
        )
        for tag in document()["tags"]
    ]


def problems() -> list[ShownProblem]:
    """Every kind of problem."""
    return [
        ShownProblem(
            anchor=one["type"].partition("#")[2],
            status=one["status"],
            title=gettext(one["title"]),
            text=gettext(one["description"]),
        )
        for one in document()["x-problems"]
    ]


def _operations(tag: str, address: str, things: Mapping[str, str]) -> list[ShownOperation]:
    calls = [
        Call(method.upper(), path, operation)
        for path, operations in document()["paths"].items()
        for method, operation in operations.items()
        if tag in operation["tags"]
    ]
    # What only reads comes first: whoever connects a system begins with it.
    return [_operation(call, address, things) for call in sorted(calls, key=lambda one: one.method)]


def _operation(call: Call, address: str, things: Mapping[str, str]) -> ShownOperation:
    operation = call.operation
    good = next(one for status, one in operation["responses"].items() if status < "300")
    answered = good["content"]["application/json"]["schema"]
    return ShownOperation(
        id=operation["operationId"],
        method=call.method,
        path=call.path,
        title=gettext(operation["summary"]),
        text=gettext(operation["description"]),
        fields=(*_parameters(operation), *_body_fields(operation)),
        curl=as_here(call_of(call, address, document()), things),
        example=json.dumps(example_of(answered, document()), ensure_ascii=False, indent=2),
    )


def quickstart(found: Iterable[ShownGroup]) -> list[ShownOperation]:
    """From a token to a visit: the calls of these operations, in this order."""
    by_id = {one.id: one for group in found for one in group.operations}
    return [by_id[one] for one in FIRST_CALLS]


def statuses() -> list[ShownAnswer]:
    """Every status that a call may have, once."""
    found = {
        status: gettext(resolved(one, document())["description"])
        for operations in document()["paths"].values()
        for operation in operations.values()
        for status, one in operation["responses"].items()
    }
    return [ShownAnswer(status, found[status]) for status in sorted(found)]


def code_tables() -> list[ShownCodes]:
    """Every code that a program may meet; {names} in a sentence are facts."""
    return [
        ShownCodes(
            name=table["name"],
            title=gettext(table["description"]),
            codes=tuple(
                (one["code"], FACT.sub(r"{\1}", gettext(one["description"])))
                for one in table["codes"]
            ),
        )
        for table in document()["x-codes"]
    ]


def refusal(language: str) -> str:
    """One whole answer of the rules that say no."""
    content = document()["components"]["responses"]["409"]["content"]["application/problem+json"]
    tag = "en" if language.startswith("en") else "zh-CN"
    return json.dumps(content["examples"][tag]["value"], ensure_ascii=False, indent=2)


def _parameters(operation: Mapping[str, Any]) -> list[ShownField]:
    return [
        ShownField(
            name=one["name"],
            place=one["in"],
            kind=_kind(one["schema"]),
            is_required=one["required"],
            text=gettext(one["description"]) if one.get("description") else "",
        )
        for one in operation["parameters"]
        if one["name"] != "Accept-Language"  # said once for all
    ]


def _body_fields(operation: Mapping[str, Any], below: str = "") -> list[ShownField]:
    schema = body_of(operation, document())
    return _fields(schema, below) if schema else []


def _fields(schema: Mapping[str, Any], below: str) -> list[ShownField]:
    found: list[ShownField] = []
    for name, raw in schema.get("properties", {}).items():
        part = resolved(raw, document())
        if "properties" in part:
            found += _fields(part, f"{below}{name}.")
            continue
        is_required = name in schema.get("required", ())
        text = gettext(raw["description"]) if raw.get("description") else ""
        found.append(ShownField(below + name, "body", _kind(part), is_required, text))
    return found


def _kind(schema: Mapping[str, Any]) -> str:
    plain = resolved(schema, document())
    if choices := plain.get("enum"):
        return " | ".join(str(one) for one in choices)
    kinds = [one for one in plain.get("anyOf", ()) if one.get("type") != "null"]
    one = resolved(kinds[0], document()) if kinds else plain
    return str(one.get("format") or one.get("type", "object"))
