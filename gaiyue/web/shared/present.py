"""The company that a person with several acts for at present: kept in the session, shown in the top bar."""

from django.http import HttpRequest

from gaiyue.base.errors import NotThere
from gaiyue.people.access import Person

KEY = "company"
FIELD = "company"
"""The hidden field in which a form names the company whose page it stands on."""


def present_company(request: HttpRequest) -> str:
    """The code of the company chosen last, while the person still acts for it; the first otherwise, "" for none."""
    person: Person | None = getattr(request, "person", None)
    if person is None or not person.enterprises:
        return ""
    codes = [code for code, _ in person.enterprises]
    chosen = request.session.get(KEY, "")
    return str(chosen) if chosen in codes else codes[0]


def present_company_name(request: HttpRequest) -> str:
    """Its name, "" for none."""
    person: Person | None = getattr(request, "person", None)
    return dict(person.enterprises).get(present_company(request), "") if person else ""


def several_companies(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """(code, name, whether it is the present one) of each company of somebody who acts for more than one."""
    person: Person | None = getattr(request, "person", None)
    if person is None or len(person.enterprises) < 2:  # noqa: PLR2004 - of one there is nothing to choose
        return []
    here = present_company(request)
    return [(code, name, code == here) for code, name in person.enterprises]


def choose_company(request: HttpRequest, code: str) -> bool:
    """Act for that company from now on; False when the person doesn't act for it."""
    person: Person | None = getattr(request, "person", None)
    if person is None or code not in dict(person.enterprises):
        return False
    request.session[KEY] = code
    return True


def company_of_form(request: HttpRequest) -> str:
    """The company that a form was opened for, whatever was chosen in another tab since; it is the present one again.

    NotThere for one that the person doesn't act for any more, and for a form that names none where there are several.
    Whatever isn't a form is about the present company.
    """
    if request.method != "POST":
        return present_company(request)
    named = request.POST.get(FIELD, "")
    if not named and not several_companies(request):
        return present_company(request)
    if not choose_company(request, named):
        raise NotThere(named)
    return named
