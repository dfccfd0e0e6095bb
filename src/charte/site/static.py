"""The one stylesheet, made from the tokens and the site's own rules, and named by its digest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from charte.look import tokens

_FOLDER = Path(__file__).parent / "static"
_SHEETS = ("base.css", "charter.css", "office.css", "print.css")
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """The text that is served, and the name that changes whenever the text does."""

    text: str
    digest: str

    @property
    def address(self) -> str:
        return f"/static/charte.{self.digest}.css"


@cache
def stylesheet() -> Stylesheet:
    """The stylesheet of every page; the tokens come first."""
    parts = [tokens(), *((_FOLDER / name).read_text("utf-8") for name in _SHEETS)]
    text = "\n".join(parts)
    return Stylesheet(text, sha256(text.encode()).hexdigest()[:16])


@require_safe
def serve_stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The stylesheet, kept by browsers for a year; under any other name there is none."""
    sheet = stylesheet()
    if digest != sheet.digest:
        raise Http404
    return HttpResponse(sheet.text, "text/css; charset=utf-8", headers={"Cache-Control": _FOREVER})


@require_safe
def serve_icon(request: HttpRequest) -> HttpResponse:
    """The mark of the browser's tab."""
    icon = (_FOLDER / "charte.svg").read_bytes()
    return HttpResponse(icon, "image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})
