"""The calendar of blocks, one block, and the acts on them."""

from tests.browser.shown.shown import Shown

WEEKLY = (
    "?check=1&service=qualification&location=harbour&weekday=4&opens=15:00&closes=16:00"
    "&capacity=4&reserve=1&reserve_released_h=24&valid_from=2026-11-27&leftover=close"
)
SESSION = (
    "?check=1&service=tax-registration&location=lakeside&on=2026-11-28&opens=09:00&closes=11:00"
    "&capacity=4"
)


def free(world):
    return (world.free,)


def template(world):
    return (world.plan.template,)


PAGES = (
    Shown("planning-week", "console_planning", "clerk"),
    Shown("planning-month", "console_planning", "manager", query=lambda _: "?view=month"),
    Shown("planning-empty", "console_planning", "clerk", query=lambda _: "?on=2027-03-01"),
    Shown("planning-block", "planning_block", "manager", of=lambda w: (w.full,)),
    Shown("planning-capacity", "planning_capacity", "manager", of=free),
    Shown(
        "planning-capacity-check",
        "planning_capacity",
        "manager",
        of=free,
        query=lambda _: "?check=1&capacity=5",
    ),
    Shown(
        "planning-capacity-few",
        "planning_capacity",
        "manager",
        of=lambda w: (w.full,),
        query=lambda _: "?check=1&capacity=1",
        status=422,
    ),
    Shown("planning-close-block", "planning_close_block", "manager", of=free),
    Shown("planning-close", "planning_close", "manager"),
    Shown(
        "planning-close-check",
        "planning_close",
        "manager",
        query=lambda _: "?check=1&on=2026-12-01&part=all&because=training",
    ),
    Shown("planning-weekly", "planning_week", "clerk"),
    Shown("planning-template", "planning_template_add", "manager"),
    Shown(
        "planning-template-check",
        "planning_template_add",
        "manager",
        query=lambda _: (
            "?check=1&service=tax-registration&location=lakeside&weekday=5&opens=09:00&closes=11:00"
            "&capacity=3&reserve=0&reserve_released_h=24&valid_from=2026-11-25&leftover=close"
        ),
    ),
    Shown("planning-change", "planning_template_change", "manager", of=template),
    Shown(
        "planning-change-check",
        "planning_template_change",
        "manager",
        of=template,
        query=lambda _: WEEKLY,
    ),
    Shown("planning-end", "planning_template_end", "manager", of=template),
    Shown(
        "planning-end-check",
        "planning_template_end",
        "manager",
        of=template,
        query=lambda _: "?check=1&from_day=2026-11-25&leftover=close",
    ),
    Shown("planning-closed", "planning_block", "manager", of=lambda w: (w.plan.closed,)),
    Shown("planning-reopen", "planning_reopen", "manager", of=lambda w: (w.plan.closed,)),
    Shown("planning-session", "planning_session", "manager"),
    Shown("planning-session-check", "planning_session", "manager", query=lambda _: SESSION),
    Shown("planning-reserve", "planning_reserve", "manager", of=free),
    Shown(
        "planning-reserve-check",
        "planning_reserve",
        "manager",
        of=free,
        query=lambda _: "?check=1&reserve=1&until_on=2026-12-02&until_at=09:00",
    ),
    Shown("planning-days", "planning_days", "manager"),
    Shown(
        "planning-days-check",
        "planning_days",
        "manager",
        query=lambda _: "?check=1&first=2026-11-30&last=2026-12-06&why=maintenance",
    ),
    Shown("planning-free", "planning_free", "clerk"),
    Shown(
        "planning-free-none",
        "planning_free",
        "clerk",
        query=lambda _: "?first=2027-03-01&last=2027-03-02",
    ),
)

ACTS: set[str] = set()
