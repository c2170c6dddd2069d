"""A reader without a mouse: tab to a thing, see where you are all the way, press a key."""

from playwright.sync_api import Locator, Page

SEEN = """target => {
  const on = document.activeElement;
  if (!on || on === document.body) return {what: 'nothing', seen: true, there: false};
  const shown = on.matches('.slot input') ? on.nextElementSibling : on;
  const look = getComputedStyle(shown), box = shown.getBoundingClientRect();
  const ring = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {what: on.outerHTML.slice(0, 120), seen: ring && inside && box.width > 0,
          there: on === target};
}"""


def tab_to(page: Page, target: Locator, *, at_most: int = 60) -> None:
    """Press Tab until the target has the focus; wherever the focus stops on the way, it must be seen."""
    wanted = target.element_handle()
    for _ in range(at_most):
        page.keyboard.press("Tab")
        stop = page.evaluate(SEEN, wanted)
        assert stop["seen"], f"the focus is not seen on {stop['what']}"
        if stop["there"]:
            return
    raise AssertionError(f"{at_most} times Tab don't lead to {target}")


def go(page: Page, target: Locator) -> None:
    """Tab to a link or a button, press Enter, and wait for the page behind it."""
    tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def focused(page: Page) -> str:
    """What has the focus, as its tag, id and classes: div#.error-summary."""
    return str(
        page.evaluate(
            "(({tagName, id, className}) => `${tagName.toLowerCase()}#${id}.${className}`)"
            "(document.activeElement)"
        )
    )
