"""The API put together: its routes, who may ask, how it reads and how it says no."""

from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI

from gaiyue.api.auth import Token
from gaiyue.api.reading import JsonOnly
from gaiyue.api.refusing import answer_errors
from gaiyue.api.routes import acts, appointments, board, catalogue, me, previews  # noqa: F401 - they fill the router
from gaiyue.api.routes.router import router

VERSION = "1.0"

api = NinjaAPI(
    title=_("改约接口"),
    version=VERSION,
    description=_(
        "企业和园区各部门的系统通过这个接口查询、预约、改约和取消，规则和页面上的完全一样：同样的判断、"
        "同样的原因、同样的截止时间。"
    ),
    docs_url=None,
    openapi_url=None,
    auth=Token(),
    parser=JsonOnly(),
    urls_namespace="api",
)
api.add_router("", router)
answer_errors(api)
