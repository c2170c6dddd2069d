"""Services, papers and counters in the reader's language, the other one beside it: those who keep them check both."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from gaiyue.booking.queries.offers import KeptCounter, KeptMaterial, OfferRow
from gaiyue.people.team import departments
from gaiyue.web.shared.languages import in_language


@dataclass(frozen=True, slots=True)
class Named:
    """A row with its name in both languages, the reader's first; notes likewise."""

    row: OfferRow | KeptMaterial | KeptCounter
    name: str
    other: str
    note: str = ""
    other_note: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A building with the counters of one service there."""

    code: str
    name: str
    used: tuple[Named, ...]
    retired: tuple[Named, ...]


def team_names(park: str) -> dict[str, str]:
    """Code of each department → its name."""
    return {one.code: in_language(one.name_zh, one.name_en) for one in departments(park)}


def show_offers(rows: Iterable[OfferRow], *, park: str) -> list[Named]:
    """Services with the name of their department."""
    teams = team_names(park)
    return [
        Named(row, *both(row.name_zh, row.name_en), team=teams.get(row.department, ""))
        for row in rows
    ]


def show_materials(rows: Iterable[KeptMaterial]) -> list[Named]:
    """Papers with their notes."""
    return [
        Named(row, *both(row.name_zh, row.name_en), *both(row.note_zh, row.note_en)) for row in rows
    ]


def show_places(rows: Iterable[KeptCounter]) -> list[ShownPlace]:
    """Counters by building."""
    shown = []
    for code, of in groupby(rows, key=lambda row: row.location):
        here = list(of)
        named = [Named(row, *both(row.name_zh, row.name_en)) for row in here]
        shown.append(
            ShownPlace(
                code,
                in_language(here[0].location_zh, here[0].location_en),
                tuple(one for one, row in zip(named, here, strict=True) if not row.is_retired),
                tuple(one for one, row in zip(named, here, strict=True) if row.is_retired),
            )
        )
    return shown


def both(zh: str, en: str) -> tuple[str, str]:
    """The reader's language, then the other."""
    first = in_language(zh, en)
    return first, en if first == zh else zh
