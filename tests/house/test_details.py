"""Personal text beside events: each has a name that the page of the record knows, and is masked by what it is."""

import ast
from dataclasses import fields
from pathlib import Path

from gaiyue.people.correct_enterprise import CompanyData
from tests.house.house import files, short, tree

COUNTED = {
    "gaiyue/people/correct_enterprise.py": {
        f"{field.name}_before" for field in fields(CompanyData) if field.name != "size"
    }
}
"""Deeds that make the names of their details while they run → which ones these can be."""


def written(path: Path) -> set[str] | None:
    """The names of the details that a file records; None when one of them isn't written down in it."""
    names: set[str] = set()
    for call in ast.walk(tree(path)):
        if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record"):
            continue
        for details in (one.value for one in call.keywords if one.arg == "details"):
            either = [details.body, details.orelse] if isinstance(details, ast.IfExp) else [details]
            for texts in either:
                keys = texts.keys if isinstance(texts, ast.Dict) else [None]
                if not all(isinstance(key, ast.Constant) for key in keys):
                    return None
                names |= {str(key.value) for key in keys if isinstance(key, ast.Constant)}
    return names


def test_the_page_of_the_record_knows_every_detail():
    """D5: what it doesn't know it hides, so that nothing personal is shown by oversight."""
    from gaiyue.web.console.record.named import OF_DETAIL

    found = {short(path): written(path) for path in files()}
    unclear = {path for path, names in found.items() if names is None}
    assert unclear == set(COUNTED), "name the details of these deeds"
    names = set().union(*(names for names in found.values() if names), *COUNTED.values())
    assert names - set(OF_DETAIL) == set(), "say in web/console/record/named.py what these are"
    assert set(OF_DETAIL) - names == set(), "no deed records these any more"
