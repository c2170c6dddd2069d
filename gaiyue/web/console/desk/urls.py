"""The addresses of the counter's day."""

from django.urls import path

from gaiyue.web.console.desk import acts, correct, hall, place, today

urlpatterns = [
    path("", today.today, name="console_today"),
    path("place/", place.choose, name="console_place"),
    path("next/", acts.next_one, name="console_call_next"),
    path("hall/<slug:location>/", hall.hall, name="console_hall"),
    path("visits/<slug:reference>/check-in/", acts.receive, name="console_check_in"),
    path("visits/<slug:reference>/call/", acts.call, name="console_call"),
    path("visits/<slug:reference>/complete/", acts.complete, name="console_complete"),
    path("visits/<slug:reference>/no-show/", acts.no_show, name="console_no_show"),
    path("visits/<slug:reference>/undo/", acts.undo, name="console_undo"),
    path("visits/<slug:reference>/correct/", correct.correct, name="console_correct"),
]
