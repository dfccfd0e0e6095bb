"""Cinébord, a video host: a player to embed, the video's own page, and a cookie that counts viewings."""

from __future__ import annotations

from demo.markup import Markup, document, el
from demo.third.pages import policy, style
from demo.web import Request, Response

LIFE = 180 * 86_400  # seconds: less than 6 months
VIDEOS = {"eau-de-baignade": "Que mesure-t-on dans l’eau de baignade ?"}


def respond(request: Request, identifier: str, lies: bool) -> Response:
    """`/lecteur/ID` is what sites embed, `/voir/ID` the page to go to."""
    if request.path == "/style.css":
        return style()
    _, place, video, *_ = [*request.path.split("/", 2), "", ""]
    if place not in ("lecteur", "voir") or video not in VIDEOS:
        return policy(
            "Cinébord",
            "Cinébord héberge des vidéos. Le cookie cb_visiteur compte les visionnages d’un navigateur pendant 180 jours.",
        )
    title = VIDEOS[video]
    head = [
        el("meta", {"charset": "utf-8"}),
        el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        el("title", None, f"{title} – Cinébord"),
        el("link", {"rel": "stylesheet", "href": "/style.css"}),
    ]
    player = el(
        "figure",
        {"class": "player"},
        _picture(),
        el("figcaption", None, el("b", None, title), el("span", None, "2:40")),
    )
    back = el(
        "p", None, el("a", {"href": f"http://demo.localhost{request.port}/videos"}, "Rivebelle en données")
    )
    page = [player, None if place == "lecteur" else el("main", None, el("h1", None, title), back)]
    response = Response(document("fr", head, page), cache="private, no-cache")
    response.headers["content-security-policy"] = "default-src 'none'; style-src 'self'"
    if "cb_visiteur" not in request.cookies:
        response.cookies.append(
            f"cb_visiteur={identifier}; Path=/; Max-Age={LIFE}; Secure; HttpOnly; SameSite=None"
        )
    return response


def _picture() -> Markup:
    """The still that a player shows before it plays: the sea, a bottle, a play sign."""
    waves = [
        el(
            "path",
            {
                "class": f"wave-{n}",
                "d": f"M0 {y} q 40 -14 80 0 t 80 0 t 80 0 t 80 0 t 80 0 t 80 0 t 80 0 t 80 0 V360 H0 Z",
            },
        )
        for n, y in enumerate((190, 232, 280))
    ]
    bottle = el(
        "path",
        {
            "class": "bottle",
            "d": "M306 118 h28 v26 q 18 12 18 36 v86 q 0 12 -12 12 h-40 q -12 0 -12 -12 v-86 q 0 -24 18 -36 z",
        },
    )
    sign = el(
        "g",
        {"class": "play"},
        el("circle", {"cx": 320, "cy": 180, "r": 44}),
        el("path", {"d": "M306 156 L344 180 L306 204 Z"}),
    )
    return el(
        "svg",
        {
            "viewBox": "0 0 640 360",
            "role": "img",
            "aria-label": "Vidéo",
            "preserveAspectRatio": "xMidYMid slice",
        },
        el("rect", {"class": "sky", "width": 640, "height": 360}),
        waves[0],
        bottle,
        waves[1:],
        sign,
    )
