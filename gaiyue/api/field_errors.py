"""What pydantic objects to, in our words: where, and what to do about it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from gaiyue.api.problems import FieldError, Problem, invalid

KEY_HEADER: Final = "Idempotency-Key"


def problem_of(errors: list[dict[str, Any]]) -> Problem:
    """The problem that the errors of one request are."""
    found = [_field_error(one) for one in errors]
    if any(one.header == KEY_HEADER and one.code == "missing" for one in found):
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
    say = SENTENCES.get(code)
    return say() % facts if say else _("格式不对，请对照接口文档改正。")


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
    "string_pattern_mismatch": lambda: _("格式不对，要符合 %(pattern)s。"),
    "blank": lambda: _("不能只有空白。"),
    "date_type": lambda: _("请填日期，例如 2026-11-25。"),
    "date_parsing": lambda: _("请填日期，例如 2026-11-25。"),
    "date_from_datetime_parsing": lambda: _("请填日期，例如 2026-11-25。"),
    "literal_error": lambda: _("请从这些里选：%(expected)s。"),
    "enum": lambda: _("请从这些里选：%(expected)s。"),
    "model_type": lambda: _("请填一个对象。"),
    "model_attributes_type": lambda: _("请填一个对象。"),
    "days_reversed": lambda: _("结束日期早于开始日期，请改正。"),
    "days_too_many": lambda: _("一次最多查 %(most)s 天，请分几次查。"),
}
"""Code of an error → its sentence, filled by the error's facts."""


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


def unknown_parameter(name: str) -> FieldError:
    """A parameter that the route doesn't have."""
    return FieldError("unknown_parameter", _say("unknown_parameter", {}), parameter=name)
