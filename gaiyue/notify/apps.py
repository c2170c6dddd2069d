"""Tells Django about the room."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "gaiyue.notify"
    label = "notify"
