"""Changing the language: the one thing that the front office ever remembers, and only because it was asked to."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from charte.look import LANGUAGES


# A reader's form carries no csrftoken, which would be a cookie. The browser itself says where a form comes
# from; and what a foreign page could do here is to change the language.
@csrf_exempt
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remembers the language and goes on to the page in it."""
    language, onward = request.POST.get("language", ""), request.POST.get("next", "/")
    if language not in LANGUAGES or not from_here(request):
        raise BadRequest
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        onward = f"/{language}/"
    response = HttpResponseRedirect(onward)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path="/",
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response


def from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form comes from this origin (Fetch Metadata, or Origin)."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched == "same-origin"
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc == request.get_host()
