"""Tells Django about the room."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "gaiyue.calendars"
    label = "calendars"
    default_auto_field = "django.db.models.BigAutoField"
