"""Translations: Chinese is the source, and English is complete, with the same placeholders."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.house.house import HOUSE

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[sd]")


def texts(message: Message, of: str) -> tuple[str, ...]:
    """The source or the translation, as one text for each number form."""
    value = message.id if of == "source" else message.string
    return tuple(value) if isinstance(value, list | tuple) else (value or "",)


def placeholders(text: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(text)))


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    """Every string that the code and the templates hold today, with the English of the committed catalogue."""
    copy = tmp_path_factory.mktemp("translations") / "gaiyue"
    shutil.copytree(HOUSE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "static"))
    (copy / "locale").mkdir(exist_ok=True)
    environment = {
        key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"
    }
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "-l",
        "en",
        "--no-obsolete",
        "--no-wrap",
    ]
    made = subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    with (copy / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        return [message for message in read_po(file) if message.id]


def test_there_is_something_to_translate(english):
    """The control: an empty extraction would make the other tests pass."""
    assert len(english) > 20


def test_every_sentence_has_its_english(english):
    """J1: Chinese first, English complete."""
    missing = [
        f"{message.id!r} ({'fuzzy' if message.fuzzy else 'missing'})"
        for message in english
        if message.fuzzy or not all(texts(message, "translation"))
    ]
    assert missing == [], f"{len(missing)} sentences have no English"


def test_the_english_keeps_the_placeholders(english):
    """In a plural, "one visit" may leave the number out; the other form may not."""
    different = [
        (message.id, message.string)
        for message in english
        if all(texts(message, "translation"))
        if placeholders(texts(message, "source")[-1])
        != placeholders(texts(message, "translation")[-1])
    ]
    assert different == []


def test_placeholders_have_names(english):
    """A translator moves words around; `%s` and `{}` cannot follow."""
    nameless = [
        message.id
        for message in english
        for text in texts(message, "source")
        if {"%s", "%d", "{}"} & set(PLACEHOLDER.findall(text))
    ]
    assert nameless == []
