"""Read what was sent: JSON of a sensible size, and nothing that we would have to guess."""

import json
from typing import Any, Final, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser

from gaiyue.api.problems import Problem

BIGGEST_BODY: Final = 64 * 1024


def refuse_what_is_too_big(request: HttpRequest) -> None:
    """A problem for a body that is larger than anything that can be asked here, or of no stated length, unread."""
    if "HTTP_TRANSFER_ENCODING" in request.META:
        said = _("请在请求头 Content-Length 里写明请求内容的长度，不要分块发送。")
        raise Problem("length-missing", "length_missing", said)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isascii() and length.isdecimal() and int(length[:20]) > BIGGEST_BODY:
        said = _("请求内容最多 %(most)s 字节。") % {"most": BIGGEST_BODY}
        raise Problem("too-large", "too_large", said)


class JsonOnly(Parser):
    """ninja's parser, for JSON that says that it is JSON."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body. Raises Problem for another type, and for what is no JSON object."""
        if request.content_type != "application/json":
            said = _("请求内容要用 JSON，并写明 Content-Type: application/json。")
            raise Problem("wrong-media-type", "media_type", said)
        try:
            return json.loads(
                request.body, parse_constant=_no_constant, object_pairs_hook=_each_once
            )
        except (ValueError, RecursionError):  # not UTF-8, not JSON, or nested beyond reading
            said = _("请求内容不是能读取的 JSON，请核对括号、引号和编码（UTF-8）。")
            raise Problem("malformed", "json", said) from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object; a name that stands there twice could mean either."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [one[0] for one in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        said = _("请求内容里“%(name)s”写了不止一次，请只留一个。") % {"name": twice[:64]}
        raise Problem("malformed", "json_twice", said)
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are no JSON
