"""Take back what was done wrongly earlier today: the reason is written down, and the company can read it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gaiyue.base.errors import Refusal
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.booking.queries.visits import visit as one_visit
from gaiyue.booking.undo import undo_last_act
from gaiyue.booking.wording import say_refusal
from gaiyue.people.permissions import May
from gaiyue.web.console.desk.acts import seen_version
from gaiyue.web.console.desk.shown import show_row
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.forms import NOTE_LENGTH, in_our_words
from gaiyue.web.shared.history import UNDONE


class CorrectForm(forms.Form):
    """Why it is taken back."""

    note = forms.CharField(
        label=gettext_lazy("为什么要更正"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "例如：扫错了码，来的是另一家；企业堵车，晚到了。企业在办理经过里看得到这段话。"
        ),
        error_messages=in_our_words(
            at_most=NOTE_LENGTH, required=gettext_lazy("请写明原因，以后有人问起时说得清。")
        ),
    )


@open_to(Door.STAFF, needs=May.RECEIVE_VISIT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, reference: str) -> HttpResponse:
    """The form, and then back to the desk with the visit found again, as it stands now."""
    row = one_visit(reference, actor=request.actor)
    if request.method != "POST":
        return _page(request, row, CorrectForm())
    form = CorrectForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    what = request.POST.get("what", "")
    try:
        undo_last_act(
            row.reference,
            what=what,
            reason=form.cleaned_data["note"],
            actor=request.actor,
            seen_version=seen_version(request),
        )
    except Refusal as no:
        form.add_error(None, say_refusal(no))
        return _page(request, one_visit(reference, actor=request.actor), form)
    done = _("已更正，撤销了%(what)s：%(name)s")
    messages.success(request, done % {"what": _word(what), "name": row.enterprise_name})
    return HttpResponseRedirect(f"{reverse('console_today')}?code={row.reference}")


def _page(request: Request, row: VisitRow, form: CorrectForm) -> HttpResponse:
    shown = show_row(row)
    visit = shown.visit
    context: dict[str, Any] = {
        "visit": visit,
        "what": visit.undo or visit.undo_late,
        "what_label": _word(visit.undo or visit.undo_late),
        "form": form,
    }
    return render(request, "console/desk/correct.html", context, status=422 if form.errors else 200)


def _word(what: str) -> str:
    return UNDONE[what]() if what in UNDONE else ""
