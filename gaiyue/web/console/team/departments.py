"""The departments of the park: list, add, correct."""

from collections.abc import Mapping
from typing import Final

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
from gaiyue.web.shared.seen import carried, seen_in, status_of

METHODS = ["GET", "HEAD", "POST"]
NOTHING: Final[Mapping[str, object]] = {}


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
    form.initial, late = known, None
    if form.is_bound and form.is_valid():
        wanted = NewDepartment(code=code, **form.cleaned_data)
        try:
            correct_department(wanted, actor=request.actor, seen=seen_in(request))
        except Refusal as no:
            late = no
            form.add_error(None, say_refusal(no))
    more = carried(request, form, known, late)
    return _answer(request, form, heading=_("修改科室"), more=more, no=late)


def _answer(
    request: Request,
    form: DepartmentForm,
    *,
    heading: str,
    more: Mapping[str, object] = NOTHING,
    no: Refusal | None = None,
) -> HttpResponse:
    if form.is_bound and not form.errors:
        messages.success(request, _("科室已保存。"))
        return HttpResponseRedirect(reverse("console_departments"))
    context = {"form": form, "heading": heading, "up": reverse("console_departments"), **more}
    return render(request, "console/team/form.html", context, status=status_of(form, no))
