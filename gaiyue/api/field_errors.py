"""What pydantic objects to, in our words: where, and what to do about it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from gaiyue.api.problems import FieldError, Problem, invalid
from gaiyue.api.schemas.words import BIGGEST, CODE, KEY, KEY_HEADER

ABSENT: Final = ("missing", "string_too_short")
"""No key at all, or one of no sign."""


def problem_of(errors: list[dict[str, Any]]) -> Problem:
    """The problem that the errors of one request are."""
    found = [_field_error(one) for one in errors]
    if any(one.header == KEY_HEADER and one.code in ABSENT for one in found):
        detail = _(
            "请带上请求头 Idempotency-Key：每件要办的事一个新的值。没有收到答复时用同一个值再发一次，"
            "就不会办两次。"
        )
        return Problem("key-missing", "idempotency.key_missing", detail)
    return invalid(*found)


def _field_error(error: Mapping[str, Any]) -> FieldError:
    source, *where = error["loc"]
    code = str(error["type"])
    detail = _say(code, error.get("ctx") or {})
    if source == "body":
        return FieldError(code, detail, pointer=_pointer(where[1:]))  # below the one argument
    name = str(where[0]) if where else ""
    if source == "header":
        return FieldError(code, detail, header=name)
    return FieldError(code, detail, parameter=name)


def _pointer(where: list[Any]) -> str:
    escaped = (str(part).replace("~", "~0").replace("/", "~1") for part in where)
    return "#" + "".join(f"/{part}" for part in escaped)


def _say(code: str, facts: Mapping[str, Any]) -> str:
    if code == "string_pattern_mismatch":
        say = PATTERNS.get(facts.get("pattern"), SENTENCES[code])
    elif code == "less_than_equal" and facts.get("le") == BIGGEST:
        say = SENTENCES["int_parsing_size"]
    else:
        say = SENTENCES.get(code, SENTENCES["string_pattern_mismatch"])
    if expected := facts.get("expected"):
        facts = {**facts, "expected": _("、").join(re.findall(r"'([^']*)'", expected))}
    return say() % facts


SENTENCES: Final[Mapping[str, Callable[[], str]]] = {
    "missing": lambda: _("必须填写。"),
    "extra_forbidden": lambda: _("没有这一项，请删去或核对名称。"),
    "unknown_parameter": lambda: _("没有这个参数，请删去或核对名称。"),
    "int_type": lambda: _("请填整数。"),
    "int_parsing": lambda: _("请填整数。"),
    "int_parsing_size": lambda: _("这个数太大。"),
    "greater_than_equal": lambda: _("不能小于 %(ge)s。"),
    "less_than_equal": lambda: _("不能大于 %(le)s。"),
    "string_type": lambda: _("请填文字。"),
    "string_unicode": lambda: _("文字里有不能编码的字符，请去掉。"),
    "string_too_short": lambda: _("至少要有 %(min_length)s 个字符。"),
    "string_too_long": lambda: _("最多 %(max_length)s 个字符。"),
    "string_pattern_mismatch": lambda: _("格式不对，请对照接口文档改正。"),
    "phone": lambda: _("联系电话里只能有数字、空格和连字符，例如 021-5555 0100 或 138 0000 0000。"),
    "blank": lambda: _("不能只有空白。"),
    "date_type": lambda: _("请填日期，例如 2026-11-25。"),
    "date_parsing": lambda: _("请填日期，例如 2026-11-25。"),
    "date_from_datetime_parsing": lambda: _("请填日期，例如 2026-11-25。"),
    "literal_error": lambda: _("请从这些里选：%(expected)s。"),
    "enum": lambda: _("请从这些里选：%(expected)s。"),
    "model_type": lambda: _("请填一个对象。"),
    "model_attributes_type": lambda: _("请填一个对象。"),
    "unexpected_body": lambda: _("这个请求不用带内容，请去掉再发；没有办理。"),
    "repeated_parameter": lambda: _("这个参数写了不止一次，请只留一个。"),
    "unknown_service": lambda: _("园区没有这个事项，请用“全部事项”里的编码。"),
    "unknown_location": lambda: _("园区没有这个地点，请用“全部事项”里写的地点编码。"),
    "state_of_other_time": lambda: _(
        "这种状态的预约不在 when 选的范围里：要么去掉 when，要么换一种状态。"
    ),
    "days_reversed": lambda: _("结束日期早于开始日期，请改正。"),
    "days_too_many": lambda: _("一次最多查 %(most)s 天，请分几次查。"),
}
"""Code of an error → its sentence, filled by the error's facts."""

PATTERNS: Final[Mapping[str | None, Callable[[], str]]] = {
    CODE: lambda: _("只能有字母、数字、- 和 _，最多 64 个字符。"),
    KEY: lambda: _("只能有 1 到 128 个可见的英文字符，不能有空格，例如 UUID。"),
    r"\S": lambda: _("不能只有空白。"),
}
"""Pattern → what it means to a person."""


def wrong_days(first: date, last: date, *, most: int) -> Problem | None:
    """What is wrong with a stretch of days; None when it can be asked for."""
    if last < first:
        return invalid(FieldError("days_reversed", _say("days_reversed", {}), parameter="last"))
    if (last - first).days >= most:
        said = _say("days_too_many", {"most": most})
        return invalid(FieldError("days_too_many", said, parameter="last"))
    return None


def missing(*, pointer: str | None = None, parameter: str | None = None) -> Problem:
    """Something that this asker has to say and another need not."""
    return invalid(FieldError("missing", _say("missing", {}), pointer, parameter))


def at_parameter(code: str, name: str) -> FieldError:
    """What is wrong with a parameter of the address."""
    return FieldError(code, _say(code, {}), parameter=name)


def unexpected_body() -> FieldError:
    """A body for a route that reads none."""
    return FieldError("unexpected_body", _say("unexpected_body", {}), pointer="#")
