"""How many wrong tokens came from an address within this minute, and that too many aren't even looked up."""

import time
import zlib
from ipaddress import IPv6Address, ip_address
from typing import Final

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gaiyue.api.problems import Problem
from gaiyue.base.shared_count import SharedCount

PER_S: Final = 60
BOXES: Final = 2**16
"""Addresses are counted in so many files at most, several in one if need be: nobody fills a disk with addresses."""
NETWORK_BITS: Final = 64
"""One line of IPv6 has at least so many addresses: they count as one."""


def count_wrong_token(request: HttpRequest, *, park: str) -> None:
    """Another wrong one came from where this request comes from."""
    _counts().add(_box(request, park=park), now=time.time())


def refuse_a_guesser(request: HttpRequest, *, park: str, known_as: str) -> None:
    """A problem once the wrong tokens of the address are used up; no query is made for what it sends then.

    A token that was counted before (`known_as`, its key among the counts) is let through: the companies of a park share
    an address, and the one whose program has lost its token must not lock out the others.
    """
    counts, now = _counts(), time.time()
    if counts.so_far(_box(request, park=park), now=now) < settings.GAIYUE_API_WRONG_TOKENS:
        return
    if counts.has(known_as):
        return
    wait = counts.seconds_left(now=now)
    said = _("从您的地址来的请求里，不能用的令牌太多。请核对令牌，%(wait)s 秒后再试。")
    raise Problem(
        "too-many",
        "token.too_many_wrong",
        said % {"wait": wait},
        headers={"Retry-After": str(wait)},
    )


def _counts() -> SharedCount:
    return SharedCount(settings.GAIYUE_API_COUNTS, PER_S)


def _box(request: HttpRequest, *, park: str) -> str:
    address = get_adapter().get_client_ip(request)
    try:
        read = ip_address(address)
    except ValueError:
        read = None
    if isinstance(read, IPv6Address) and read.ipv4_mapped is None:
        address = hex(int(read) >> NETWORK_BITS)
    return f"{park}:wrong:{zlib.crc32(address.encode()) % BOXES}"
