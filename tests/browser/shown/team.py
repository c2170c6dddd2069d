"""The staff and the departments of the park."""

from tests.browser.shown.shown import Shown, send, send_nothing
from tests.browser.world import World


def colleague(world: World) -> tuple[object, ...]:
    """The clerk, as the manager sees them."""
    return (world.clerk,)


PAGES: tuple[Shown, ...] = (
    Shown("team", "console_team", "clerk"),
    Shown("team-manager", "console_team", "manager"),
    Shown("team-none", "console_team", "manager", query=lambda _: "?q=xyz&status=left"),
    Shown("team-employ", "console_employ", "manager"),
    Shown("team-employ-mistakes", "console_employ", "manager", do=send_nothing, status=422),
    Shown("team-colleague", "console_colleague", "manager", of=colleague),
    Shown(
        "team-yourself",
        "console_colleague_release",
        "manager",
        of=lambda w: (w.manager,),
        do=send,
        status=422,
    ),
    Shown("team-correct", "console_colleague_correct", "manager", of=colleague),
    Shown("team-release", "console_colleague_release", "manager", of=colleague),
    Shown("team-tokens", "console_tokens", "manager"),
    Shown("team-tokens-mistakes", "console_tokens", "manager", do=send_nothing, status=422),
    Shown("team-departments", "console_departments", "manager"),
    Shown("team-department-add", "console_department_add", "manager"),
    Shown("team-department-mistakes", "console_department_add", "manager", do=send, status=422),
    Shown("team-department", "console_department", "manager", of=lambda _: ("tax",)),
    Shown("team-not-allowed", "console_employ", "clerk", status=403),
)

ACTS: set[str] = {"console_token_revoke"}
"""Addresses that only take a form and show no page of their own."""
