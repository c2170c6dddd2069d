"""The tokens with which my company's own systems use the API."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gaiyue.people.access import is_in_charge
from gaiyue.people.companies import company
from gaiyue.people.issue_token import NewToken
from gaiyue.people.revoke_token import revoke_token
from gaiyue.people.tokens import company_tokens
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import page_number
from gaiyue.web.shared.people import show_company
from gaiyue.web.shared.present import company_of_form
from gaiyue.web.shared.token_forms import TokenForm
from gaiyue.web.shared.token_page import TokenRoad, give, list_page


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: Request) -> HttpResponse:
    """GET: the tokens of the company, for who is in charge of it. POST: a new one."""
    code = company_of_form(request)
    if not code:
        return HttpResponseRedirect(reverse("profile"))
    if not is_in_charge(code, actor=request.actor):
        if request.method == "POST":
            raise Http404
        return render(request, "enterprise/tokens_not_yours.html")
    form = TokenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        new = NewToken(**form.cleaned_data, enterprise=code)
        if (given := give(request, new, form, _road(request, code))) is not None:
            return given
    found = company_tokens(code, actor=request.actor, page=page_number(request))
    return list_page(request, found, _road(request, code), form=form)


@open_to(Door.COMPANY)
@require_POST
def token_revoke(request: Request, token: int) -> HttpResponse:
    """End one of them."""
    revoke_token(token, actor=request.actor, enterprise=company_of_form(request))
    messages.success(request, _("令牌已停用，用它的系统马上不能再访问。"))
    return HttpResponseRedirect(reverse("tokens"))


def _road(request: Request, code: str) -> TokenRoad:
    firm = show_company(company(code, actor=request.actor))
    return TokenRoad(
        template="enterprise/tokens.html", here=reverse("tokens"), more={"company": firm}
    )
