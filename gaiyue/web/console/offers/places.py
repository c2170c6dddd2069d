"""The buildings of the park: list, add, correct."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.correct_location import correct_location
from gaiyue.booking.open_location import NewLocation, open_location
from gaiyue.booking.queries import offers
from gaiyue.people.permissions import May, may
from gaiyue.web.console.offers.answers import METHODS, done, note, show_form
from gaiyue.web.console.offers.forms import NewPlaceForm, PlaceForm
from gaiyue.web.console.offers.shown import both
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.seen import seen_in


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def places(request: Request) -> HttpResponse:
    """Every building with its address in both languages."""
    shown = [
        {
            "code": row.code,
            "name": both(row.name_zh, row.name_en),
            "address": both(row.address_zh, row.address_en),
            "counters": row.counters,
        }
        for row in offers.places(actor=request.actor)
    ]
    context = {"places": shown, "may_keep": may(request.actor, May.KEEP_SERVICES)}
    return render(request, "console/offers/places.html", context)


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_http_methods(METHODS)
def add(request: Request) -> HttpResponse:
    """A new building."""
    form = NewPlaceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            open_location(NewLocation(**form.cleaned_data), actor=request.actor)
        except Refusal as no:
            note(form, no)
        else:
            said = _("地点已添加。请到各事项里添加这个地点的窗口。")
            return done(request, said, to=reverse("console_places"))
    return _show(request, form, heading=_("添加地点"))


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_http_methods(METHODS)
def correct(request: Request, place: str) -> HttpResponse:
    """Other names, another address."""
    found = [row for row in offers.places(actor=request.actor) if row.code == place]
    if not found:
        raise NotThere(place)
    names = ("name_zh", "name_en", "address_zh", "address_en")
    known = {name: getattr(found[0], name) for name in names}
    form = PlaceForm(request.POST if request.method == "POST" else None, initial=known)
    late = None
    if form.is_bound and form.is_valid():
        try:
            wanted = NewLocation(code=place, **form.cleaned_data)
            correct_location(wanted, actor=request.actor, seen=seen_in(request))
        except Refusal as no:
            late = note(form, no)
        else:
            said = _("地点资料已保存，企业马上看到。")
            return done(request, said, to=reverse("console_places"))
    return _show(request, form, heading=_("修改地点"), now=known, no=late)


def _show(request: Request, form: PlaceForm, **around: object) -> HttpResponse:
    up = reverse("console_places")
    return show_form(request, form, up=up, up_label=_("返回地点"), **around)
