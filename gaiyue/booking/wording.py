"""Every refusal that is not a rule's decision, in words: those of this room and of the rooms below it."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gaiyue.base.errors import Refusal
from gaiyue.booking.refusals import SENTENCES
from gaiyue.calendars import wording as calendars
from gaiyue.calendars.wording import say_day, say_moment
from gaiyue.people import refusals as people
from gaiyue.policy import wording as policy
from gaiyue.policy.decision import Refused


def say_refusal(refusal: Refusal) -> str:
    """Why a deed was refused and what to do instead, in the active language; a decision as all its sentences."""
    if isinstance(refusal, Refused):
        said = policy.explain(refusal.decision)
        steps = (label for _code, label in said.next_steps)
        return "\n".join((said.verdict, *said.reasons, *steps))
    if refusal.code in calendars.REFUSALS or refusal.code.startswith("calendar."):
        return calendars.say_refusal(refusal)
    if refusal.code in policy.REFUSALS or refusal.code.startswith("policy."):
        return policy.say_refusal(refusal)
    sentence = {**people.SENTENCES, **SENTENCES}[refusal.code]
    return str(sentence) % {name: _fact(value) for name, value in refusal.facts.items()}


def _fact(value: object) -> object:
    if isinstance(value, datetime):
        return say_moment(value)
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, tuple):
        return _("、").join(str(item) for item in value)
    return value
