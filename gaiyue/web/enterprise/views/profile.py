"""My company: what the park knows of it, correcting that, and choosing between several companies."""

from dataclasses import fields

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.access import is_in_charge
from gaiyue.people.companies import company
from gaiyue.people.correct_enterprise import CompanyData, correct_enterprise
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.people import show_company
from gaiyue.web.shared.people_forms import CompanyForm
from gaiyue.web.shared.present import choose_company, company_of_form, present_company
from gaiyue.web.shared.seen import carried, seen_in, status_of
from gaiyue.web.shared.switches import back_to


@open_to(Door.COMPANY)
@require_safe
def profile(request: Request) -> HttpResponse:
    """The company chosen at present; a person without any reads what to do."""
    code = present_company(request)
    if not code:
        return render(request, "enterprise/profile_none.html")
    context = {
        "company": show_company(company(code, actor=request.actor)),
        "is_in_charge": is_in_charge(code, actor=request.actor),
    }
    return render(request, "enterprise/profile.html", context)


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def profile_edit(request: Request) -> HttpResponse:
    """Correct the data; for whoever is in charge of the company."""
    code = company_of_form(request)
    if not code or not is_in_charge(code, actor=request.actor):
        raise Http404
    row = company(code, actor=request.actor)
    late = None
    typed = (request.POST,) if request.method == "POST" else ()
    form = CompanyForm(*typed, row=row, with_name=not row.is_verified)
    if form.is_bound and form.is_valid():
        try:
            correct_enterprise(code, data=form.typed, actor=request.actor, seen=seen_in(request))
        except Refusal as no:
            late, row = no, company(code, actor=request.actor)
            form.add_error(None, say_refusal(no))
        else:
            messages.success(request, _("企业资料已更新。"))
            return HttpResponseRedirect(reverse("profile"))
    now = {field.name: str(getattr(row, field.name)) for field in fields(CompanyData)}
    context = {"form": form, "company": show_company(row), **carried(request, form, now, late)}
    status = status_of(form, late)
    return render(request, "enterprise/profile_edit.html", context, status=status)


@open_to(Door.COMPANY)
@require_POST
def profile_choose(request: Request) -> HttpResponse:
    """Act for another of the person's companies from now on."""
    if not choose_company(request, request.POST.get("company", "")):
        raise Http404
    here = back_to(request, request.POST.get("next"), otherwise=reverse("profile"))
    return HttpResponseRedirect(here)
