"""The mail about a visit, from facts: the same words as text and as HTML, in the active language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gaiyue.base import clock
from gaiyue.base.languages import in_english, in_language
from gaiyue.base.references import spoken
from gaiyue.booking.queries.services import MaterialRow, ServiceRow
from gaiyue.booking.queries.visits import VisitRow
from gaiyue.calendars.wording import say_day, say_hour, say_moment
from gaiyue.notify import visit_words as words
from gaiyue.notify.calendar_file import calendar_invitation
from gaiyue.notify.channels.wire import picture_id
from gaiyue.notify.letter import Sender, subject_line
from gaiyue.notify.outbox import Mail
from gaiyue.policy.decision import Decision
from gaiyue.policy.reasons import ReasonCode, StepCode
from gaiyue.policy.wording import explain, say_reason

WITH_CODE: Final = frozenset({words.BOOKED, words.MOVED, words.VISIT_SOON})
"""Mails that are shown at the counter, with the code and what to bring."""
WITH_CALENDAR: Final = frozenset(
    {words.BOOKED, words.MOVED, words.CANCELLED, words.MOVE_OPENED, words.RESUMED}
)
"""Mails that enter the visit into the reader's calendar, move it there, or take it out."""

GAP: Final = re.compile(r"\n{3,}")
"""What a part that is missing leaves behind in the text."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where the mail leads; whole addresses. `change` and `page` open without signing in, the others don't."""

    change: str
    page: str
    again: str
    plain: str
    qr: str
    choices: str


@dataclass(frozen=True, slots=True)
class News:
    """What is known of the visit when the mail is written.

    `decision` is what a move would be answered now, None where nothing can be moved; `before` is when the reader
    still believes the visit to be, `before_place` where, if that is another place.
    """

    kind: str
    visit: VisitRow
    service: ServiceRow
    links: Links
    by: str = "system"
    decision: Decision | None = None
    before: datetime | None = None
    before_place: str = ""
    paused_until: datetime | None = None


def write_visit_mail(news: News, who: Sender, *, to: str) -> Mail:
    """The mail to that address in the active language, with the invitation for calendars where it has one."""
    subject = say_subject(news.kind, news.visit)
    has_code = news.kind in WITH_CODE
    facts = {
        "subject": subject,
        "headline": subject.partition(_moment_in(news.kind, news.visit)),
        "lead": _lead(news),
        "rows": _rows(news),
        "rule": _rule(news),
        "button": _button(news),
        "links": news.links,
        "opens_change": news.decision is not None,
        "materials": [_paper(one) for one in news.service.materials] if has_code else [],
        "picture": picture_id(news.visit.reference) if has_code else "",
        "reference": spoken(news.visit.reference),
        "enterprise": news.visit.enterprise_name,
        "is_chosen": news.kind not in words.BY_THE_PARK,
        "phone": news.service.phone or who.phone,
        "park": who.name,
        "language": get_language(),
    }
    calendar = ""
    if news.kind in WITH_CALENDAR:
        calendar = calendar_invitation(news.visit, url=news.links.plain, to=to, park=who.name)
    return Mail(
        to=to,
        subject=subject_line(subject, who),
        text=GAP.sub("\n\n", render_to_string("notify/visit.txt", facts)).strip() + "\n",
        html=render_to_string("notify/visit.html", facts),
        kind=news.kind,
        language=get_language() or "zh-hans",
        about=news.visit.reference,
        calendar=calendar,
        qr=news.links.qr if has_code else "",
    )


def say_subject(kind: str, visit: VisitRow) -> str:
    """What the mail is about, in a line."""
    return words.SUBJECTS[kind]() % {
        "service": in_language(visit.service_zh, visit.service_en),
        "starts_at": say_moment(visit.starts_at),
        "until": say_moment(visit.change_until),
    }


def _moment_in(kind: str, visit: VisitRow) -> str:
    """The moment that the subject names, which the heading keeps on one line."""
    return say_moment(visit.change_until if kind == words.CHANGE_SOON else visit.starts_at)


def _lead(news: News) -> str:
    said = words.LEADS[news.kind]() % {
        "by": words.WHO[news.by](),
        "enterprise": news.visit.enterprise_name,
        "service": in_language(news.visit.service_zh, news.visit.service_en),
    }
    return said[:1].upper() + said[1:]  # English may begin with a word like "the"


def _rows(news: News) -> list[Mapping[str, str]]:
    """What a ticket says: label, value, a second line where there is one."""
    visit, row = news.visit, _row
    place = in_language(visit.location_zh, visit.location_en)
    counters = next((one for one in news.service.locations if one.code == visit.location), None)
    names = (
        () if counters is None else counters.counters_en if in_english() else counters.counters_zh
    )
    if names and news.kind in WITH_CODE:
        place = _("%(place)s，%(counters)s") % {"place": place, "counters": _("、").join(names)}
    rows = [
        {**row(_("时间"), *_span(visit)), "is_time": "1"},
        row(_("地点"), place, in_language(visit.address_zh, visit.address_en)),
        row(_("企业"), visit.enterprise_name),
        row(_("预约号"), spoken(visit.reference)),
    ]
    if news.before is not None:
        rows.insert(1, row(_("原来的时间"), say_moment(news.before), news.before_place))
    return rows


def _row(label: str, value: str, more: str = "") -> Mapping[str, str]:
    return {"label": label, "value": value, "more": more}


def _span(visit: VisitRow) -> tuple[str, str]:
    """The day, and from when to when: 11月25日（周三） and 09:00–11:00, between which a line may end."""
    begins, ends = (clock.local(moment) for moment in (visit.starts_at, visit.ends_at))
    hours = {"opens": say_hour(begins.time()), "closes": say_hour(ends.time())}
    return say_day(begins.date()), _("%(opens)s–%(closes)s") % hours


def _rule(news: News) -> tuple[str, ...]:
    """Until when it can still be moved, or why not any more and what else can be done: as its page says it."""
    if news.paused_until is not None:
        return (say_reason(ReasonCode.BOOK_PAUSED, {"until": news.paused_until}),)
    if news.decision is None:
        return ()
    said = explain(news.decision)
    if news.decision.allowed:
        return tuple(filter(None, (said.deadline, *said.notes)))
    steps = (label for code, label in said.next_steps if code == StepCode.CANCEL_VISIT)
    return (*said.reasons, *(_("还可以：%(step)s。") % {"step": label} for label in steps))


def _button(news: News) -> str:
    if say := words.BUTTONS.get(news.kind):
        return say()
    can_move = news.decision is not None and news.decision.allowed
    return _("修改这次预约") if can_move else _("看看还可以怎么办")


def _paper(paper: MaterialRow) -> Mapping[str, str]:
    """A paper as its page prints it: its name, whether it may stay at home, and its note."""
    name, note = (
        in_language(paper.name_zh, paper.name_en),
        in_language(paper.note_zh, paper.note_en),
    )
    need = "" if paper.is_required else _("（按情况带）") if note else _("（选带）")
    return {"name": name, "need": need, "note": note}
