"""What people type as one line or a few, without signs that nobody sees."""

import re
from typing import Final

_UNSEEN: Final = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, but tab and the ends of lines
    "\u061c\u200b\u200e\u200f\u2028\u2029\u2060"  # marks and spaces without width
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates: text that reads backwards
    "\ud800-\udfff\ufeff\ufff9-\ufffb"
    "]"
)
_BLANKS: Final = re.compile(r"\s+")


def one_line(typed: str) -> str:
    """A name, a number or an address: on one line, no blanks around it, none of it unseen.

    Joiners stay: some scripts and emoji are written with them.
    """
    return _BLANKS.sub(" ", _UNSEEN.sub("", typed)).strip()


def some_lines(typed: str) -> str:
    """A note: its lines stay, with one kind of end."""
    plain = _UNSEEN.sub("", typed.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\t", " ").strip()
