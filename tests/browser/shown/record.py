"""The pages of this part: record."""

from tests.browser.shown.shown import Shown

PAGES: tuple[Shown, ...] = (
    Shown("record", "console_record", "manager"),
    Shown("record-none", "console_record", "manager", query=lambda _: "?last=2020-01-01"),
)

ACTS: set[str] = {"console_record_verify"}
