"""Where the QR code of a visit leads: everybody to their own page of it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaiyue.base.errors import NotThere
from gaiyue.base.references import ReferenceInvalid, read_reference
from gaiyue.web.shared.doors import Door, Request, open_to


@open_to(Door.COMPANY, Door.STAFF)
@require_safe
def visit_door(request: Request, reference: str) -> HttpResponse:
    """Staff to the visit in the console, a company to its appointment (not there for others), visitors to sign in."""
    try:
        plain = read_reference(reference)
    except ReferenceInvalid:
        raise NotThere(reference) from None
    is_staff = request.person is not None and request.person.staff_role
    return HttpResponseRedirect(
        reverse("console_visit" if is_staff else "appointment", args=[plain])
    )
