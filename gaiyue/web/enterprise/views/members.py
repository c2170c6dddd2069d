"""The people of my company: who they are, inviting, changing what they are, removing."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.access import is_in_charge
from gaiyue.people.companies import PAGE, company, people_of
from gaiyue.people.invitations import pending_invitations
from gaiyue.people.invite import NewInvitation, invite, withdraw_invitation
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.member_page import member_page
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.people import show_company, show_invitation, show_member
from gaiyue.web.shared.people_forms import InviteForm
from gaiyue.web.shared.present import company_of_form


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: Request) -> HttpResponse:
    """GET: the people of the company and the open invitations. POST: invite."""
    code = company_of_form(request)
    if not code:
        return HttpResponseRedirect(reverse("profile"))
    if request.method != "POST":
        return _page(request, code, InviteForm())
    if not is_in_charge(code, actor=request.actor):
        raise Http404
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, code, form)
    new = NewInvitation(**form.cleaned_data, language=get_language() or "zh-hans")
    try:
        invite(new, enterprise=code, actor=request.actor)
    except Refusal as no:
        form.add_error("email", say_refusal(no))
        return _page(request, code, form)
    said = _("邀请已发到 %(email)s，14 天内有效。") % {"email": new.email.strip().lower()}
    messages.success(request, said)
    return HttpResponseRedirect(reverse("members"))


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: Request, account: int) -> HttpResponse:
    """One person: GET what they are, POST another role, or `remove`."""
    return member_page(request, account, company=company_of_form(request), up=reverse("members"))


@open_to(Door.COMPANY)
@require_POST
def invitation_withdraw(request: Request, invitation: int) -> HttpResponse:
    """The invitation holds no longer."""
    code = company_of_form(request)
    withdraw_invitation(invitation, enterprise=code, actor=request.actor)
    messages.success(request, _("邀请已撤回，原来的链接不能再用。"))
    return HttpResponseRedirect(reverse("members"))


def _page(request: Request, code: str, form: InviteForm) -> HttpResponse:
    found = people_of(code, actor=request.actor, page=page_number(request))
    may_keep = is_in_charge(code, actor=request.actor)
    pending = pending_invitations(code, actor=request.actor) if may_keep else ()
    rows = [show_member(row, of=code) for row in found.rows]
    context = {
        "company": show_company(company(code, actor=request.actor)),
        "page": as_page(rows, total=found.total, number=found.number, size=PAGE),
        "query": query_without_page(request),
        "invitations": [show_invitation(row) for row in pending],
        "is_in_charge": may_keep,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "enterprise/members.html", context, status=status)
