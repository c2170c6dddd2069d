"""Two editions of the limits laid side by side in words: settings, sentences, special circumstances."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from django.utils.translation import gettext as _

from gaiyue.calendars.days import WorkingCalendar
from gaiyue.policy.circumstances import Circumstance
from gaiyue.policy.limits import Limits
from gaiyue.policy.wording.limits import describe_circumstance, sentences_by_topic
from gaiyue.policy.wording.refusals import SETTINGS
from gaiyue.policy.wording.settings import say_setting


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing in both editions; "" where one of them has nothing there."""

    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it, changed or not, in a fixed order."""

    settings: tuple[Compared, ...]
    sentences: tuple[Compared, ...]
    circumstances: tuple[Compared, ...]

    @property
    def changed(self) -> tuple[Compared, ...]:
        """The settings and circumstances that differ."""
        return tuple(one for one in (*self.settings, *self.circumstances) if one.is_changed)

    @property
    def same(self) -> tuple[Compared, ...]:
        """The settings that are alike."""
        return tuple(one for one in self.settings if not one.is_changed)


def compare_limits(
    before: Limits,
    after: Limits,
    *,
    calendar: WorkingCalendar | None = None,
    visit: datetime | None = None,
) -> Comparison:
    """What differs between two limits, with `visit` as the example of the sentences."""
    old = sentences_by_topic(before, calendar, visit)
    new = sentences_by_topic(after, calendar, visit)
    return Comparison(
        settings=tuple(
            Compared(SETTINGS[one.name](), *(say_setting(one.name, it) for it in (before, after)))
            for one in fields(Limits)
            if one.name != "circumstances"
        ),
        sentences=tuple(
            Compared(topic, old[topic], new[topic]) for topic in old if old[topic] or new[topic]
        ),
        circumstances=tuple(_circumstances(before, after)),
    )


def _circumstances(before: Limits, after: Limits) -> Iterator[Compared]:
    codes = dict.fromkeys(one.code for one in (*before.circumstances, *after.circumstances))
    for code in codes:
        old, new = before.circumstance(code), after.circumstance(code)
        known = new or old
        assert known is not None  # noqa: S101 - each code is of one of the two
        label = _("特殊情况：%(name)s") % {"name": describe_circumstance(known).name}
        yield Compared(label, _in_words(old), _in_words(new))


def _in_words(one: Circumstance | None) -> str:
    if one is None:
        return _("没有这一项")
    said = describe_circumstance(one)
    # The name in both languages, since a change of either is a change.
    names = _("%(zh)s / %(en)s") % {"zh": one.zh, "en": one.en}
    evidence = " / ".join(text for text in (one.evidence_zh, one.evidence_en) if text)
    parts = (names, said.decided_by, evidence or said.evidence, said.papers)
    return _("；").join(part for part in parts if part)
