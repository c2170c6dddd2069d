"""The OpenAPI document: what ninja makes of the routes, completed with what only we know, in Chinese or English."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from gaiyue.api.app import api
from gaiyue.api.codes import code_tables
from gaiyue.api.problems import KINDS, MEDIA_TYPE, PAGE
from gaiyue.api.sample import refused_examples

BASE: Final = "api/v1/"
OK: Final = 200
REDIRECTS_FROM: Final = 300
ERRORS_FROM: Final = 400
LANGUAGE: Final = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "examples": ["zh-CN", "en"]},
    "description": _("答复用哪种语言：中文（默认）或 en。"),
}
TAGS: Final = (
    {"name": "token", "description": _("令牌")},
    {"name": "services", "description": _("事项和空余时段")},
    {"name": "appointments", "description": _("查询和办理预约")},
    {"name": "previews", "description": _("先问能不能")},
    {"name": "staff", "description": _("园区各部门")},
)
SAID: Final = {
    200: _("办好了，或者这就是您要的内容。"),
    201: _("已经预约。"),
    304: _("和您手上的一样，没有变化。"),
    400: _("请求不能读取，或者缺少幂等键。"),
    401: _("没有令牌，或者令牌不能用。"),
    404: _("没有这一项，或者不归这个令牌。"),
    409: _("按规则不能办理：带全部原因、依据的版本、截止时间和下一步。"),
    411: _("没有写明请求内容的长度。"),
    413: _("请求内容太大。"),
    415: _("请求内容不是 JSON。"),
    422: _("有填得不对的地方，或者幂等键已经用于别的请求。"),
    429: _("请求太频繁，过一会儿再试。"),
    500: _("系统出错。"),
    503: _("暂时不能办理，过一会儿用同一个幂等键再试。"),
}
"""Status → what it means, on every route."""
HEADERS: Final = {
    "ETag": _("这个答复的标记，下次放在 If-None-Match 里。"),
    "Link": _("第一页、上一页、下一页、最后一页的地址。"),
    "Location": _("新预约的地址。"),
    "Retry-After": _("多少秒后再试。"),
    "WWW-Authenticate": _("要带哪种令牌。"),
}
OF_A_VISIT: Final = (
    "getAppointment",
    "getHistory",
    "moveAppointment",
    "cancelAppointment",
    "checkIn",
    "completeAppointment",
    "markNoShow",
    "previewMove",
    "previewCancelling",
)
LINKS: Final = {
    "bookAppointment": {to: {"reference": "$response.body#/reference"} for to in OF_A_VISIT},
    "listAppointments": {
        to: {"reference": "$response.body#/items/0/reference"} for to in OF_A_VISIT
    },
    "listServices": {
        to: {"code": "$response.body#/items/0/code"}
        for to in ("getService", "listAvailability", "listCircumstances")
    },
    "listAvailability": {"previewBooking": {"block": "$response.body#/blocks/0/id"}},
}
"""Operation → what may be asked next, with what of its answer: for programs that find their way by the document."""
OF_STATUS: Final = {
    201: ("Location",),
    401: ("WWW-Authenticate",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}


@cache
def plain_document() -> dict[str, Any]:
    """The document in Chinese, as its snapshot has it."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=BASE))
    problems: dict[str, Any] = {}
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            _complete(operation, method, problems, is_list=path.endswith("/appointments"))
    made["components"]["responses"] = {status: problems[status] for status in sorted(problems)}
    problems["409"]["content"][MEDIA_TYPE]["examples"] = refused_examples()
    schemas = made["components"]["schemas"]
    for schema in schemas.values():
        schema.pop("description", None)  # the docstring of the class, for those who read the code
    made["components"]["schemas"] = dict(sorted((name, schemas[name]) for name in schemas))
    made["components"]["securitySchemes"]["Token"]["description"] = _(
        "企业负责人在“企业资料”的“系统对接”里发令牌，园区的系统由管理者在“人员”的“系统对接”里发；令牌只显示一次。"
    )
    made["x-problems"] = [
        {
            "type": PAGE + slug,
            "status": kind.status,
            "title": kind.title,
            "description": kind.help,
        }
        for slug, kind in KINDS.items()
    ]
    made["x-codes"] = code_tables()
    made["tags"] = [dict(tag) for tag in TAGS]
    made["servers"] = [{"url": "/"}]
    plain: dict[str, Any] = _tidied(made)
    return plain


def document_now() -> dict[str, Any]:
    """The document in the language of the moment."""
    translated: dict[str, Any] = _translated(get_language() or "")
    return translated


@cache
def _translated(_language: str) -> Any:
    return _said(plain_document())


def _complete(
    operation: dict[str, Any], method: str, problems: dict[str, Any], *, is_list: bool
) -> None:
    for parameter in operation["parameters"]:
        _never_null(parameter)
        parameter["schema"].pop("description", None)  # said of the parameter already
    operation["parameters"].append(dict(LANGUAGE))
    responses = operation["responses"]
    is_kept = method == "get" and operation["tags"] != ["previews"]
    if is_kept:
        responses[304] = {}
    for status, response in responses.items():
        if status >= ERRORS_FROM:
            # Ninja knows one media type for all answers.
            shared = {MEDIA_TYPE: response["content"]["application/json"]}
            problems[str(status)] = _response(
                status, {"content": shared}, OF_STATUS.get(status, ())
            )
            responses[status] = {"$ref": f"#/components/responses/{status}"}
        else:
            if status < REDIRECTS_FROM and (links := LINKS.get(operation["operationId"])):
                response["links"] = {
                    to: {"operationId": to, "parameters": given} for to, given in links.items()
                }
            names = [*OF_STATUS.get(status, ())]
            names += ["ETag"] if is_kept and status == OK else []
            names += ["Link"] if is_list and method == "get" and status == OK else []
            responses[status] = _response(status, response, names)
    operation["responses"] = {str(status): responses[status] for status in sorted(responses)}


def _response(status: int, response: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    headers = {name: {"description": HEADERS[name], "schema": {"type": "string"}} for name in names}
    return {**response, "description": SAID[status], **({"headers": headers} if names else {})}


def _never_null(parameter: dict[str, Any]) -> None:
    """A parameter of an address is there or not; null is nothing that could be written."""
    schema = parameter["schema"]
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        del schema["anyOf"]
        schema.pop("default", None)
        schema.update(kinds[0])


def _tidied(part: Any) -> Any:
    """What pydantic says twice, said once: the title of each field, and a reference wrapped into a list of one."""
    if isinstance(part, list):
        return [_tidied(one) for one in part]
    if not isinstance(part, dict):
        return part
    keeps = "version" in part or "status" in part  # the info of the document, and kinds of problems
    tidied = {
        key: _tidied(value)
        for key, value in part.items()
        if keeps or not (key == "title" and isinstance(value, str))
    }
    wrapped = tidied.get("allOf")
    return tidied if wrapped is None or len(wrapped) != 1 else wrapped[0] | _without(tidied)


def _without(part: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key != "allOf"}


def _said(part: Any, key: str = "") -> Any:
    if isinstance(part, dict):
        return {name: _said(value, name) for name, value in part.items()}
    if isinstance(part, list):
        return [_said(one) for one in part]
    is_text = key in ("description", "summary", "title") and isinstance(part, str) and part
    return gettext(part) if is_text else part
