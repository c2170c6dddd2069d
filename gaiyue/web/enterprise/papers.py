"""The list of papers of a visit as the pages print it, with how far the company is."""

from collections.abc import Sequence
from dataclasses import dataclass

from gaiyue.booking.queries.papers import PaperRow
from gaiyue.web.shared.languages import in_language


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """One paper to tick off."""

    id: int
    name: str
    note: str
    is_required: bool
    is_ready: bool


@dataclass(frozen=True, slots=True)
class ShownPapers:
    """The list; `missing` are required ones that are not ready yet."""

    rows: tuple[ShownPaper, ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.rows)

    @property
    def ready(self) -> int:
        """How many are ticked off."""
        return sum(row.is_ready for row in self.rows)

    @property
    def missing(self) -> int:
        """How many required ones are not."""
        return sum(row.is_required and not row.is_ready for row in self.rows)


def show_papers(rows: Sequence[PaperRow]) -> ShownPapers:
    """The list in the reader's language."""
    return ShownPapers(
        tuple(
            ShownPaper(
                id=row.id,
                name=in_language(row.name_zh, row.name_en),
                note=in_language(row.note_zh, row.note_en),
                is_required=row.is_required,
                is_ready=row.is_ready,
            )
            for row in rows
        )
    )
