"""The addresses of the pages for companies."""

from django.urls import path

from gaiyue.web.enterprise.views import appointments, book, cancel, home, move, services

urlpatterns = [
    path("", home.home, name="home"),
    path("services/", services.services, name="services"),
    path("services/<slug:code>/", services.service, name="service"),
    path("services/<slug:code>/book/", book.book, name="book"),
    path("services/<slug:code>/book/check/", book.book_check, name="book_check"),
    path("guide/", services.guide, name="guide"),
    path("appointments/", appointments.appointments, name="appointments"),
    path("appointments/<slug:reference>/", appointments.appointment, name="appointment"),
    path("appointments/<slug:reference>/booked/", book.booked, name="booked"),
    path("appointments/<slug:reference>/move/", move.move, name="move"),
    path("appointments/<slug:reference>/move/check/", move.move_check, name="move_check"),
    path("appointments/<slug:reference>/moved/", move.moved, name="moved"),
    path("appointments/<slug:reference>/cancel/", cancel.cancel, name="cancel"),
    path("appointments/<slug:reference>/cancelled/", cancel.cancelled, name="cancelled"),
]
