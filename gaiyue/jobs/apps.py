"""Tells Django about the room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "gaiyue.jobs"
    label = "jobs"
