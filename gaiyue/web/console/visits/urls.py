"""The addresses of visits for staff."""

from django.urls import path

from gaiyue.web.console.visits import acting, find, one

urlpatterns = [
    path("find/", find.find, name="console_find"),
    path("book/", acting.book, name="console_book"),
    path("book/<slug:company>/", acting.book_service, name="console_book_service"),
    path("book/<slug:company>/<slug:service>/", acting.book_block, name="console_book_block"),
    path("book/<slug:company>/<slug:service>/check/", acting.book_check, name="console_book_check"),
    path("visits/<slug:reference>/", one.visit, name="console_visit"),
    path("visits/<slug:reference>/contact/", one.contact, name="console_contact"),
    path("visits/<slug:reference>/move/", acting.move, name="console_move"),
    path("visits/<slug:reference>/move/check/", acting.move_check, name="console_move_check"),
    path("visits/<slug:reference>/cancel/", acting.cancel, name="console_cancel"),
    path("visits/<slug:reference>/done/", acting.done, name="console_done"),
]
