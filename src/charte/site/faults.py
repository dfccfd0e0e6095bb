"""What went wrong, as a page that says what to do; and the fault that a view raises."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from charte.look import words
from charte.site.language import language_of
from charte.site.page import page


class Forbidden(PermissionDenied):
    """The person is known here, and may not do this."""


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _fault(request, "not_found", 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _fault(request, "forbidden", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _fault(request, "bad_request", 400)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form carries no proof that it comes from a page of ours."""
    return _fault(request, "forgery", 403)


def own_fault(request: HttpRequest) -> HttpResponse:
    return _fault(request, "own_fault", 500)


def _fault(request: HttpRequest, name: str, status: int, **more: Any) -> HttpResponse:
    said = words(language_of(request))["office"]["faults"][name]
    return page(request, "fault", {"fault": said, **more}, status=status)
