"""The addresses of planning."""

from django.urls import path

from gaiyue.web.console.planning import acts, calendar

urlpatterns = [
    path("", calendar.calendar, name="console_planning"),
    path("close/", acts.close, name="planning_close"),
    path("blocks/<int:block>/", acts.block, name="planning_block"),
    path("blocks/<int:block>/capacity/", acts.capacity, name="planning_capacity"),
    path("blocks/<int:block>/close/", acts.close_one, name="planning_close_block"),
    path("blocks/<int:block>/reopen/", acts.reopen, name="planning_reopen"),
]
