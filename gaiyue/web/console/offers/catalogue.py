"""The services of the park: the list, one of them, its texts, its place, and whether it can be booked."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gaiyue.base.errors import Refusal
from gaiyue.booking.correct_service import ServiceTexts, correct_service, move_service
from gaiyue.booking.offer_fields import seen_texts
from gaiyue.booking.offer_service import offer_service, withdraw_service
from gaiyue.booking.open_service import NewService, open_service
from gaiyue.booking.queries import offers
from gaiyue.booking.queries.services import service as one_service
from gaiyue.booking.wording import say_refusal
from gaiyue.people.permissions import May, may
from gaiyue.web.console.offers.answers import METHODS, done, named, note, of_service, show_form
from gaiyue.web.console.offers.forms import NewServiceForm, ServiceForm
from gaiyue.web.console.offers.shown import (
    both,
    show_materials,
    show_offers,
    show_places,
    team_names,
)
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.seen import seen_in


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def services(request: Request) -> HttpResponse:
    """Every service in the order in which companies see them, also those that can't be booked now."""
    context = {
        "offers": show_offers(offers.offers(actor=request.actor), park=request.park),
        "may_keep": may(request.actor, May.KEEP_SERVICES),
    }
    return render(request, "console/offers/list.html", context)


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def service(request: Request, code: str) -> HttpResponse:
    """One service with its papers and counters, in both languages."""
    row = one_service(code, park=request.park)
    papers = offers.materials_of(code, actor=request.actor)
    name, other = both(row.name_zh, row.name_en)
    summary, other_summary = both(row.summary_zh, row.summary_en)
    context = {
        "service": row,
        "name": name,
        "other": other,
        "summary": summary,
        "other_summary": other_summary,
        "team": team_names(request.park).get(row.department, ""),
        "materials": show_materials(one for one in papers if not one.is_retired),
        "retired": show_materials(one for one in papers if one.is_retired),
        "places": show_places(offers.counters_of(code, actor=request.actor)),
        "ahead": offers.visits_ahead(code, actor=request.actor).total,
        "may_keep": may(request.actor, May.KEEP_SERVICES),
    }
    return render(request, "console/offers/one.html", context)


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_http_methods(METHODS)
def add(request: Request) -> HttpResponse:
    """A new service; papers and counters come on its page."""
    teams = list(team_names(request.park).items())
    form = NewServiceForm(request.POST if request.method == "POST" else None, teams=teams)
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        last = len(offers.offers(actor=request.actor)) + 1
        try:
            open_service(NewService(**form.cleaned_data, position=last), actor=request.actor)
        except Refusal as no:
            note(form, no)
        else:
            said = _("事项已添加。请接着添加材料和窗口，再到“每周安排”里排时段。")
            return done(request, said, to=of_service(code))
    return show_form(
        request,
        form,
        heading=_("添加事项"),
        up=reverse("console_services"),
        up_label=_("返回事项"),
    )


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_http_methods(METHODS)
def correct(request: Request, code: str) -> HttpResponse:
    """Other names, another phone number."""
    row = one_service(code, park=request.park)
    known = {name: getattr(row, name) for name in ServiceTexts.__slots__}
    form = ServiceForm(
        request.POST if request.method == "POST" else None,
        initial=known,
        teams=list(team_names(request.park).items()),
    )
    late = None
    if form.is_bound and form.is_valid():
        try:
            wanted = ServiceTexts(**form.cleaned_data)
            correct_service(code, wanted, actor=request.actor, seen=seen_in(request))
        except Refusal as no:
            late = note(form, no)
        else:
            return done(request, _("事项资料已保存，企业马上看到。"), to=of_service(code))
    return show_form(
        request,
        form,
        heading=_("修改事项资料"),
        now=seen_texts(row, known),
        no=late,
        lead=named(row),
        up=of_service(code),
        up_label=named(row),
    )


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_POST
def move(request: Request, code: str) -> HttpResponse:
    """One place up or down."""
    by = -1 if request.POST.get("to") == "up" else 1
    back = f"{reverse('console_services')}#service-{code}"
    try:
        move_service(code, by=by, actor=request.actor)
    except Refusal:
        return HttpResponseRedirect(back)  # it stands there already: somebody else was faster
    return HttpResponseRedirect(back)


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_http_methods(METHODS)
def offer(request: Request, code: str) -> HttpResponse:
    """Withdraw it after seeing the visits ahead, or offer it again."""
    row = one_service(code, park=request.park)
    errors = []
    if request.method == "POST":
        try:
            if request.POST.get("what") == "withdraw":
                n = withdraw_service(code, actor=request.actor)
                said = _("已暂停预约；%(n)s 个已有的预约照常办理。") % {"n": n}
            else:
                offer_service(code, actor=request.actor)
                said = _("已重新开放预约。")
        except Refusal as no:
            errors = [{"text": say_refusal(no), "anchor": "main"}]
        else:
            return done(request, said, to=of_service(code))
    found = offers.visits_ahead(code, actor=request.actor, page=page_number(request))
    page = as_page(found.rows, total=found.total, number=found.number, size=offers.PAGE)
    context = {
        "service": row,
        "name": named(row),
        "visits": page,
        "total": found.total,
        "query": query_without_page(request),
        "has_counter": bool(row.locations),
        "errors": errors,
        "up": of_service(code),
    }
    status = 409 if errors else 200
    return render(request, "console/offers/offer.html", context, status=status)
