"""The addresses of the counter's day."""

from django.urls import path

from gaiyue.web.console.desk import today

urlpatterns = [
    path("", today.today, name="console_today"),
    path("visits/<slug:reference>/check-in/", today.check_visit_in, name="console_check_in"),
    path("visits/<slug:reference>/complete/", today.complete, name="console_complete"),
    path("visits/<slug:reference>/no-show/", today.no_show, name="console_no_show"),
]
