"""Tells Django about the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gaiyue.people"
    label = "people"
