"""The tokens with which the park's own systems use the API, each as one member of staff."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gaiyue.people.issue_token import NewToken
from gaiyue.people.permissions import May
from gaiyue.people.revoke_token import revoke_token
from gaiyue.people.tokens import staff_tokens
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.paging import page_number
from gaiyue.web.shared.token_forms import StaffTokenForm
from gaiyue.web.shared.token_page import TokenRoad, give, list_page


@open_to(Door.STAFF, needs=May.KEEP_TOKENS)
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: Request) -> HttpResponse:
    """GET: the tokens that act as staff. POST: a new one."""
    road = TokenRoad(template="console/team/tokens.html", here=reverse("console_tokens"), more={})
    typed = (request.POST,) if request.method == "POST" else ()
    form = StaffTokenForm(*typed, park=request.park)
    if form.is_bound and form.is_valid():
        given = give(request, NewToken(**form.cleaned_data), form, road)
        if given is not None:
            return given
    found = staff_tokens(actor=request.actor, page=page_number(request))
    return list_page(request, found, road, form=form)


@open_to(Door.STAFF, needs=May.KEEP_TOKENS)
@require_POST
def token_revoke(request: Request, token: int) -> HttpResponse:
    """End one of them."""
    revoke_token(token, actor=request.actor)
    messages.success(request, _("令牌已停用，用它的系统马上不能再访问。"))
    return HttpResponseRedirect(reverse("console_tokens"))
