"""Staff: the list, employing, and moving or restoring one of them."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.accounts import NewPerson
from gaiyue.people.correct_staff import StaffData, correct_staff
from gaiyue.people.employ import employ
from gaiyue.people.move_staff import move_staff
from gaiyue.people.permissions import May, may
from gaiyue.people.restore_staff import restore_staff
from gaiyue.people.seen import CHANGED_SINCE
from gaiyue.people.team import PAGE, TeamSearch, departments, team_page
from gaiyue.people.team import colleague as one_colleague
from gaiyue.web.console.team.forms import EmployForm, PersonForm, PostForm
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.paging import as_page, page_number, query_without_page
from gaiyue.web.shared.people import show_colleague
from gaiyue.web.shared.seen import carried, seen_in, status_of

METHODS = ["GET", "HEAD", "POST"]


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def team(request: Request) -> HttpResponse:
    """The staff by department."""
    search = TeamSearch(
        q=request.GET.get("q", "")[:64].replace("\0", ""),
        department=request.GET.get("department", "").replace("\0", ""),
        status=request.GET.get("status", "here"),
    )
    found = team_page(search, actor=request.actor, page=page_number(request))
    rows = [show_colleague(row) for row in found.rows]
    context = {
        "page": as_page(rows, total=found.total, number=found.number, size=PAGE),
        "query": query_without_page(request),
        "search": search,
        "departments": [
            (one.code, in_language(one.name_zh, one.name_en)) for one in departments(request.park)
        ],
        "may_employ": may(request.actor, May.EMPLOY),
        "may_keep_tokens": may(request.actor, May.KEEP_TOKENS),
    }
    return render(request, "console/team/list.html", context)


@open_to(Door.STAFF, needs=May.EMPLOY)
@require_http_methods(METHODS)
def employ_person(request: Request) -> HttpResponse:
    """A new member of staff."""
    typed = (request.POST,) if request.method == "POST" else ()
    form = EmployForm(*typed, park=request.park)
    if form.is_bound and form.is_valid():
        new = form.cleaned_data
        person = NewPerson(login=new["login"], name=new["name"], phone=new["phone"])
        try:
            employ(person, department=new["department"], role=new["role"], actor=request.actor)
        except Refusal as no:
            form.add_error(None, say_refusal(no))
        else:
            said = _(
                "“%(name)s”已加入。邮件正发往 %(login)s，里面写着怎样设置密码；没收到的话，请对方在登录页选"
                "“用密码登录”，再点“忘记密码”。"
            )
            messages.success(request, said % {"name": person.name, "login": person.login})
            return HttpResponseRedirect(reverse("console_team"))
    context = {"form": form, "heading": _("添加工作人员"), "up": reverse("console_team")}
    status = 422 if form.errors else 200
    return render(request, "console/team/form.html", context, status=status)


@open_to(Door.STAFF, needs=May.EMPLOY)
@require_http_methods(METHODS)
def correct_person(request: Request, account: int) -> HttpResponse:
    """Name, login and number of one of them."""
    row = one_colleague(account, actor=request.actor)
    known = {"name": row.name, "login": row.login, "phone": row.phone}
    form = PersonForm(request.POST if request.method == "POST" else None, initial=known)
    up, late = reverse("console_colleague", args=[account]), None
    if form.is_bound and form.is_valid():
        try:
            data = StaffData(**form.cleaned_data)
            correct_staff(account, data, actor=request.actor, seen=seen_in(request))
        except Refusal as no:
            late = no
            form.add_error(None if no.code == CHANGED_SINCE else "login", say_refusal(no))
        else:
            done = _("“%(name)s”的信息已更新。") % {"name": form.cleaned_data["name"]}
            messages.success(request, done)
            return HttpResponseRedirect(up)
    context = {"form": form, "heading": _("更正姓名、登录名和电话"), "up": up}
    context |= carried(request, form, known, late)
    return render(request, "console/team/form.html", context, status=status_of(form, late))


@open_to(Door.STAFF, needs=May.EMPLOY)
@require_http_methods(METHODS)
def colleague(request: Request, account: int) -> HttpResponse:
    """One of them: another department or role, or `restore`."""
    row = one_colleague(account, actor=request.actor)
    typed = (request.POST,) if request.method == "POST" else ()
    known = {"department": row.department, "role": row.role}
    form = PostForm(*typed, park=request.park, initial=known)
    act, late = request.POST.get("act", "move"), None
    if form.is_bound and (act == "restore" or form.is_valid()):
        try:
            if act == "restore":
                restore_staff(account, actor=request.actor)
                done = _("“%(name)s”的账号已恢复，请对方重新设置密码。")
            else:
                seen = seen_in(request)
                move_staff(account, **form.cleaned_data, actor=request.actor, seen=seen)
                done = _("“%(name)s”的科室和岗位已保存。")
        except Refusal as no:
            late = no
            form = PostForm({**known}, park=request.park) if act != "move" else form
            form.add_error(None, say_refusal(no))
        else:
            messages.success(request, done % {"name": row.name})
            return HttpResponseRedirect(reverse("console_colleague", args=[account]))
    context = {"form": form, "colleague": show_colleague(row)}
    context |= carried(request, form, known, late)
    return render(request, "console/team/one.html", context, status=status_of(form, late))
