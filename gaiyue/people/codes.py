"""Codes that a park gives to its own things: departments, services, buildings. Pure."""

import re

from gaiyue.base.errors import Refusal

_READABLE = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


def read_code(code: str) -> str:
    """The code itself. Refusal `code.unreadable` unless it is up to 32 small letters, digits, - and _."""
    if not _READABLE.fullmatch(code):
        raise Refusal("code.unreadable", {"code": code})
    return code
