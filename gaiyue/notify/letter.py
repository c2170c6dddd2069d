"""A letter of the house: the same words as text and as HTML, in the active language."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gaiyue.base.errors import NotThere
from gaiyue.people.access import the_park

NAMELESS = "改约"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What it is about, what to do if the reader did not expect it, and a code or a link where it has one."""

    subject: str
    text: str
    otherwise: str
    code: str = ""
    url: str = ""
    button: str = ""


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
    english = (get_language() or "").startswith("en")
    return Sender((row.name_en if english else "") or row.name_zh, row.phone)


def subject_line(letter: Letter, who: Sender) -> str:
    """What the inbox shows: the subject, then the park."""
    return _("%(subject)s · %(park)s") % {"subject": letter.subject, "park": who.name}


def as_text(letter: Letter, who: Sender) -> str:
    """The letter for programs that show no HTML."""
    return render_to_string("notify/letter.txt", _context(letter, who))


def as_html(letter: Letter, who: Sender) -> str:
    """The letter with its looks."""
    return render_to_string("notify/letter.html", _context(letter, who))


def _context(letter: Letter, who: Sender) -> dict[str, object]:
    return {
        "subject": letter.subject,
        "text": letter.text,
        "otherwise": letter.otherwise,
        "code": letter.code,
        "url": letter.url,
        "button": letter.button,
        "park": who.name,
        "phone": who.phone,
        "language": get_language(),
    }
