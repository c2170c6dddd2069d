"""Which mails about visits one wants."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gaiyue.notify.choose_mails import Mails, choose_mails, my_mails
from gaiyue.web.shared.doors import Door, Request, open_to


class MailsForm(forms.Form):
    """Two boxes to tick."""

    news = forms.BooleanField(
        required=False,
        label=gettext_lazy("预约有变动时"),
        help_text=gettext_lazy("约好、改约、取消、没有到场：谁改的都发，也作为您自己操作的凭证。"),
    )
    reminders = forms.BooleanField(
        required=False,
        label=gettext_lazy("预约前的提醒"),
        help_text=gettext_lazy("修改截止的前一个工作日，和办事的前一个工作日。"),
    )


@open_to(Door.COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def mail_choices(request: Request) -> HttpResponse:
    """GET: what is chosen. POST: keep it."""
    if request.method == "POST":
        form = MailsForm(request.POST)
        if form.is_valid():
            choose_mails(Mails(**form.cleaned_data), actor=request.actor)
            messages.success(request, _("已保存。站内通知不受影响，什么都看得到。"))
            return HttpResponseRedirect(reverse("mail_choices"))
    chosen = my_mails(request.actor)
    form = MailsForm(initial={"news": chosen.news, "reminders": chosen.reminders})
    return render(request, "enterprise/mail_choices.html", {"form": form})
