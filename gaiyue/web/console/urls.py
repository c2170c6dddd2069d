"""The addresses of the pages for staff."""

from django.urls import path

from gaiyue.web.console.views import today

urlpatterns = [
    path("", today.today, name="console_today"),
    path("<slug:reference>/", today.visit, name="console_visit"),
    path("<slug:reference>/check-in/", today.check_visit_in, name="console_check_in"),
    path("<slug:reference>/complete/", today.complete, name="console_complete"),
    path("<slug:reference>/no-show/", today.no_show, name="console_no_show"),
]
