"""The addresses of the pages for staff, by part."""

from django.urls import include, path

urlpatterns = [
    path("", include("gaiyue.web.console.desk.urls")),
    path("", include("gaiyue.web.console.visits.urls")),
    path("planning/", include("gaiyue.web.console.planning.urls")),
    path("services/", include("gaiyue.web.console.offers.urls")),
    path("rules/", include("gaiyue.web.console.rules.urls")),
    path("calendar/", include("gaiyue.web.console.calendars.urls")),
    path("companies/", include("gaiyue.web.console.companies.urls")),
    path("messages/", include("gaiyue.web.console.messages.urls")),
    path("team/", include("gaiyue.web.console.team.urls")),
    path("record/", include("gaiyue.web.console.record.urls")),
]
