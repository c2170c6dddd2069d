"""The addresses of planning."""

from django.urls import path

from gaiyue.web.console.planning import acts, calendar, days, seats, sessions, week

urlpatterns = [
    path("", calendar.calendar, name="console_planning"),
    path("days/", days.close_range, name="planning_days"),
    path("free/", days.free, name="planning_free"),
    path("session/", sessions.session, name="planning_session"),
    path("close/", acts.close, name="planning_close"),
    path("blocks/<id:block>/", acts.block, name="planning_block"),
    path("blocks/<id:block>/capacity/", seats.capacity, name="planning_capacity"),
    path("blocks/<id:block>/reserve/", seats.reserve, name="planning_reserve"),
    path("blocks/<id:block>/close/", acts.close_one, name="planning_close_block"),
    path("blocks/<id:block>/reopen/", acts.reopen, name="planning_reopen"),
    path("week/", week.week, name="planning_week"),
    path("week/add/", week.add, name="planning_template_add"),
    path("week/<id:template>/change/", week.change, name="planning_template_change"),
    path("week/<id:template>/end/", week.end, name="planning_template_end"),
]
