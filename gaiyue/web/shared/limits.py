"""How long somebody who asked too often has to wait: read from the counts that allauth keeps."""

import math
import time
from collections.abc import Iterator

from allauth.account import app_settings
from allauth.core.internal.ratelimit import Rate, get_cache_key, parse_rates
from django.core.cache import cache

from gaiyue.web.shared.doors import Request

WHEN_UNKNOWN_S = 60


def limit_key(request: Request, address: str) -> str:
    """What is counted for an address: the same one in two parks is two people, with a count each."""
    return f"{request.park}:{address.strip().lower()}"


def seconds_to_wait(request: Request) -> int:
    """Until the fullest count that concerns this request has room again; a minute when none is full."""
    waits = [_wait(request, action, rate) for action, rate in _rates()]
    longest = max(waits, default=0.0)
    return math.ceil(longest) or WHEN_UNKNOWN_S


def _rates() -> Iterator[tuple[str, Rate]]:
    for action, rates in app_settings.RATE_LIMITS.items():
        for rate in parse_rates(rates):
            yield action, rate


def _wait(request: Request, action: str, rate: Rate) -> float:
    found = [0.0]
    for key in _keys(request) if rate.per == "key" else (None,):
        if rate.per == "user" and not request.user.is_authenticated:
            continue
        place = get_cache_key(request, app="allauth.account", action=action, rate=rate, key=key)
        history = cache.get(place, [])
        if len(history) >= rate.amount:
            found.append(history[-1] + rate.duration - time.time())
    return max(found)


def _keys(request: Request) -> set[str]:
    """The addresses that the request is about: what was typed, or what the page before was told."""
    states = [value for value in request.session.values() if isinstance(value, dict)]
    told = [state.get("email") for state in states]
    addresses = {str(text).strip().lower() for text in (request.POST.get("email"), *told) if text}
    return addresses | {limit_key(request, address) for address in addresses}
