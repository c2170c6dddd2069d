"""The addresses of the pages for companies."""

from django.urls import path

from gaiyue.web.enterprise.views import (
    appointment,
    appointments,
    book,
    cancel,
    contact,
    credit_code,
    home,
    invitations,
    members,
    move,
    notices,
    profile,
    services,
)

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.notices_read, name="notices_read"),
    path("", home.home, name="home"),
    path("services/", services.services, name="services"),
    path("services/<slug:code>/", services.service, name="service"),
    path("services/<slug:code>/book/", book.book, name="book"),
    path("services/<slug:code>/book/check/", book.book_check, name="book_check"),
    path("guide/", services.guide, name="guide"),
    path("appointments/", appointments.appointments, name="appointments"),
    path("appointments/<slug:reference>/", appointment.appointment, name="appointment"),
    path("appointments/<slug:reference>/papers/", appointment.tick, name="tick_materials"),
    path(
        "appointments/<slug:reference>/calendar.ics",
        appointment.calendar_file,
        name="calendar_file",
    ),
    path("appointments/<slug:reference>/booked/", book.booked, name="booked"),
    path("appointments/<slug:reference>/move/", move.move, name="move"),
    path("appointments/<slug:reference>/move/check/", move.move_check, name="move_check"),
    path("appointments/<slug:reference>/moved/", move.moved, name="moved"),
    path("appointments/<slug:reference>/contact/", contact.contact, name="contact"),
    path("appointments/<slug:reference>/cancel/", cancel.cancel, name="cancel"),
    path("appointments/<slug:reference>/cancelled/", cancel.cancelled, name="cancelled"),
    path("profile/", profile.profile, name="profile"),
    path("profile/edit/", profile.profile_edit, name="profile_edit"),
    path("profile/credit-code/", credit_code.credit_code, name="credit_code"),
    path("profile/choose/", profile.profile_choose, name="profile_choose"),
    path("members/", members.members, name="members"),
    path("members/<id:account>/", members.member, name="member"),
    path(
        "members/invitations/<id:invitation>/withdraw/",
        members.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("invitations/<slug:token>/", invitations.invitation, name="invitation"),
]
