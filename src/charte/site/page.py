"""Renders a page: its words in the right language, the stylesheet's address, and who reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from charte.look import LANGUAGES, direction, words
from charte.site.language import in_the_address, language_of
from charte.site.static import stylesheet

_NAMES = {"fr": "Français", "en": "English"}


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """The answer that shows `template` (without `.html`) to this reader."""
    language = language_of(request)
    every = {
        "language": language,
        "direction": direction(language),
        "words": words(language),
        "languages": [(tag, _NAMES[tag], other_address(request, tag)) for tag in LANGUAGES],
        "stylesheet": stylesheet().address,
        # Both are only looked at behind the door: to look is to read the session's cookie.
        "user": getattr(request, "user", None),
        "messages": get_messages(request),
    }
    text = render_to_string(f"{template}.html", {**every, **context}, request)
    response = HttpResponse(text, status=status)
    if not in_the_address(request):
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def other_address(request: HttpRequest, language: str) -> str:
    """The address of the same page in another language."""
    if not in_the_address(request):
        return request.get_full_path()
    return f"/{language}/" + request.get_full_path().split("/", 2)[2]
