"""The frame of every page: head with its policy, header, footer with the way back to one's choice."""

from __future__ import annotations

from demo.markup import Child, Markup, document, el
from demo.site.view import AUDIENCE, PIXEL, PLAYER, View
from demo.web import Response
from demo.words import LANGUAGES

NAMES = {"fr": "FR, français", "en": "EN, English"}


def page(view: View, title: str, *content: Child, status: int = 200, wide: bool = False) -> Response:
    """A whole page with these contents in its main part."""
    words = view.words
    name = words("name")
    head = [
        el("meta", {"charset": "utf-8"}),
        el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        el("title", None, f"{title} – {name}" if title != name else name),
        el("meta", {"name": "description", "content": words("tagline")}),
        el("link", {"rel": "icon", "href": "/statique/favicon.svg", "type": "image/svg+xml"}),
        el("link", {"rel": "stylesheet", "href": "/statique/style.css"}),
        el("script", {"src": "/statique/site.js", "defer": True}),
        el(
            "script",
            {
                "src": "/_charte/client.js",
                "data-site": view.site.charter.site.key,
                "data-language": "fr",
                "defer": True,
            },
        ),
        el("script", {"src": "/statique/lies.js", "defer": True}) if view.site.lies else None,
    ]
    body = [
        el("a", {"class": "skip", "href": "#contenu"}, words("frame.skip")),
        _header(view),
        el("main", {"id": "contenu", "tabindex": "-1", "class": "wide" if wide else None}, content),
        _footer(view),
        _third_parties(view),
    ]
    response = Response(document(words.language, head, body), status)
    response.headers |= {
        "content-language": words.language,
        "content-security-policy": _policy(view),
        "permissions-policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        "referrer-policy": "strict-origin-when-cross-origin",
    }
    return response


def _policy(view: View) -> str:
    """Scripts of this site alone, and those that carry this response's nonce; third parties each where they serve."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{view.nonce}'",
            "style-src 'self'",
            f"img-src 'self' data: {view.third(PIXEL)}",
            f"connect-src 'self' {view.third(AUDIENCE)}",
            f"frame-src {view.third(PLAYER)}",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _header(view: View) -> Markup:
    words, path = view.words, view.request.path

    def link(address: str, name: str) -> Markup:
        here = "page" if address == path else None
        return el("li", None, el("a", {"href": address, "aria-current": here}, words(name)))

    return el(
        "header",
        {"class": "top"},
        el(
            "div",
            {"class": "inner"},
            el(
                "a",
                {"class": "brand", "href": "/"},
                _mark(),
                el("span", None, el("b", None, "Rivebelle"), " en données"),
            ),
            el(
                "nav",
                {"aria-label": words("frame.menu")},
                el(
                    "ul",
                    None,
                    link("/", "frame.datasets"),
                    link("/videos", "frame.videos"),
                    link("/a-propos", "frame.about"),
                    link("/gestion/", "frame.office"),
                ),
            ),
            _languages(view),
        ),
    )


def _languages(view: View) -> Markup:
    """The choice of a language: it is remembered only once somebody makes it."""
    buttons = [
        el(
            "button",
            {
                "name": "langue",
                "value": tag,
                "lang": tag,
                "aria-label": NAMES[tag],
                "aria-current": "true" if tag == view.words.language else None,
            },
            tag.upper(),
        )
        for tag in LANGUAGES
    ]
    return el(
        "form",
        {"class": "languages", "method": "post", "action": "/langue"},
        el("input", {"type": "hidden", "name": "retour", "value": view.request.path}),
        el("span", {"class": "unseen", "id": "langues"}, view.words("frame.language")),
        el("span", {"role": "group", "aria-labelledby": "langues"}, buttons),
    )


def _footer(view: View) -> Markup:
    words = view.words
    links = (
        el("a", {"href": "/charte"}, words("frame.charter")),
        el("a", {"href": "/charte", "data-charte-open": True}, words("frame.choices")),
        el("a", {"href": "/accessibilite"}, words("frame.accessibility")),
        el("a", {"href": "/audience-auto-evaluation"}, words("frame.assessment")),
    )
    return el(
        "footer",
        {"class": "foot"},
        el(
            "div",
            {"class": "inner"},
            el("p", None, el("b", None, words("frame.city")), el("br"), words("frame.address")),
            el("ul", None, [el("li", None, link) for link in links]),
            el("p", {"class": "fine"}, words("frame.licence"), " ", words("frame.fiction")),
        ),
    )


def _third_parties(view: View) -> Child:
    """What needs consent, inert until the visitor gives it. (The lying site shows its pixel to who has not chosen.)"""
    pixel = el(
        "img", {"src": view.third(PIXEL, "/p.gif"), "alt": "", "width": 1, "height": 1, "class": "pixel"}
    )
    script = el("script", {"src": view.third(AUDIENCE, "/mesure.js"), "nonce": view.nonce, "async": True})
    return [
        el("template", {"data-charte": "audience_consent"}, script),
        el("template", {"data-charte": "ads_perso"}, pixel),
        pixel if view.site.lies and not _chose(view) else None,
    ]


def _chose(view: View) -> bool:
    consent = view.request.consent
    return consent is not None and consent.decision is not None


def _mark() -> Markup:
    """The site's mark: four columns that make a wave."""
    bars = ((0, 10, 10), (7, 4, 16), (14, 0, 20), (21, 7, 13))
    return el(
        "svg",
        {"class": "mark", "viewBox": "0 0 26 20", "aria-hidden": "true", "focusable": "false"},
        [el("rect", {"x": x, "y": y, "width": 5, "height": height, "rx": 1}) for x, y, height in bars],
    )
