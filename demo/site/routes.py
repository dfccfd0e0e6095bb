"""Which page answers which address, and what happens around each: language, counting, the lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from demo.site.api import api
from demo.site.charter import charter
from demo.site.dataset import dataset_page, download
from demo.site.home import home
from demo.site.office import office
from demo.site.reading import about, accessibility, assessment, forbidden, missing, videos
from demo.site.view import LANGUAGE, Site, View
from demo.site.visits import PURPOSE
from demo.web import PUBLIC, Request, Response, redirect
from demo.words import LANGUAGES, Words, choose_language

Page = Callable[[View], Response]

STATIC = Path(__file__).parent.parent / "static"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
YEAR = 365 * 86_400  # seconds
PAGES: dict[str, Page] = {
    "/": home,
    "/videos": videos,
    "/a-propos": about,
    "/accessibilite": accessibility,
    "/audience-auto-evaluation": assessment,
    "/charte": charter,
}


def respond(site: Site, request: Request, nonce: str, new_token: str) -> Response:
    """The answer to one request."""
    words = Words(
        choose_language(request.cookies.get(LANGUAGE, ""), request.headers.get("accept-language", ""))
    )
    view = View(site, request, words, nonce, new_token)
    response = _answer(view)
    page = response.type.startswith("text/html") and response.status == 200 and request.method == "GET"
    if page:
        response.headers["vary"] = "Cookie, Accept-Language"
        today = site.today()
        site.visits.count(request, response, today)
        if purpose := site.charter.purpose(PURPOSE):
            site.visits.purge(purpose, today)
    if page and site.lies:
        # The third lie: a cookie of an A/B test that no charter knows.
        response.cookies.append("ab_variante=b; Path=/; Secure; SameSite=Lax")
    return response


def _answer(view: View) -> Response:
    path, method = view.request.path, view.request.method
    if path.startswith("/api/"):
        return api(view)
    if path.startswith("/gestion/"):
        return office(view)
    if path == "/langue":
        return _language(view)
    if method not in ("GET", "HEAD"):
        return missing(view)
    if path == "/gestion":
        return redirect("/gestion/")
    if path in PAGES:
        return PAGES[path](view)
    if path.startswith("/statique/"):
        return _static(view, path.removeprefix("/statique/"))
    slug, csv, _ = path.removeprefix("/donnees/").partition(".csv")
    dataset = view.site.catalogue.get(slug) if path.startswith("/donnees/") else None
    if dataset is None:
        return missing(view)
    return download(dataset) if csv else dataset_page(view, dataset)


def _language(view: View) -> Response:
    """Remembers a language, for whoever chose one. Another site's page cannot choose for them."""
    request = view.request
    chosen = request.form().get("langue", "")
    if request.method != "POST" or request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return forbidden(view)
    back = request.form().get("retour", "/")
    response = redirect(back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/")
    if chosen in LANGUAGES:
        response.cookies.append(
            f"{LANGUAGE}={chosen}; Path=/; Max-Age={YEAR}; Secure; HttpOnly; SameSite=Lax"
        )
    return response


def _static(view: View, name: str) -> Response:
    """A file of `static/`, by its name alone."""
    file = STATIC / name
    if file.parent != STATIC or file.suffix not in TYPES or not file.is_file():
        return missing(view)
    return Response(file.read_bytes(), type=TYPES[file.suffix], cache=PUBLIC)
