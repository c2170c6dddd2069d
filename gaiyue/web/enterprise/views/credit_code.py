"""Say my company's credit code, while no licence has been seen."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.access import is_in_charge
from gaiyue.people.claim_credit_code import claim_credit_code
from gaiyue.people.companies import company
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.forms import in_our_words
from gaiyue.web.shared.people import show_company
from gaiyue.web.shared.present import company_of_form

TYPED_AT_MOST = 64
"""Longer than the eighteen characters, so that blanks and a slip too many are read and explained."""


class CreditCodeForm(forms.Form):
    """The eighteen characters of the licence."""

    credit_code = forms.CharField(
        label=gettext_lazy("统一社会信用代码"),
        max_length=TYPED_AT_MOST,
        help_text=gettext_lazy("营业执照上的 18 位代码。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages=in_our_words(
            at_most=TYPED_AT_MOST, required=gettext_lazy("请填写营业执照上的 18 位代码。")
        ),
    )


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def credit_code(request: Request) -> HttpResponse:
    """For whoever is in charge of the company; one that is verified reads who changes it."""
    code = company_of_form(request)
    if not code or not is_in_charge(code, actor=request.actor):
        raise Http404
    row = company(code, actor=request.actor)
    initial = {"credit_code": row.credit_code}
    typed = request.POST if request.method == "POST" else None
    form = CreditCodeForm(typed, initial=initial)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data["credit_code"]
        try:
            claim_credit_code(code, credit_code=said, actor=request.actor)
        except Refusal as no:
            form.add_error("credit_code", say_refusal(no))
        else:
            messages.success(request, _("信用代码已保存。请带营业执照到窗口，由工作人员核实。"))
            return HttpResponseRedirect(reverse("profile"))
    context = {"form": form, "company": show_company(row)}
    status = 422 if form.errors else 200
    return render(request, "enterprise/credit_code.html", context, status=status)
