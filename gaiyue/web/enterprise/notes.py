"""Notices in words, as the list and the first page print them."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from gaiyue.notify.notices import NoticeRow
from gaiyue.notify.wording import say_notice


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice in words."""

    id: int
    text: str
    enterprise: str
    url: str
    at: datetime
    is_new: bool


def show_notice(row: NoticeRow) -> ShownNotice:
    """A notice in the reader's language, with the page of what it is about."""
    return ShownNotice(
        id=row.id,
        text=say_notice(row.kind, row.facts),
        enterprise=str(row.facts["enterprise"]),
        url=_about(row),
        at=row.at,
        is_new=row.is_new,
    )


def _about(row: NoticeRow) -> str:
    if "reference" in row.facts:
        return reverse("appointment", args=[row.facts["reference"]])
    return reverse("members")
