"""The door for web servers: streams on the event loop, pages and API in threads beside it."""

import gc
import os
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaiyue.settings")

from gaiyue.base.threads import Threads
from gaiyue.wsgi import (
    application as django_pages,  # first: it sets Django up, which the streams need
)

from gaiyue.web.live.stream import Live, is_live  # isort: skip

workers = ThreadPoolExecutor(int(os.environ.get("GAIYUE_THREADS", "4")), "page")
pages = Threads(django_pages, workers=workers)
live = Live()

# What is loaded by now stays for the life of the process: it is not looked through for garbage again and again.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)


async def application(
    scope: MutableMapping[str, Any],
    receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
    send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
) -> None:
    """Hand /live/ to the streams and everything else to the pages."""
    if scope["type"] == "http" and is_live(scope["path"]):
        await live(scope, receive, send)
    else:
        await pages(scope, receive, send)
