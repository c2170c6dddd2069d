"""The pages for what went wrong, in the frame of all pages; the last one needs nothing that may be broken."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """400."""
    return render(request, "shared/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """403."""
    return render(request, "shared/403.html", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's shape
    """403 for a form that was open too long, or that another site sent."""
    return render(request, "shared/403.html", {"form_too_old": True}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """404."""
    return render(request, "shared/404.html", status=404)


def broken(_: HttpRequest) -> HttpResponse:
    """500: no database, no session, no context."""
    return HttpResponseServerError(get_template("shared/500.html").render())
