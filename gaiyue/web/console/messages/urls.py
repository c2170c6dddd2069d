"""The addresses of messages: those that got stuck, and what all of them say."""

from django.urls import path

from gaiyue.web.console.messages import samples, stuck

urlpatterns = [
    path("", stuck.messages_page, name="console_messages"),
    path("samples/", samples.samples_page, name="console_samples"),
    path("samples/html/", samples.sample_html, name="console_sample_html"),
    path("samples/calendar/", samples.sample_calendar, name="console_sample_calendar"),
    path("<id:number>/", stuck.decide, name="console_message_decide"),
]
