"""The addresses of the record."""

from django.urls import path

from gaiyue.web.console.record import reading

urlpatterns = [
    path("", reading.record, name="console_record"),
    path("verify/", reading.verify, name="console_record_verify"),
]
