"""What matched, for highlighting: a text as its pieces, each a hit or not."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text."""

    text: str
    is_hit: bool


def marked(text: str, typed: str) -> tuple[Piece, ...]:
    """`text` with every place of `typed` in it as a hit, whatever the case."""
    if not typed:
        return (Piece(text, is_hit=False),)
    parts = re.split(f"({re.escape(typed)})", text, flags=re.IGNORECASE)
    return tuple(Piece(part, is_hit=n % 2 == 1) for n, part in enumerate(parts) if part)


def marked_number(phone: str, digits: str) -> tuple[Piece, ...]:
    """A number with the digits that were typed as a hit, however it is spaced."""
    if not digits:
        return (Piece(phone, is_hit=False),)
    found = re.search(r"\D*".join(digits) + r"\D*$", phone)
    if not found:
        return (Piece(phone, is_hit=False),)
    pieces = (Piece(phone[: found.start()], is_hit=False), Piece(found[0], is_hit=True))
    return tuple(piece for piece in pieces if piece.text)
