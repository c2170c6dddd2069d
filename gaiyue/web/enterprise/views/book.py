"""Book a visit: choose where and when, check, confirm."""

from typing import Any, cast

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.booking.book import Contact
from gaiyue.booking.queries.papers import papers_of
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.states import State
from gaiyue.people.companies import company
from gaiyue.policy.reasons import StepCode
from gaiyue.web.enterprise.papers import show_papers
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.flows import booking
from gaiyue.web.shared.present import present_company
from gaiyue.web.shared.rules import show_rules
from gaiyue.web.shared.show import show_service, show_visit, visit_address


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: Request, code: str) -> HttpResponse:
    """GET: choose where and when. POST: book."""
    service = one_service(code, park=request.park)
    if not present_company(request):
        return _first_a_company(request, code)
    step = booking.book if request.method == "POST" else booking.choose_block
    return step(request, service, _road(request, code))


@open_to(Door.COMPANY)
@require_safe
def book_check(request: Request, code: str) -> HttpResponse:
    """Check before you confirm: what, where, when, whom to reach."""
    service = one_service(code, park=request.park)
    if not present_company(request):
        return _first_a_company(request, code)
    return booking.check_booking(request, service, _road(request, code, phone=_phone(request)))


@open_to(Door.COMPANY)
@require_safe
def booked(request: Request, reference: str) -> HttpResponse:
    """The confirmation: reference, QR, what happens next; survives a reload."""
    row = one_visit(reference, actor=request.actor)
    if row.state != State.BOOKED:
        return HttpResponseRedirect(reverse("appointment", args=[row.reference]))
    service = show_service(one_service(row.service, park=request.park))
    counters = next(
        (place.counter_names for place in service.locations if place.code == row.location), ()
    )
    context = {
        "visit": show_visit(row, counters=counters, qr_url=visit_address(request, row.reference)),
        "papers": show_papers(papers_of(row.reference, actor=request.actor)),
        "calendar_url": reverse("calendar_file", args=[row.reference]),
        "rule_sentences": show_rules(request.park, row.service).in_short,
        "service_phone": service.phone,
    }
    return render(request, "enterprise/booked.html", context)


def _first_a_company(request: Request, code: str) -> HttpResponse:
    """To where somebody who acts for no company enters one, and back here afterwards."""
    here = reverse("book", args=[code]) if request.method == "POST" else request.get_full_path()
    return HttpResponseRedirect(reverse("sign_up_company", query={"next": here}))


def _phone(request: Request) -> str:
    """The number to begin with: the person's own, else the company's."""
    own = str(cast(Any, request.user).phone)
    return own or company(present_company(request), actor=request.actor).contact_phone


def _road(request: Request, code: str, *, phone: str = "") -> booking.BookRoad:
    assert request.person is not None  # noqa: S101 - the door asks for a company
    names = dict(request.person.enterprises)
    # A form stays with the company that it was opened for.
    asked = request.POST.get("enterprise", "")
    chosen = asked if asked in names else present_company(request)
    return booking.BookRoad(
        templates="enterprise/",
        choose=reverse("book", args=[code]),
        check=reverse("book_check", args=[code]),
        done=lambda reference: reverse("booked", args=[reference]),
        enterprises=((chosen, names[chosen]),),
        move=lambda reference: reverse("move", args=[reference]),
        contact=Contact(request.person.name, phone),
        links={
            StepCode.CHOOSE_SERVICE: reverse("services"),
            StepCode.MOVE_VISIT: reverse("appointments"),
        },
        more={"company_name": names[chosen]},
    )
