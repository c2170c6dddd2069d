"""Tells Django about the room."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "gaiyue.policy"
    label = "policy"
