"""The pages of this part: calendars."""

from tests.browser.shown.shown import Shown

PAGES: tuple[Shown, ...] = (
    Shown("calendar", "console_calendar", "manager"),
    Shown("calendar-provisional", "console_calendar", "clerk", query=lambda _: "?year=2027"),
    Shown("calendar-day", "console_calendar_day", "manager", query=lambda _: "?on=2026-11-24"),
    Shown("calendar-notice", "console_calendar_notice", "manager"),
    Shown("calendar-hours", "console_calendar_hours", "manager"),
)

ACTS: set[str] = set()
