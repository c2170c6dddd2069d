"""What goes wrong, as RFC 9457 says it: a kind that a page explains, a code for programs, a sentence for people."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext as _

MEDIA_TYPE: Final = "application/problem+json"
PAGE: Final = "/api/#problem-"
"""Where the documentation explains a kind of problem."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status and its title, the same each time it occurs."""

    status: int
    title: Callable[[], str]


KINDS: Final[Mapping[str, Kind]] = {
    "malformed": Kind(400, lambda: _("请求不能读取")),
    "key-missing": Kind(400, lambda: _("缺少幂等键")),
    "unauthenticated": Kind(401, lambda: _("没有可用的令牌")),
    "not-there": Kind(404, lambda: _("没有找到")),
    "wrong-method": Kind(405, lambda: _("这个地址不支持这种方法")),
    "refused": Kind(409, lambda: _("按规则不能办理")),
    "too-large": Kind(413, lambda: _("请求太大")),
    "wrong-media-type": Kind(415, lambda: _("内容类型不支持")),
    "invalid": Kind(422, lambda: _("有填得不对的地方")),
    "not-accepted": Kind(422, lambda: _("没有办理")),
    "key-reused": Kind(422, lambda: _("幂等键已经用过")),
    "too-many": Kind(429, lambda: _("请求太频繁")),
    "broken": Kind(500, lambda: _("系统出错")),
    "unavailable": Kind(503, lambda: _("暂时不能办理")),
}
"""Slug → kind. The documentation has a heading for each; a test keeps that complete."""


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
    facts: Mapping[str, Any] = field(default_factory=dict)

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
        "title": kind.title(),
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


def not_there() -> Problem:
    """404, the same for what does not exist and for what is somebody else's."""
    detail = _("这里没有您要的内容：可能没有这一项，也可能不归这个令牌所代表的企业或岗位。")
    return Problem("not-there", "not_there", detail)


def wrong_method(allowed: str) -> Problem:
    """405, with the methods that the address has."""
    said = _("这个地址只支持 %(allowed)s。") % {"allowed": allowed}
    return Problem("wrong-method", "wrong_method", said, headers={"Allow": allowed})
