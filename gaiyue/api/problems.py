"""What goes wrong, as RFC 9457 says it: a kind that a page explains, a code for programs, a sentence for people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

MEDIA_TYPE: Final = "application/problem+json"
PAGE: Final = "/api/#problem-"
"""Where the documentation explains a kind of problem."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status, its title, the same each time it occurs, and what to do about it."""

    status: int
    title: str
    help: str


KINDS: Final[Mapping[str, Kind]] = {
    "malformed": Kind(
        400,
        gettext_noop("请求不能读取"),
        gettext_noop("请求内容不是 JSON，或者地址、请求头写得不对。改正后再发。"),
    ),
    "key-missing": Kind(
        400,
        gettext_noop("缺少幂等键"),
        gettext_noop(
            "预约、改约、取消都要带请求头 Idempotency-Key：每件事一个新的值，没有收到答复时用同一个值再发。"
        ),
    ),
    "unauthenticated": Kind(
        401,
        gettext_noop("没有可用的令牌"),
        gettext_noop(
            "没有带令牌，或者令牌写错、停用、到期，或者它的主人不再代这家企业办事。请企业负责人或园区管理者发一个新的。"
        ),
    ),
    "not-there": Kind(
        404,
        gettext_noop("没有找到"),
        gettext_noop("没有这一项，或者不归这个令牌；两种情况的答复完全一样。"),
    ),
    "wrong-method": Kind(
        405,
        gettext_noop("这个地址不支持这种方法"),
        gettext_noop("响应头 Allow 里写着可以用的方法。"),
    ),
    "refused": Kind(
        409,
        gettext_noop("按规则不能办理"),
        gettext_noop(
            "规则不允许，什么都没有改变。reasons 里是全部原因，edition 是依据的规则版本，deadline 是截止时间，"
            "next_steps 是接下来可以怎么办。情况不变时再发也是一样。"
        ),
    ),
    "length-missing": Kind(
        411,
        gettext_noop("没有写明长度"),
        gettext_noop("请求内容的长度要写在 Content-Length 里，不支持分块发送。"),
    ),
    "too-large": Kind(413, gettext_noop("请求太大"), gettext_noop("请求内容最多 65536 字节。")),
    "wrong-media-type": Kind(
        415, gettext_noop("内容类型不支持"), gettext_noop("请求内容只能是 application/json。")
    ),
    "invalid": Kind(
        422,
        gettext_noop("有填得不对的地方"),
        gettext_noop("errors 里逐处写明：pointer 是请求内容里的位置，parameter 是地址里的参数。"),
    ),
    "not-accepted": Kind(
        422, gettext_noop("没有办理"), gettext_noop("填的内容办不了，detail 里写明为什么、怎么改。")
    ),
    "key-reused": Kind(
        422,
        gettext_noop("幂等键已经用过"),
        gettext_noop("同一个幂等键用在了内容不同的请求上，什么都没有办理。新的事请用新的键。"),
    ),
    "too-many": Kind(
        429,
        gettext_noop("请求太频繁"),
        gettext_noop(
            "每个令牌每分钟的请求次数、每个地址每分钟出错的令牌次数都有限，请等响应头 Retry-After 里的秒数再试。"
        ),
    ),
    "broken": Kind(
        500,
        gettext_noop("系统出错"),
        gettext_noop("是我们的问题，已经记录。办理类的请求请用同一个幂等键再发，不会办两次。"),
    ),
    "unavailable": Kind(
        503,
        gettext_noop("暂时不能办理"),
        gettext_noop(
            "同时办理的人太多、数据库这会儿连不上、系统正在维护，或者园区还没有开通。请等 Retry-After 里的秒数再试。"
        ),
    ),
}
"""Slug → kind. The document and its page list them; a test keeps the page complete."""

CODES: Final[Mapping[str, str]] = {
    "malformed": "malformed",
    "json": "malformed",
    "json_twice": "malformed",
    "idempotency.key_missing": "key-missing",
    "token.missing": "unauthenticated",
    "token.invalid": "unauthenticated",
    "not_there": "not-there",
    "no_address": "not-there",
    "wrong_method": "wrong-method",
    "length_missing": "length-missing",
    "too_large": "too-large",
    "media_type": "wrong-media-type",
    "fields": "invalid",
    "idempotency.key_reused": "key-reused",
    "too_many": "too-many",
    "token.too_many_wrong": "too-many",
    "broken": "broken",
    "busy": "unavailable",
    "lost": "unavailable",
    "maintenance": "unavailable",
    "park.not_opened": "unavailable",
}
"""Code → kind, for whatever no rule and no deed says; a problem of another code can't be made."""


class Problem(Exception):
    """Raised anywhere in the room: the answer is this problem."""

    def __init__(self, kind: str, code: str, detail: str, **more: Any) -> None:
        """Take the slug of the kind, the code, the sentence, and what else the answer carries.

        `headers` among it are the headers of the answer.
        """
        super().__init__(code)
        self.kind = kind
        self.code = code
        self.detail = detail
        self.headers: Mapping[str, str] = more.pop("headers", {})
        self.more: Mapping[str, Any] = more


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that is wrong: a JSON pointer into the body, or the name of a parameter or header."""

    code: str
    detail: str
    pointer: str | None = None
    parameter: str | None = None
    header: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Only what it says."""
        places = {"pointer": self.pointer, "parameter": self.parameter, "header": self.header}
        return {
            "code": self.code,
            "detail": self.detail,
            **{name: place for name, place in places.items() if place is not None},
        }


def answer(problem: Problem) -> HttpResponse:
    """The problem as an answer, in the language of the moment."""
    kind = KINDS[problem.kind]
    said = {
        "type": f"{PAGE}{problem.kind}",
        "title": _(kind.title),
        "status": kind.status,
        "detail": problem.detail,
        "code": problem.code,
        **problem.more,
    }
    return HttpResponse(
        json.dumps(said, ensure_ascii=False),
        status=kind.status,
        content_type=MEDIA_TYPE,
        headers={**problem.headers},
    )


def invalid(*errors: FieldError) -> Problem:
    """422 with each field that is wrong."""
    detail = _("请按下面每一处的说明改正后再提交，什么都没有办理。")
    return Problem("invalid", "fields", detail, errors=[one.as_json() for one in errors])


def not_there(pointer: str = "") -> Problem:
    """404, the same for what does not exist and for what is somebody else's; `pointer` leads into the body."""
    detail = _("这里没有您要的内容：可能没有这一项，也可能不归这个令牌所代表的企业或岗位。")
    if not pointer:
        return Problem("not-there", "not_there", detail)
    error = FieldError("not_there", detail, pointer=pointer)
    return Problem("not-there", "not_there", detail, errors=[error.as_json()])


def no_address() -> Problem:
    """404 for an address that the API doesn't have, for whomever."""
    return Problem("not-there", "no_address", _("接口里没有这个地址，请对照 /api/ 的说明核对。"))


def wrong_method(allowed: str) -> Problem:
    """405, with the methods that the address has."""
    said = _("这个地址只支持 %(allowed)s。") % {"allowed": allowed}
    return Problem("wrong-method", "wrong_method", said, headers={"Allow": allowed})
