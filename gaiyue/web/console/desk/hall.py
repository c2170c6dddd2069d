"""The screen in the hall: who is called to which counter, large enough to be read from the last row of seats."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gaiyue.base import clock
from gaiyue.booking.queries.hall import hall as the_hall
from gaiyue.people.permissions import May
from gaiyue.web.shared.doors import Door, Request, open_to
from gaiyue.web.shared.languages import in_language


@open_to(Door.STAFF, needs=May.SEE_BOARD)
@require_safe
def hall(request: Request, location: str) -> HttpResponse:
    """A location now; the page follows by itself, also without a script."""
    found = the_hall(location, actor=request.actor)
    context = {
        "location": location,
        "name": in_language(found.name_zh, found.name_en),
        "called": [
            {
                "reference": row.reference,
                "counter": in_language(row.counter_zh, row.counter_en),
                "called_at": row.called_at,
            }
            for row in found.called
        ],
        "next_up": found.next_up,
        "waiting": found.waiting,
        "on": clock.today(),
    }
    return render(request, "console/desk/hall.html", context)
