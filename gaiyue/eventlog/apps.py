"""Tells Django about the room."""

from django.apps import AppConfig


class EventlogConfig(AppConfig):
    name = "gaiyue.eventlog"
    label = "eventlog"
