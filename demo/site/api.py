"""The API that the site's own script calls: a token, and an opinion on a dataset under its protection."""

from __future__ import annotations

from demo.site.csrf import protect, token_of, verified
from demo.site.view import View
from demo.web import Response, answer_json


def api(view: View) -> Response:
    """Everything under `/api/`. Errors: `{"error": {"what": …, "mend": …}}`."""
    route = (view.request.method, view.request.path)
    if route == ("GET", "/api/jeton"):
        return protect(view, answer_json({"token": token_of(view)}))
    if route == ("POST", "/api/avis"):
        return _opinion(view)
    return _error(404, "There is nothing at this address.", "GET /api/jeton, POST /api/avis.")


def _opinion(view: View) -> Response:
    if not verified(view.request):
        return _error(403, "The token is missing or wrong.", "GET /api/jeton, and send it as X-CSRFToken.")
    body = view.request.json()
    useful, slug = (body.get("utile"), body.get("jeu")) if isinstance(body, dict) else (None, None)
    if not isinstance(useful, bool) or view.site.catalogue.get(str(slug)) is None:
        return _error(400, "This is no opinion.", 'Send {"jeu": "arbres", "utile": true}.')
    opinions = view.site.state.opinions
    opinions[str(slug), useful] += 1
    return answer_json({"oui": opinions[str(slug), True], "non": opinions[str(slug), False]})


def _error(status: int, what: str, mend: str) -> Response:
    return answer_json({"error": {"what": what, "mend": mend}}, status)
