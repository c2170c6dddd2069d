"""Merge two entries of one company: choose the one that goes on, look at the effect, confirm."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.merge_enterprises import merge_enterprises, preview_merging
from gaiyue.booking.wording import say_refusal
from gaiyue.people.companies import company as one_company
from gaiyue.people.permissions import May
from gaiyue.people.wording import say_member_role
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.people import show_company


@open_to(Door.STAFF, needs=May.MERGE_ENTERPRISES)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: Request, code: str) -> HttpResponse:
    """GET: ?into= shows what would happen. POST: merge."""
    source = one_company(code, actor=request.actor)
    if source.merged_into:
        raise NotThere(code)
    asked = request.POST if request.method == "POST" else request.GET
    into = asked.get("into", "").strip()[:32].replace("\0", "")
    context: dict[str, object] = {"company": show_company(source), "into": into}
    if not into:
        return render(request, "console/companies/merge.html", context)
    try:
        target = one_company(into, actor=request.actor)
        effect = preview_merging(code, into=into, actor=request.actor)
        if effect.refusal is not None:
            return _wrong(request, context, say_refusal(effect.refusal))
        if request.method == "POST":
            merge_enterprises(code, into=into, actor=request.actor)
            messages.success(request, _("已合并，原来的编号以后都转到这家企业。"))
            return HttpResponseRedirect(reverse("console_company", args=[into]))
    except NotThere:
        return _wrong(request, context, _("没有这个编号的企业，请到企业列表里核对编号。"))
    except Refusal as no:
        return _wrong(request, context, say_refusal(no))
    context |= {"target": show_company(target), "effect": effect}
    context["people"] = [(one.name, say_member_role(one.role)) for one in effect.people]
    return render(request, "console/companies/merge.html", context)


def _wrong(request: Request, context: dict[str, object], said: str) -> HttpResponse:
    errors = [{"text": said, "anchor": "into"}]
    return render(
        request, "console/companies/merge.html", {**context, "errors": errors}, status=422
    )
