"""Enter a company that has no account: seen at the counter or heard on the telephone, then booked for."""

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
from gaiyue.booking.wording import say_refusal
from gaiyue.people.companies import CompanyRow, CompanySearch, companies_page
from gaiyue.people.permissions import May
from gaiyue.people.register_enterprise import NewEnterprise, register_enterprise
from gaiyue.people.wording import size_choices
from gaiyue.web.console.companies.forms import TYPED_LENGTH
from gaiyue.web.shared.choices import offer
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.forms import in_our_words
from gaiyue.web.shared.industries import industry_choices
from gaiyue.web.shared.people_forms import CompanyForm


class RegisterForm(CompanyForm):
    """What is known of a company that comes for the first time."""

    credit_code = forms.CharField(
        label=gettext_lazy("统一社会信用代码"),
        max_length=TYPED_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "看着营业执照填，填了就算已核实。还没有执照，或只是电话里说的，请留空，来了再核实。"
        ),
        error_messages=in_our_words(at_most=TYPED_LENGTH),
    )
    is_another = forms.BooleanField(label=gettext_lazy("是同名的另一家企业"), required=False)

    field_order = ("name", "credit_code", "size", "industry", "contact_name", "contact_phone")

    def __init__(self, *args: object, name: str = "") -> None:
        forms.Form.__init__(self, *args, initial={"name": name})  # type: ignore[arg-type, misc]
        self.twins: tuple[CompanyRow, ...] = ()
        offer(self, "size", size_choices())
        offer(self, "industry", industry_choices(""))

    @property
    def new(self) -> NewEnterprise:
        """What was filled in."""
        typed = self.cleaned_data
        return NewEnterprise(
            name=typed["name"],
            industry=typed["industry"],
            size=typed["size"],
            credit_code=typed["credit_code"].strip() or None,
            contact_name=typed["contact_name"],
            contact_phone=typed["contact_phone"],
        )


@open_to(Door.STAFF, needs=May.KEEP_ENTERPRISES)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Request) -> HttpResponse:
    """The form (?name= what was searched for); entered, the way goes on to booking for it."""
    typed = (request.POST,) if request.method == "POST" else ()
    form = RegisterForm(*typed, name=request.GET.get("name", "")[:64].replace("\0", ""))
    twin = ""
    if form.is_bound and form.is_valid() and not _is_known(request, form):
        try:
            code = register_enterprise(form.new, actor=request.actor)
        except Refusal as no:
            field = "credit_code" if no.code.startswith("enterprise.credit_code") else None
            form.add_error(field, say_refusal(no))
            twin = str(no.facts["code"]) if no.code == "enterprise.credit_code_taken" else ""
        else:
            done = _("“%(name)s”已登记，编号 %(code)s。现在可以代它预约。")
            messages.success(request, done % {"name": form.cleaned_data["name"], "code": code})
            return HttpResponseRedirect(reverse("console_book_service", args=[code]))
    if not form.twins:
        form.fields["is_another"].widget = forms.HiddenInput()
    context: dict[str, Any] = {"form": form, "twin": twin, "twins": form.twins}
    status = 422 if form.errors else 200
    return render(request, "console/companies/register.html", context, status=status)


def _is_known(request: Request, form: RegisterForm) -> bool:
    """Whether a company of that very name is there and nobody has said that this is another one."""
    name = " ".join(form.cleaned_data["name"].split())
    found = companies_page(CompanySearch(q=name, only=""), actor=request.actor, page=1)
    form.twins = tuple(row for row in found.rows if row.name == name)
    if not form.twins or form.cleaned_data["is_another"]:
        return False
    said = _("名录里已有同名的企业。是同一家就直接代它预约；确实是另一家，请勾选后再登记。")
    form.add_error("is_another", said)
    return True
