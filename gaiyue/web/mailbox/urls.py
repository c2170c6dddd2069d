"""The addresses of the demo's mail."""

from django.urls import path

from gaiyue.web.mailbox import inbox

urlpatterns = [
    path("demo/mail/", inbox.demo_mail, name="demo_mail"),
    path("demo/mail/<id:number>/", inbox.demo_mail_one, name="demo_mail_one"),
    path("demo/mail/<id:number>/html/", inbox.demo_mail_html, name="demo_mail_html"),
    path("demo/mail/<id:number>/calendar/", inbox.demo_mail_calendar, name="demo_mail_calendar"),
]
