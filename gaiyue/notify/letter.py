"""A letter of the house: the same words as text and as HTML, in the active language."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gaiyue.base.errors import NotThere
from gaiyue.base.languages import in_language
from gaiyue.notify.outbox import Mail
from gaiyue.people.access import the_park

NAMELESS = "改约"


@dataclass(frozen=True, slots=True)
class Letter:
    """What it is about, what to do if the reader did not expect it, and a code or a link where it has one.

    `button` names the link.
    """

    subject: str
    text: str
    otherwise: str
    button: str = ""
    url: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """The park in whose name the house writes, in the active language."""

    name: str
    phone: str


def sender(park: str) -> Sender:
    """The park's name and phone number; one query."""
    try:
        row = the_park(park)
    except NotThere:
        return Sender(NAMELESS, "")
    return Sender(in_language(row.name_zh, row.name_en), row.phone)


def as_mail(letter: Letter, who: Sender, *, to: str, kind: str) -> Mail:
    """The letter as a mail, in text and in HTML."""
    facts = {"letter": letter, "park": who.name, "phone": who.phone, "language": get_language()}
    return Mail(
        to=to,
        subject=subject_line(letter.subject, who),
        text=render_to_string("notify/letter.txt", facts),
        html=render_to_string("notify/letter.html", facts),
        kind=kind,
        language=get_language() or "zh-hans",
    )


def subject_line(subject: str, who: Sender) -> str:
    """What the inbox shows: what it is about, then the park."""
    return _("%(subject)s · %(park)s") % {"subject": subject, "park": who.name}
