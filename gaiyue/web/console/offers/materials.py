"""The papers of a service: add, correct, sort, retire."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.keep_materials import (
    add_material,
    correct_material,
    move_material,
    retire_material,
)
from gaiyue.booking.offer_fields import seen_texts
from gaiyue.booking.open_service import NewMaterial
from gaiyue.booking.queries.offers import KeptMaterial, materials_of
from gaiyue.booking.queries.services import service as one_service
from gaiyue.people.permissions import May
from gaiyue.web.console.offers.answers import METHODS, done, named, note, of_service, show_form_of
from gaiyue.web.console.offers.forms import MaterialForm
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.seen import seen_in

LIST = "materials"


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_http_methods(METHODS)
def add(request: Request, code: str) -> HttpResponse:
    """One more paper."""
    row = one_service(code, park=request.park)
    form = MaterialForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            new = add_material(code, NewMaterial(**form.cleaned_data), actor=request.actor)
        except Refusal as no:
            note(form, no)
        else:
            return done(request, _("材料已添加。"), to=of_service(code, at=f"material-{new}"))
    return show_form_of(request, form, row, at=LIST, heading=_("添加材料"))


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_http_methods(METHODS)
def correct(request: Request, code: str, material: int) -> HttpResponse:
    """Other words for it; ticks stay."""
    row, paper = one_service(code, park=request.park), _paper(request, code, material)
    known = {name: getattr(paper, name) for name in NewMaterial.__slots__}
    known["is_required"] = "yes" if paper.is_required else "no"
    form = MaterialForm(request.POST if request.method == "POST" else None, initial=known)
    late = None
    if form.is_bound and form.is_valid():
        try:
            wanted = NewMaterial(**form.cleaned_data)
            correct_material(code, material, wanted, actor=request.actor, seen=seen_in(request))
        except Refusal as no:
            late = note(form, no)
        else:
            to = of_service(code, at=f"material-{material}")
            return done(request, _("材料已保存；企业已经勾选的仍然算数。"), to=to)
    return show_form_of(
        request,
        form,
        row,
        at=LIST,
        heading=_("修改材料"),
        now=seen_texts(paper, NewMaterial.__slots__),
        no=late,
        hint=_("企业按原来的名称勾选过它；意思变了的话，请停用这一项，另加一项。")
        if paper.ticks
        else "",
    )


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_POST
def move(request: Request, code: str, material: int) -> HttpResponse:
    """One place up or down."""
    by = -1 if request.POST.get("to") == "up" else 1
    back = of_service(code, at=f"material-{material}")
    try:
        move_material(code, material, by=by, actor=request.actor)
    except Refusal:
        return HttpResponseRedirect(back)  # it stands there already: somebody else was faster
    return HttpResponseRedirect(back)


@open_to(Door.STAFF, needs=May.KEEP_SERVICES)
@require_http_methods(METHODS)
def retire(request: Request, code: str, material: int) -> HttpResponse:
    """Not asked for any more, after a look at what that means."""
    row, paper = one_service(code, park=request.park), _paper(request, code, material)
    if request.method == "POST":
        try:
            retire_material(code, material, actor=request.actor)
        except Refusal:
            return HttpResponseRedirect(of_service(code, at=LIST))  # retired already
        return done(request, _("这项材料不再要求。"), to=of_service(code, at=LIST))
    name = in_language(paper.name_zh, paper.name_en)
    context = {
        "heading": _("不再要求“%(name)s”？") % {"name": name},
        "lead": named(row),
        "sentences": [
            _("企业的材料清单里马上没有这一项，已有的预约也不再提醒带它。"),
            _("有 %(n)s 个预约已经勾选了它；以后添加同名材料，勾选会恢复。") % {"n": paper.ticks}
            if paper.ticks
            else _("还没有预约勾选过它。"),
        ],
        "act": _("确认不再要求"),
        "up": of_service(code, at=LIST),
        "up_label": named(row),
    }
    return render(request, "console/offers/sure.html", context)


def _paper(request: Request, code: str, material: int) -> KeptMaterial:
    for one in materials_of(code, actor=request.actor):
        if one.id == material and not one.is_retired:
            return one
    raise NotThere(str(material))
