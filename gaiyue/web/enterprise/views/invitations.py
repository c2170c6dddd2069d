"""Answer an invitation: the page behind the link of the mail. Looking at it changes nothing."""

from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.accept_invitation import accept_as_new_person, accept_invitation
from gaiyue.people.invitations import InvitationRow, invitation_behind, is_for
from gaiyue.people.masking import mask_email
from gaiyue.people.sign_in import account_of, is_taken
from gaiyue.people.wording import say_member_role
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.forms import in_our_words
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.present import KEY

NAME_LENGTH = 64


class JoinForm(forms.Form):
    """The name of somebody who has no account yet; the address is proven by the link."""

    name = forms.CharField(
        label=gettext_lazy("您的姓名"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages=in_our_words(
            at_most=NAME_LENGTH, required=gettext_lazy("请填写姓名，同事要认得您。")
        ),
    )


@open_to(Door.EVERYBODY)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """GET: who invites to what. POST: join, with the account that is signed in or a new one."""
    row = invitation_behind(request.park, token)
    if (no := _closed_to(request, row)) is not None:
        return _page(request, row, no)
    if request.person is not None:
        return (
            _join(request, row, token) if request.method == "POST" else _page(request, row, "join")
        )
    if is_taken(request.park, row.email):
        return _page(request, row, "sign_in")
    form = JoinForm(request.POST) if request.method == "POST" else JoinForm()
    if form.is_bound and form.is_valid():
        return _begin(request, row, token, form)
    return _page(request, row, "new", form=form)


def _closed_to(request: Request, row: InvitationRow) -> str | None:
    """Why nobody, or not this person, can say yes; None when they can."""
    if request.person is not None and request.person.staff_role:
        return "staff"
    if row.ended_at is not None:
        return "over"
    if row.is_expired:
        return "expired"
    is_mine = request.person is None or is_for(row, actor=request.actor)
    return None if is_mine else "another"


def _join(request: Request, row: InvitationRow, token: str) -> HttpResponse:
    try:
        code = accept_invitation(token, actor=request.actor)
    except Refusal as no:
        messages.error(request, say_refusal(no))
        return HttpResponseRedirect(row.path)
    return _welcome(request, row, code)


def _begin(request: Request, row: InvitationRow, token: str, form: JoinForm) -> HttpResponse:
    try:
        number = accept_as_new_person(token, name=form.cleaned_data["name"], park=request.park)
    except Refusal as no:
        form.add_error("name", say_refusal(no))
        return _page(request, row, "new", form=form)
    account = account_of(request.park, number)
    if account is None:
        raise Http404
    login(request, account, backend="gaiyue.people.sign_in.AccountBackend")
    return _welcome(request, row, row.enterprise)


def _welcome(request: Request, row: InvitationRow, code: str) -> HttpResponse:
    request.session[KEY] = code
    said = _("您现在可以代“%(enterprise)s”办事了。") % {"enterprise": row.enterprise_name}
    messages.success(request, said)
    return HttpResponseRedirect(reverse("profile"))


def _page(
    request: Request, row: InvitationRow, way: str, *, form: JoinForm | None = None
) -> HttpResponse:
    context = {
        "invitation": row,
        "inviter": in_language(row.inviter_zh, row.inviter_en),
        "role_label": say_member_role(row.role),
        "way": way,
        "masked_email": mask_email(row.email),
        "form": form,
        "person": request.person,
    }
    status = {"over": 410, "expired": 410, "another": 403}.get(
        way, 422 if form and form.errors else 200
    )
    return render(request, "enterprise/invitation.html", context, status=status)
