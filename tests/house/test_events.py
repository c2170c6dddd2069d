"""Events: each kind is wired or silent on purpose, and none carries what a person wrote."""

import dataclasses
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Union, get_args, get_origin, get_type_hints

import pytest

from gaiyue.eventlog import kinds
from gaiyue.eventlog.kinds import Code, Digest
from tests.house.house import import_all

ALLOWED = {int, bool, Code, Digest, datetime, date}


def every_kind() -> dict[str, type]:
    """All kinds, after every room has declared its own."""
    assert list(import_all("events")), "no room declares events"
    return kinds.all_kinds()


def is_allowed(hint: object) -> bool:
    """An id, code, digest, moment, day or flag; a tuple of those; any of them or None."""
    if hint in ALLOWED:
        return True
    parts = get_args(hint)
    if get_origin(hint) is tuple:
        return all(is_allowed(part) for part in parts if part is not Ellipsis)
    if get_origin(hint) in (Union, UnionType):
        return all(is_allowed(part) for part in parts if part is not NoneType)
    return False


def test_no_event_carries_names_phones_or_free_text():
    """D5: the record outlives the person's data; free text goes into a detail that can be erased."""
    wrong = [
        f"{kind}.{field}: {hint}"
        for kind, payload in every_kind().items()
        for field, hint in get_type_hints(payload).items()
        if not is_allowed(hint)
    ]
    assert wrong == []


def test_what_happened_cannot_be_changed_afterwards():
    thawed = [
        kind
        for kind, payload in every_kind().items()
        if not (dataclasses.is_dataclass(payload) and payload.__dataclass_params__.frozen)
    ]
    assert thawed == []


def test_every_kind_of_event_is_wired_or_silent_on_purpose():
    from gaiyue.ops.wiring import REACTIONS, SILENT

    known, wired, silent = set(every_kind()), set(REACTIONS), set(SILENT)
    assert known - wired - silent == set(), "neither wired nor listed as silent"
    assert (wired | silent) - known == set(), "no event of this kind exists"
    assert wired & silent == set(), "both wired and silent"
    assert [kind for kind in wired if not REACTIONS[kind]] == [], "wired to nothing"


@pytest.mark.parametrize(
    ("hint", "allowed"),
    [
        (int, True),
        (Code | None, True),
        (tuple[int, ...], True),
        (tuple[Digest, datetime] | None, True),
        (str, False),
        (tuple[str, ...], False),
        (dict[str, int], False),
        (object, False),
    ],
)
def test_the_payload_test_sees_what_it_should(hint, allowed):
    """The control of the first test."""
    assert is_allowed(hint) is allowed
