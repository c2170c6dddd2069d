"""The addresses of visits for staff."""

from django.urls import path

from gaiyue.web.console.visits import one

urlpatterns = [
    path("visits/<slug:reference>/", one.visit, name="console_visit"),
]
