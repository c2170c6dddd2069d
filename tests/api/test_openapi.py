"""J3: the OpenAPI document is complete, says the same as its snapshot, and reads in both languages."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.test import Client

from gaiyue.api.openapi import plain_document
from gaiyue.api.problems import KINDS, MEDIA_TYPE
from gaiyue.ops.commands.openapi import SNAPSHOT, text

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in plain_document()["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def test_the_snapshot_is_what_the_routes_say():
    """After a change on purpose: script/gaiyue openapi --write, and tell integrators in CHANGELOG.md."""
    assert SNAPSHOT.read_text(encoding="utf-8") == text()


def test_every_operation_says_what_it_does_and_all_that_it_may_answer():
    for method, path, operation in operations():
        assert operation["summary"], (method, path)
        assert operation["description"], (method, path)
        assert {"400", "401", "404", "422", "429", "500", "503"} <= set(operation["responses"])
        assert operation["security"] == [{"Token": []}]


def test_every_operation_that_acts_asks_for_a_key_except_those_that_may_be_repeated():
    for method, path, operation in operations():
        asked = [one for one in operation["parameters"] if one["name"] == "Idempotency-Key"]
        acts = method == "post" and not path.endswith(("/check-in", "/complete", "/no-show"))
        assert [one["required"] for one in asked] == [True] * acts, path


def test_problems_are_problems_by_their_media_type():
    for status, response in plain_document()["components"]["responses"].items():
        assert list(response["content"]) == [MEDIA_TYPE], status


def test_the_document_needs_no_token_and_speaks_both_languages(db, park):
    found = Client().get("/api/v1/openapi.json", headers={"accept-language": "zh"})
    assert found.json() == plain_document()
    assert found.headers["Content-Language"] == "zh-CN"
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8"))["openapi"] == "3.1.0"


def test_every_text_of_the_document_has_its_english():
    """J1: English is complete; the texts of the document are sentences like all others."""
    from django.utils import translation

    from gaiyue.api.openapi import document_now

    with translation.override("en"):
        document = document_now()
    assert [one for one in sentences(document) if CHINESE.search(one)] == []


def sentences(part: Any) -> list[str]:
    """All texts but examples: those are of one language, and say which."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, dict):
        told = [value for name, value in part.items() if name not in ("example", "examples")]
        return [text for value in told for text in sentences(value)]
    return [text for value in part for text in sentences(value)] if isinstance(part, list) else []


def test_every_kind_of_problem_has_a_status_of_its_family():
    assert all(400 <= kind.status <= 503 for kind in KINDS.values())
