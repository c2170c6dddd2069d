"""What matched, for highlighting: a text as its pieces, each a hit or not."""

import re
from dataclasses import dataclass

from gaiyue.base.telephone import TAIL, digits_of


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


def marked_number(phone: str, digits: str, *, shown: str) -> tuple[Piece, ...]:
    """A number as it is `shown`, with the digits that were typed as a hit, however it is spaced.

    Of a number that is masked, its last four, when the whole number is what was typed.
    """
    if not shown:
        return ()
    is_hit = bool(digits) and digits_of(phone).endswith(digits)
    if is_hit and shown != phone:
        return (Piece(shown[:-TAIL], is_hit=False), Piece(shown[-TAIL:], is_hit=True))
    found = re.search(r"\D*".join(digits) + r"\D*$", shown) if is_hit else None
    if not found:
        return (Piece(shown, is_hit=is_hit),)
    pieces = (Piece(shown[: found.start()], is_hit=False), Piece(found[0], is_hit=True))
    return tuple(piece for piece in pieces if piece.text)


def marked_masked(value: str, typed: str, *, shown: str) -> tuple[Piece, ...]:
    """A text as it is `shown`: masked, it is a hit as a whole when it is what was typed, and never in part."""
    if not shown:
        return ()
    if shown == value:
        return marked(value, typed)
    return (Piece(shown, is_hit=value.lower() == typed.lower()),)
