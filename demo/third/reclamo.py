"""Réclamo, an advertising network: one invisible picture, and a cookie that follows from site to site."""

from __future__ import annotations

from base64 import b64decode

from demo.third.pages import policy
from demo.web import Request, Response

LIFE = 180 * 86_400  # seconds: less than 6 months
PICTURE = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")  # one transparent pixel


def respond(request: Request, identifier: str, lies: bool) -> Response:
    """The picture, and the company's policy."""
    if request.path == "/p.gif":
        response = Response(PICTURE, type="image/gif", cache="no-store")
        if "ad_uid" not in request.cookies:
            response.cookies.append(
                f"ad_uid={identifier}; Path=/; Max-Age={LIFE}; Secure; HttpOnly; SameSite=None"
            )
        return response
    return policy(
        "Réclamo",
        "Réclamo affiche des publicités pour le tourisme en mer selon les sites visités. Le cookie ad_uid reconnaît un navigateur pendant 180 jours.",
    )
