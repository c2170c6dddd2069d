"""Refusals: every code that a deed can say no with has a sentence for the person who asked."""

import ast
import re
from collections.abc import Iterator

import pytest

from gaiyue.booking.refusals import SENTENCES as OF_BOOKING
from gaiyue.notify.refusals import SENTENCES as OF_NOTIFY
from gaiyue.people.refusals import SENTENCES as OF_PEOPLE
from tests.house.house import HOUSE, files, short, tree

SENTENCES = {**OF_PEOPLE, **OF_BOOKING, **OF_NOTIFY}


def refusals(module: ast.Module) -> Iterator[str]:
    """The codes in `Refusal("code", …)` and in the `super().__init__("a.code", …)` of its subclasses."""
    for node in ast.walk(module):
        match node:
            case ast.Call(
                func=ast.Name(id="Refusal") | ast.Attribute(attr="__init__"),
                args=[ast.Constant(value=str(code)), *_],
            ) if re.fullmatch(r"[a-z_]+\.[a-z_]+", code):
                yield code


CODES = sorted(
    {
        (code, short(path))
        for path in files(HOUSE / "people", HOUSE / "booking", HOUSE / "jobs", HOUSE / "notify")
        for code in refusals(tree(path))
    }
)


@pytest.mark.parametrize(("code", "path"), CODES)
def test_every_refusal_has_a_sentence(code, path):
    assert code in SENTENCES, f"{path} says no with {code}"


def test_every_sentence_has_a_refusal():
    assert set(SENTENCES) - {code for code, _ in CODES} == set()
