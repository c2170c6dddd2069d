"""The words of a page: all that is read, seen or spoken; where a part is marked, the whole."""

import re
from collections.abc import Iterable

from playwright.sync_api import Page

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
"""Characters and the full-width punctuation that goes with them."""

MADE_UP = re.compile(r"[张王]\d+")
"""People as tests/make.py names them."""

SPOKEN = """() => {
  const foreign = element => element.closest('[lang]') !== document.documentElement;
  const words = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.currentNode; node; node = walk.nextNode()) {
    const element = node.parentElement && node.nodeType === 3 ? node.parentElement : node;
    if (foreign(element) || element.closest('script, style, .brand-mark, .person-mark')) continue;
    if (node.nodeType === 3 && element.closest(':has(> mark)')) continue;
    if (node.nodeType !== 3 && node.matches(':has(> mark)')) words.push(node.textContent);
    if (node.nodeType === 3) words.push(node.data);
    else for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
      if (node.hasAttribute(name)) words.push(node.getAttribute(name));
  }
  return words;
}"""


def chinese_on(page: Page, *, but: Iterable[str]) -> list[str]:
    """What is in Chinese on the page, except the names given, their initials, and what says that it is Chinese.

    The button that changes to Chinese is in Chinese on purpose, and marked so.
    """
    found = []
    for words in page.evaluate(SPOKEN):
        rest = MADE_UP.sub("", words)
        for name in sorted(but, key=len, reverse=True):
            rest = rest.replace(name, "")
        if CHINESE.search(rest):
            found.append(" ".join(words.split()))
    return found
