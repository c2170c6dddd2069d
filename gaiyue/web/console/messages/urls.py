"""The addresses of messages that got stuck."""

from django.urls import path

from gaiyue.web.console.messages import stuck

urlpatterns = [
    path("", stuck.messages_page, name="console_messages"),
    path("<id:number>/", stuck.decide, name="console_message_decide"),
]
