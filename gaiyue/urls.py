"""Every address of the product, by face."""

from django.urls import include, path, register_converter

from gaiyue.web.shared import icons, links, switches, visit_door
from gaiyue.web.shared.addresses import RowId

register_converter(RowId, "id")

urlpatterns = [
    path("", include("gaiyue.web.entrance.urls")),
    path("", include("gaiyue.web.enterprise.urls")),
    path("", include("gaiyue.web.mailbox.urls")),
    path("console/", include("gaiyue.web.console.urls")),
    path("api/", include("gaiyue.web.developers.urls")),
    path("l/<str:token>/", links.link, name="link"),
    path("links/<slug:reference>/revoke/", links.revoke_link, name="revoke_link"),
    path("v/<slug:reference>/", visit_door.visit_door, name="visit_door"),
    path("language/", switches.set_language, name="set_language"),
    path("favicon.ico", icons.favicon, name="favicon"),
    path("elder/", switches.elder_mode, name="elder_mode"),
]

handler400 = "gaiyue.web.shared.errors.bad_request"
handler403 = "gaiyue.web.shared.errors.forbidden"
handler404 = "gaiyue.web.shared.errors.not_found"
handler429 = "gaiyue.web.shared.errors.too_many"  # looked up by allauth
handler500 = "gaiyue.web.shared.errors.broken"
