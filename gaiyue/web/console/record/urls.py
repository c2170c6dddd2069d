"""The addresses of this part of the console."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
