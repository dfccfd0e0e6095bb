"""Mesurelle, a detailed audience tool: a script that writes a first-party cookie and reports to its own host."""

from __future__ import annotations

from demo.third.pages import policy
from demo.web import Request, Response

LIFE = 390 * 86_400  # seconds: less than 13 months
LIE = 3 * 365 * 86_400  # the fourth lie: three years where the charter says 13 months

# Written once and never prolonged; the identifier tells this browser's visits apart.
SCRIPT = """'use strict';
(() => {
  const held = document.cookie.split('; ').find((pair) => pair.startsWith('_mes_id='));
  const id = held ? held.slice(8) : crypto.randomUUID();
  if (!held) document.cookie = `_mes_id=${id}; Path=/; Max-Age=LIFE; Secure; SameSite=Lax`;
  const base = new URL(document.currentScript.src).origin;
  const seen = new URLSearchParams({ id, page: location.pathname });
  fetch(`${base}/collecte?${seen}`, { mode: 'no-cors', credentials: 'include', keepalive: true });
})();
""".replace("LIFE", str(LIFE))


def respond(request: Request, identifier: str, lies: bool) -> Response:
    """The script, what it reports to, and the company's policy."""
    if request.path == "/mesure.js":
        return Response(SCRIPT.encode(), type="text/javascript; charset=utf-8", cache="public, max-age=300")
    if request.path == "/collecte":
        response = Response(status=204, cache="no-store")
        if "mes_uid" not in request.cookies:
            life = LIE if lies else LIFE
            response.cookies.append(
                f"mes_uid={identifier}; Path=/; Max-Age={life}; Secure; HttpOnly; SameSite=None"
            )
        return response
    return policy(
        "Mesurelle",
        "Mesurelle mesure l’audience de sites pour leur compte : pages vues, parcours, retours. Le cookie _mes_id distingue les visites d’un navigateur sur un site, mes_uid d’un site à l’autre, chacun pendant 390 jours.",
    )
