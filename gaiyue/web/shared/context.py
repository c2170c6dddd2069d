"""What every page shows around itself: the park, who is signed in, the switches."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.functional import SimpleLazyObject

from gaiyue.base import clock
from gaiyue.base.errors import NotThere
from gaiyue.notify.notices import unread
from gaiyue.people.access import the_park
from gaiyue.people.demo import is_demo
from gaiyue.web.shared.languages import in_language
from gaiyue.web.shared.places import console_places
from gaiyue.web.shared.present import present_company_name, several_companies

ELDER_COOKIE = "elder"


def page(request: HttpRequest) -> dict[str, Any]:
    """`park`, `viewer`, `by_link`, `elder` and `demo`; asks the database only when a template shows them."""
    return {
        "park": SimpleLazyObject(lambda: _park(request)),
        "viewer": _viewer(request),
        "by_link": _by_link(request),
        "elder": request.COOKIES.get(ELDER_COOKIE) == "1",
        "demo": SimpleLazyObject(lambda: _is_demo(request)),
        "live_url": f"{get_script_prefix()}live/",
        "rendered_at": int(clock.now().timestamp()),
    }


def _park(request: HttpRequest) -> dict[str, str]:
    try:
        row = the_park(getattr(request, "park", settings.GAIYUE_DEFAULT_PARK))
    except NotThere:
        return {"name": "改约", "phone": ""}
    return {
        "name": in_language(row.name_zh, row.name_en),
        "mark": row.name_zh[:1],
        "phone": row.phone,
    }


def _is_demo(request: HttpRequest) -> bool:
    return is_demo(getattr(request, "park", settings.GAIYUE_DEFAULT_PARK))


def _by_link(request: HttpRequest) -> str:
    """The reference of the one visit whose link was opened; empty for everybody else."""
    link = getattr(request, "link", None)
    return next(iter(link.scope)) if link is not None else ""


def _viewer(request: HttpRequest) -> dict[str, Any]:
    person = getattr(request, "person", None)
    if person is None:
        return {"is_signed_in": False, "is_staff": False}
    section = in_language(person.department_zh, person.department_en)
    return {
        "is_signed_in": True,
        "is_staff": bool(person.staff_role),
        "name": person.name,
        "unread": SimpleLazyObject(lambda: unread(person.actor)) if not person.staff_role else 0,
        "enterprise_name": present_company_name(request) or section,
        "companies": several_companies(request),
        "places": console_places(person.actor, path=request.path) if person.staff_role else (),
    }
