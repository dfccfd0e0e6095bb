"""Headers of every answer that no page needs to think of."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    # The full address stays on this origin: a one-time link is an address.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), payment=(), storage-access=(), usb=()"
    ),
}
# Behind the door, and with an answer made for one visitor, nothing stays in a cache.
_PRIVATE = ("/back/", "/api/")


class Headers:
    """Adds them where the view has not said otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in _EVERYWHERE.items():
            response.headers.setdefault(name, value)
        if request.path_info.startswith(_PRIVATE):
            response.headers["Cache-Control"] = "private, no-store"
        elif response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
