"""Tells Django about the room."""

from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "gaiyue.booking"
    label = "booking"
