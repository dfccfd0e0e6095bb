"""In which language to speak: the address says it, else what the visitor chose, else the browser's wish."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from charte.look import LANGUAGES

_LONGEST_HEADER = 500


def language_of(request: HttpRequest) -> str:
    """The language of an answer: of the address (`/fr/…`), of the cookie, of Accept-Language, or the first."""
    first = request.path_info.split("/", 2)[1] if request.path_info.startswith("/") else ""
    if first in LANGUAGES:
        return first
    return remembered(request) or wished(request.headers.get("Accept-Language", ""))


def in_the_address(request: HttpRequest) -> bool:
    """Whether the address alone decides, so that a cache need not look further."""
    return request.path_info.split("/", 2)[1] in LANGUAGES


def remembered(request: HttpRequest) -> str:
    """The language that this visitor chose earlier; empty when none was."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in LANGUAGES else ""


def wished(header: str) -> str:
    """The best of our languages for an Accept-Language header (RFC 9110, 12.5.4)."""
    best, best_weight = LANGUAGES[0], 0.0
    for wish in header[:_LONGEST_HEADER].split(","):
        tag, _, parameter = wish.partition(";")
        language = tag.strip().lower().split("-")[0]
        weight = _weight(parameter)
        if language in LANGUAGES and weight > best_weight:
            best, best_weight = language, weight
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
