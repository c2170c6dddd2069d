"""The pages of this part: rules."""

from tests.browser.shown.shown import Shown


def park(_: object) -> tuple[object, ...]:
    """The rules of the whole park."""
    return ("*",)


PAGES: tuple[Shown, ...] = (
    Shown("rules", "console_rules", "clerk"),
    Shown("rules-of", "console_rules_of", "manager", of=park),
    Shown("rules-of-none", "console_rules_of", "clerk", of=lambda _: ("tax-registration",)),
    Shown("rules-edition", "console_rules_edition", "manager", of=lambda _: ("*", 1)),
    Shown(
        "rules-compare",
        "console_rules_compare",
        of=park,
        query=lambda _: "?a=*/1&b=*/1",
        who="clerk",
    ),
    Shown("rules-new", "console_rules_new", "manager", of=park),
    Shown("rules-follow", "console_rules_follow", "manager", of=lambda _: ("tax-registration",)),
)

ACTS: set[str] = {"console_rules_withdraw"}
