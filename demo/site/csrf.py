"""Protects what a form or a script changes: the token in the cookie must come back in the body or a header.

The cookie is set only where there is something to protect: who merely reads never gets it.
"""

from __future__ import annotations

import re
from hmac import compare_digest

from demo.markup import Markup, el
from demo.site.view import View
from demo.web import Request, Response

COOKIE, FIELD, HEADER = "csrftoken", "csrf", "x-csrftoken"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,64}")


def token_of(view: View) -> str:
    """The visitor's token: the one of their cookie, else a new one (which `protect` then sets)."""
    held = view.request.cookies.get(COOKIE, "")
    return held if _TOKEN.fullmatch(held) else view.new_token


def protect(view: View, response: Response) -> Response:
    """The response with the cookie, where the visitor does not have it yet."""
    if token_of(view) != view.request.cookies.get(COOKIE):
        response.cookies.append(f"{COOKIE}={token_of(view)}; Path=/; Secure; SameSite=Lax")
    return response


def hidden(view: View) -> Markup:
    """The field of a form."""
    return el("input", {"type": "hidden", "name": FIELD, "value": token_of(view)})


def verified(request: Request) -> bool:
    """Whether a request that changes something comes from a page of this site."""
    held = request.cookies.get(COOKIE, "")
    given = request.headers.get(HEADER) or request.form().get(FIELD, "")
    return bool(_TOKEN.fullmatch(held)) and compare_digest(held.encode(), given.encode())
