"""A member of staff leaves: first what will happen, then the deed."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base.errors import Refusal
from gaiyue.booking.wording import say_refusal
from gaiyue.people.permissions import May
from gaiyue.people.release_staff import release_staff
from gaiyue.people.team import colleague as one_colleague
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.people import show_colleague


@open_to(Door.STAFF, needs=May.EMPLOY)
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: Request, account: int) -> HttpResponse:
    """Whether it is meant; sent, the account opens nothing any more."""
    row = one_colleague(account, actor=request.actor)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            release_staff(account, actor=request.actor)
        except Refusal as no:
            errors = [{"text": say_refusal(no), "anchor": "release-title"}]
        else:
            done = _("“%(name)s”的账号已停用，已经退出登录。")
            messages.success(request, done % {"name": row.name})
            return HttpResponseRedirect(reverse("console_colleague", args=[account]))
    context = {"colleague": show_colleague(row), "errors": errors}
    status = 422 if errors else 200
    return render(request, "console/team/release.html", context, status=status)
