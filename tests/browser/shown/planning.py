"""The calendar of blocks, one block, and the acts on them."""

from tests.browser.shown.shown import Shown


def free(world):
    return (world.free,)


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
)

ACTS = {"planning_reopen", "planning_template_change", "planning_template_end"}
"""The world has no templates; a test of its own opens these pages."""
