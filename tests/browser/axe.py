"""axe-core on a page: what a reader with a screen reader, or without a mouse, would stumble over."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

VENDOR = Path(__file__).parents[1] / "vendor"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def bring_axe(page: Page) -> None:
    """Have axe-core with its Chinese messages on every page that this window opens from now on."""
    page.context.add_init_script(_script())


def violations(page: Page) -> str:
    """What breaks WCAG 2.2 AA or good practice, to be read: rule, help, and the elements. Empty when nothing does.

    In a window that axe was brought to.
    """
    found = page.evaluate(
        """tags => axe.run(document, {
             runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false,
           }).then(({violations}) => violations)""",
        TAGS,
    )
    return "\n".join(_said(one) for one in found)


def _said(violation: dict[str, Any]) -> str:
    lines = [f"{violation['id']} ({violation['impact']}): {violation['help']}"]
    for node in violation["nodes"]:
        lines += [f"  {node['html'][:200]}", f"    {' '.join(node['failureSummary'].split())}"]
    return "\n".join(lines)


@cache
def _script() -> str:
    locale = json.loads((VENDOR / "axe.zh_CN.json").read_text(encoding="utf-8"))
    axe = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
    return f"{axe}\naxe.configure({{locale: {json.dumps(locale)}}});"
