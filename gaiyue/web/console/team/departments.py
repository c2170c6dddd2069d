"""The departments of the park: list, add, correct."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.add_department import add_department
from gaiyue.people.correct_department import correct_department
from gaiyue.people.open_park import NewDepartment
from gaiyue.people.permissions import May, may
from gaiyue.people.team import department as one_department
from gaiyue.people.team import departments as all_departments
from gaiyue.web.console.team.forms import DepartmentForm
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_language

METHODS = ["GET", "HEAD", "POST"]


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def departments(request: Request) -> HttpResponse:
    """Every department with how many work there."""
    rows = [
        {
            "code": one.code,
            "name": in_language(one.name_zh, one.name_en),
            "phone": one.phone,
            "staff": one.staff,
        }
        for one in all_departments(request.park)
    ]
    context = {"departments": rows, "may_employ": may(request.actor, May.EMPLOY)}
    return render(request, "console/team/departments.html", context)


@open_to(Door.STAFF, needs=May.EMPLOY)
@require_http_methods(METHODS)
def add(request: Request) -> HttpResponse:
    """A new one."""
    form = DepartmentForm(request.POST) if request.method == "POST" else DepartmentForm()
    if form.is_bound and form.is_valid():
        try:
            add_department(NewDepartment(**form.cleaned_data), actor=request.actor)
        except Refusal as no:
            form.add_error("code", say_refusal(no))
    return _answer(request, form, heading=_("添加科室"))


@open_to(Door.STAFF, needs=May.EMPLOY)
@require_http_methods(METHODS)
def department(request: Request, code: str) -> HttpResponse:
    """Correct one."""
    row = one_department(code, park=request.park)
    known = {"name_zh": row.name_zh, "name_en": row.name_en, "phone": row.phone}
    form = DepartmentForm(request.POST) if request.method == "POST" else DepartmentForm(None)
    del form.fields["code"]
    form.initial = known
    if form.is_bound and form.is_valid():
        try:
            correct_department(NewDepartment(code=code, **form.cleaned_data), actor=request.actor)
        except Refusal as no:
            form.add_error(None, say_refusal(no))
    return _answer(request, form, heading=_("修改科室"))


def _answer(request: Request, form: DepartmentForm, *, heading: str) -> HttpResponse:
    if form.is_bound and not form.errors:
        messages.success(request, _("科室已保存。"))
        return HttpResponseRedirect(reverse("console_departments"))
    context = {"form": form, "heading": heading, "up": reverse("console_departments")}
    status = 422 if form.errors else 200
    return render(request, "console/team/form.html", context, status=status)
