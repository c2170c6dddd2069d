"""Tells Django about the room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "gaiyue.web"
    label = "web"
