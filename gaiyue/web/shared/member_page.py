"""One person who acts for a company: another role, or removal; for the company's own pages and for staff."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.change_member_role import change_member_role
from gaiyue.people.companies import company as one_company
from gaiyue.people.companies import person_in
from gaiyue.people.remove_member import remove_member
from gaiyue.web.shared.doors import Request
from gaiyue.web.shared.people import show_company, show_member
from gaiyue.web.shared.people_forms import RoleForm


def member_page(request: Request, account: int, *, company: str, up: str) -> HttpResponse:
    """GET: what the person (an account) is. POST: another role, or `remove`; leads `up` when it is done."""
    row = person_in(company, account, actor=request.actor)
    if request.method != "POST":
        return _page(request, account, RoleForm(role=row.role), company=company, up=up)
    form = RoleForm(request.POST, role=row.role)
    is_removal = request.POST.get("act") == "remove"
    if not is_removal and not form.is_valid():
        return _page(request, account, form, company=company, up=up)
    try:
        if is_removal:
            remove_member(account, enterprise=company, actor=request.actor)
            said = _("“%(name)s”不能再代企业办事了。")
        else:
            role = form.cleaned_data["role"]
            change_member_role(account, enterprise=company, role=role, actor=request.actor)
            said = _("“%(name)s”的身份已更新。")
    except Refusal as no:
        form = RoleForm({"role": request.POST.get("role", row.role)}, role=row.role)
        form.is_valid()
        form.add_error(None, say_refusal(no))
        return _page(request, account, form, company=company, up=up)
    messages.success(request, said % {"name": row.name})
    return HttpResponseRedirect(up)


def _page(request: Request, account: int, form: RoleForm, *, company: str, up: str) -> HttpResponse:
    context = {
        "member": show_member(person_in(company, account, actor=request.actor), of=company),
        "company": show_company(one_company(company, actor=request.actor)),
        "form": form,
        "up": up,
        "switch_back": up,
    }
    status = 422 if form.errors else 200
    return render(request, "shared/member.html", context, status=status)
