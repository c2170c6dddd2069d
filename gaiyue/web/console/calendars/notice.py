"""Take in a year's notice: paste its text, look at every day and whom it concerns, publish."""

import unicodedata

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gaiyue.base.errors import Refusal
from gaiyue.booking.follow_calendar import preview_days_closing
from gaiyue.booking.publish_notice import publish_notice
from gaiyue.booking.wording import say_refusal
from gaiyue.calendars.days import DayKind
from gaiyue.calendars.notice import Notice
from gaiyue.calendars.published import CalendarDisagreement, published_notice
from gaiyue.calendars.queries import working_calendar
from gaiyue.calendars.read_notice import ReadNotice, read_notice
from gaiyue.calendars.typed_in import notice_typed_in
from gaiyue.calendars.wording import say_kind, say_occasion
from gaiyue.people.permissions import May
from gaiyue.web.console.calendars.year import FIRST, LAST, year_of
from gaiyue.web.shared.doors import Door, Request, open_to

LONGEST = 5000
YEAR = 4
"""Digits of a year."""


@open_to(Door.STAFF, needs=May.KEEP_CALENDAR)
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: Request) -> HttpResponse:
    """The form; step=check shows all days; step=publish makes the edition."""
    typed = {
        name: (request.POST.get(name) or request.GET.get(name, "")).strip()
        for name in ("year", "source", "text", "take")
    }
    if request.method != "POST":
        year = year_of(typed["year"])
        return _form(request, {**typed, "year": str(year)}, [])
    year, wrong = _checked(typed)
    if wrong:
        return _form(request, typed, wrong, status=422)
    found, errors = _read(year, typed)
    if errors or found is None:
        return _form(request, typed, errors, status=422)
    if request.POST.get("step") == "publish":
        try:
            followed = publish_notice(found, actor=request.actor)
        except Refusal as no:
            return _form(request, typed, [_at("text", say_refusal(no))], status=409)
        messages.success(
            request,
            _("%(year)s年的安排已经公布，关闭了 %(closed)s 个时段，%(visits)s 个预约可以随时改期。")
            % {"year": year, "closed": len(followed.closed), "visits": len(followed.visits)},
        )
        return HttpResponseRedirect(f"{reverse('console_calendar')}?year={year}")
    return _check(request, year, typed, found)


def _check(request: Request, year: int, typed: dict[str, str], found: Notice) -> HttpResponse:
    calendar = working_calendar(request.park)
    closing = [
        day
        for day, mark in found.days.items()
        if mark.kind is DayKind.HOLIDAY and calendar.is_open(day)
    ]
    context = {
        "year": year,
        "typed": typed,
        "days": [
            (
                day,
                say_kind(mark.kind),
                say_occasion(mark.festival),
                mark.kind.value,
                calendar.kind(day) != mark.kind,
            )
            for day, mark in found.days.items()
        ],
        "effect": preview_days_closing(closing, actor=request.actor),
    }
    return render(request, "console/calendars/notice_check.html", context)


def _form(
    request: Request, typed: dict[str, str], errors: list[dict[str, str]], status: int = 200
) -> HttpResponse:
    context = {"typed": typed, "errors": errors}
    return render(request, "console/calendars/notice.html", context, status=status)


def _checked(typed: dict[str, str]) -> tuple[int, list[dict[str, str]]]:
    """The year, and what is wrong with it and with the length of the text; full-width digits mean the same."""
    digits = unicodedata.normalize("NFKC", typed["year"])
    year = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= YEAR else 0
    wrong = []
    if not FIRST <= year <= LAST:
        span = {"first": FIRST, "last": LAST}
        wrong.append(_at("year", _("请填 %(first)s 到 %(last)s 之间的年份。") % span))
    length = len(typed["text"].replace("\r\n", "\n"))
    if typed["take"] != "package" and length > LONGEST:
        facts = {"most": LONGEST, "n": length}
        wrong.append(
            _at(
                "text",
                _("通知原文最多 %(most)s 个字，现在有 %(n)s 个；请只留下写放假和上班日期的几段。")
                % facts,
            )
        )
    return year, wrong


def _read(year: int, typed: dict[str, str]) -> tuple[Notice | None, list[dict[str, str]]]:
    try:
        if typed["take"] == "package":
            known = published_notice(year)
            if known.is_published:
                return known, []
            unpublished = Refusal("calendar.year_unpublished", {"year": year})
            return None, [_at("text", say_refusal(unpublished))]
        read = read_notice(typed["text"], year=year)
        if read.doubts:
            return None, [_at("text", text) for text in _doubts(read)]
        return notice_typed_in(year, days=read.days, source=typed["source"]), []
    except CalendarDisagreement:
        return None, [_at("text", _("两份数据不一致，请照通知原文粘贴。"))]
    except Refusal as no:
        anchor = "source" if no.code == "calendar.source_unreadable" else "text"
        return None, [_at(anchor, say_refusal(no))]


def _doubts(read: ReadNotice) -> list[str]:
    words = {
        "nothing": _("没有读到任何日期，请粘贴通知里写放假和上班日期的部分。"),
        "unnamed": _("不知道这几天是哪个节日：%(piece)s"),
        "no_such_day": _("没有这一天：%(piece)s"),
        "too_long": _("起止日期不对：%(piece)s"),
        "weekday": _("日期和星期对不上：%(piece)s"),
        "count": _("写的天数和日期对不上：%(piece)s"),
    }
    return [words[what] % {"piece": piece} for what, piece in dict.fromkeys(read.doubts)]


def _at(anchor: str, text: str) -> dict[str, str]:
    return {"anchor": anchor, "text": text}
