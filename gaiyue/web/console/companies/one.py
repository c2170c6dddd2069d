"""One company for staff: its data, people and visits; correcting, verifying, its tier, inviting."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gaiyue.base.errors import Refusal
from gaiyue.booking.queries.visits import PAGE as VISITS
from gaiyue.booking.queries.visits import upcoming
from gaiyue.booking.wording import say_refusal
from gaiyue.people.companies import PAGE as PEOPLE
from gaiyue.people.companies import company as one_company
from gaiyue.people.companies import people_of
from gaiyue.people.correct_enterprise import correct_enterprise
from gaiyue.people.invitations import pending_invitations
from gaiyue.people.invite import NewInvitation, invite, withdraw_invitation
from gaiyue.people.permissions import May, may
from gaiyue.people.set_tier import set_tier
from gaiyue.people.verify_enterprise import verify_enterprise
from gaiyue.web.console.companies.forms import TierForm, VerifyForm
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.people import show_company, show_invitation, show_member
from gaiyue.web.shared.people_forms import CompanyForm, InviteForm
from gaiyue.web.shared.seen import carried, seen_in, status_of
from gaiyue.web.shared.show import show_visit

METHODS = ["GET", "HEAD", "POST"]
PEOPLE_KEY = "people"
"""Where the address says the page of the second list."""


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def company(request: Request, code: str) -> HttpResponse:
    """The company with its people and the visits ahead; an old code leads to the company that goes on."""
    row = one_company(code, actor=request.actor)
    if row.merged_into:
        messages.info(request, _("“%(name)s”已并入这家企业。") % {"name": row.name})
        return HttpResponseRedirect(reverse("console_company", args=[row.merged_into]))
    people = people_of(code, actor=request.actor, page=page_number(request, key=PEOPLE_KEY))
    members = [show_member(one, of=code) for one in people.rows]
    ahead = upcoming(request.park, enterprises=[code], page=page_number(request))
    visits = [show_visit(one) for one in ahead.rows]
    context = {
        "company": show_company(row),
        "members": as_page(members, total=people.total, number=people.number, size=PEOPLE),
        "members_query": query_without_page(request, key=PEOPLE_KEY),
        "invitations": [
            show_invitation(one) for one in pending_invitations(code, actor=request.actor)
        ],
        "visits": as_page(visits, total=ahead.total, number=ahead.number, size=VISITS),
        "visits_query": query_without_page(request),
        "may_merge": may(request.actor, May.MERGE_ENTERPRISES),
    }
    return render(request, "console/companies/one.html", context)


@open_to(Door.STAFF, needs=May.KEEP_ENTERPRISES)
@require_http_methods(METHODS)
def edit(request: Request, code: str) -> HttpResponse:
    """Correct what is known of it."""
    row = one_company(code, actor=request.actor)
    form = CompanyForm(*_typed(request), row=row, with_name=True)

    def do() -> None:
        correct_enterprise(code, data=form.typed, actor=request.actor, seen=seen_in(request))

    return _answer(request, code, form, do, title=_("修改企业资料"))


@open_to(Door.STAFF, needs=May.KEEP_ENTERPRISES)
@require_http_methods(METHODS)
def verify(request: Request, code: str) -> HttpResponse:
    """Enter the credit code of the licence."""
    form = VerifyForm(request.POST) if request.method == "POST" else VerifyForm()

    def do() -> None:
        typed = form.cleaned_data["credit_code"]
        verify_enterprise(code, credit_code=typed, actor=request.actor)

    return _answer(request, code, form, do, title=_("核实企业"))


@open_to(Door.STAFF, needs=May.KEEP_ENTERPRISES)
@require_http_methods(METHODS)
def tier(request: Request, code: str) -> HttpResponse:
    """Give it another tier."""
    form = TierForm(*_typed(request), tier=one_company(code, actor=request.actor).tier)

    def do() -> None:
        set_tier(code, **form.cleaned_data, actor=request.actor, seen=seen_in(request))

    return _answer(request, code, form, do, title=_("调整企业类别"))


@open_to(Door.STAFF, needs=May.KEEP_MEMBERS)
@require_http_methods(METHODS)
def invite_person(request: Request, code: str) -> HttpResponse:
    """Ask somebody to act for it."""
    form = InviteForm(*_typed(request))

    def do() -> None:
        new = NewInvitation(**form.cleaned_data, language=get_language() or "zh-hans")
        invite(new, enterprise=code, actor=request.actor)

    return _answer(request, code, form, do, title=_("邀请经办人"))


@open_to(Door.STAFF, needs=May.KEEP_MEMBERS)
@require_POST
def withdraw(request: Request, code: str, invitation: int) -> HttpResponse:
    """An invitation holds no longer."""
    withdraw_invitation(invitation, enterprise=code, actor=request.actor)
    messages.success(request, _("邀请已撤回，原来的链接不能再用。"))
    return HttpResponseRedirect(reverse("console_company", args=[code]))


def _typed(request: Request) -> tuple[object, ...]:
    return (request.POST,) if request.method == "POST" else ()


def _answer(
    request: Request, code: str, form: forms.Form, do: Callable[[], None], *, title: str
) -> HttpResponse:
    twin, late = "", None
    if form.is_bound and form.is_valid():
        try:
            do()
        except Refusal as no:
            late = no
            form.add_error(None, say_refusal(no))
            if no.code == "enterprise.credit_code_taken":
                twin = str(no.facts["code"])
        else:
            messages.success(request, _("已保存。"))
            return HttpResponseRedirect(reverse("console_company", args=[code]))
    row = one_company(code, actor=request.actor)
    now = {name: str(getattr(row, name)) for name in form.fields if hasattr(row, name)}
    context = {
        "form": form,
        "company": show_company(row),
        "heading": title,
        "twin": twin,
        "may_merge": may(request.actor, May.MERGE_ENTERPRISES),
        **carried(request, form, now, late),
    }
    status = status_of(form, late)
    return render(request, "console/companies/form.html", context, status=status)
