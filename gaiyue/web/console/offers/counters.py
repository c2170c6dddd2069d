"""The counters of a service: add, rename, retire."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.keep_counters import add_counter, rename_counter, retire_counter
from gaiyue.booking.open_service import NewCounter
from gaiyue.booking.queries.offers import KeptCounter, counters_of, places
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.wording import say_refusal
from gaiyue.people.permissions import May
from gaiyue.web.console.offers.answers import METHODS, done, named, note, of_service, show_form_of
from gaiyue.web.console.offers.forms import CounterForm
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.seen import seen_in

LIST = "counters"


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_http_methods(METHODS)
def add(request: Request, code: str) -> HttpResponse:
    """One more counter (?at= a location)."""
    row = one_service(code, park=request.park)
    form = CounterForm(
        request.POST if request.method == "POST" else None,
        initial={"location": request.GET.get("at", "")},
        places=[
            (one.code, in_language(one.name_zh, one.name_en)) for one in places(actor=request.actor)
        ],
    )
    if form.is_bound and form.is_valid():
        try:
            add_counter(code, NewCounter(**form.cleaned_data), actor=request.actor)
        except Refusal as no:
            note(form, no)
        else:
            return done(request, _("窗口已添加。"), to=of_service(code, at=LIST))
    return show_form_of(request, form, row, at=LIST, heading=_("添加窗口"))


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_http_methods(METHODS)
def rename(request: Request, code: str, counter: int) -> HttpResponse:
    """Another name for it."""
    row, desk = one_service(code, park=request.park), _desk(request, code, counter)
    known = {"name_zh": desk.name_zh, "name_en": desk.name_en}
    form = CounterForm(request.POST if request.method == "POST" else None, initial=known, places=())
    del form.fields["location"]
    late = None
    if form.is_bound and form.is_valid():
        try:
            wanted = NewCounter(location=desk.location, **form.cleaned_data)
            rename_counter(code, counter, wanted, actor=request.actor, seen=seen_in(request))
        except Refusal as no:
            late = note(form, no)
        else:
            return done(request, _("窗口名称已保存。"), to=of_service(code, at=LIST))
    return show_form_of(
        request,
        form,
        row,
        at=LIST,
        heading=_("修改窗口名称"),
        now=known,
        no=late,
        lead=f"{named(row)} · {in_language(desk.location_zh, desk.location_en)}",
    )


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_http_methods(METHODS)
def retire(request: Request, code: str, counter: int) -> HttpResponse:
    """Nobody is received there any more."""
    row, desk = one_service(code, park=request.park), _desk(request, code, counter)
    errors = []
    if request.method == "POST":
        try:
            retire_counter(code, counter, actor=request.actor)
        except Refusal as no:
            errors = [{"text": say_refusal(no), "anchor": "main"}]
        else:
            return done(request, _("窗口已停用。"), to=of_service(code, at=LIST))
    name = in_language(desk.name_zh, desk.name_en)
    context = {
        "heading": _("停用“%(name)s”？") % {"name": name},
        "lead": f"{named(row)} · {in_language(desk.location_zh, desk.location_en)}",
        "sentences": [
            _("这个窗口不再办理这个事项，企业和窗口人员都看不到它；以前在这里办的预约，记录不变。")
        ],
        "act": _("确认停用"),
        "up": of_service(code, at=LIST),
        "up_label": named(row),
        "errors": errors,
    }
    status = 409 if errors else 200
    return render(request, "console/offers/sure.html", context, status=status)


def _desk(request: Request, code: str, counter: int) -> KeptCounter:
    for one in counters_of(code, actor=request.actor):
        if one.id == counter and not one.is_retired:
            return one
    raise NotThere(str(counter))
