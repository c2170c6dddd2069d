"""The addresses of the working-day calendar."""

from django.urls import path

from gaiyue.web.console.calendars import day, hours, notice, year

urlpatterns = [
    path("", year.year, name="console_calendar"),
    path("day/", day.day, name="console_calendar_day"),
    path("hours/", hours.hours, name="console_calendar_hours"),
    path("notice/", notice.notice, name="console_calendar_notice"),
]
