"""The pages that are only read: videos, about, accessibility, the counter's self-assessment."""

from __future__ import annotations

from demo.markup import Markup, el
from demo.site.frame import page
from demo.site.table import stacked
from demo.site.view import PLAYER, View
from demo.web import Response

VIDEO = "eau-de-baignade"


def videos(view: View) -> Response:
    """One video of a third party: inert until embedded videos are accepted, and always there as a plain link."""
    words = view.words
    frame = el(
        "iframe",
        {
            "src": view.third(PLAYER, f"/lecteur/{VIDEO}"),
            "title": words("videos.one"),
            "allowfullscreen": True,
        },
    )
    placeholder = el(
        "div",
        {"class": "placeholder"},
        el("p", None, el("b", None, words("videos.blocked"))),
        el("p", None, words("videos.blocked_hint")),
        el(
            "p",
            {"class": "row"},
            el(
                "a",
                {"class": "button quiet", "href": "/charte", "data-charte-open": True},
                words("videos.choose"),
            ),
            el("a", {"href": view.third(PLAYER, f"/voir/{VIDEO}")}, words("videos.there")),
        ),
    )
    return page(
        view,
        words("videos.title"),
        el("h1", None, words("videos.title")),
        el("p", {"class": "lead"}, words("videos.intro")),
        el("h2", None, words("videos.one"), " ", el("span", {"class": "fine"}, words("videos.length"))),
        el("p", None, words("videos.text")),
        el("div", {"class": "embed"}, el("template", {"data-charte": "media"}, frame), placeholder),
        el(
            "details",
            None,
            el("summary", None, words("videos.transcript")),
            [el("p", None, said) for said in words.list("videos.said")],
        ),
    )


def about(view: View) -> Response:
    words, visits = view.words, view.site.visits
    return page(
        view,
        words("about.title"),
        el("h1", None, words("about.title")),
        el("p", {"class": "lead"}, words("about.intro")),
        _sections(words.list("about.sections")),
        el("h2", None, words("about.visits")),
        el(
            "p",
            None,
            words(
                "about.visits_text",
                pages=words.number(visits.pages.total()),
                visitors=words.number(visits.visitors.total()),
            ),
            " ",
            el("a", {"href": "/audience-auto-evaluation"}, words("about.visits_link")),
        ),
    )


def accessibility(view: View) -> Response:
    words = view.words
    return page(
        view,
        words("accessibility.title"),
        el("h1", None, words("accessibility.title")),
        el("p", {"class": "lead"}, words("accessibility.intro")),
        _sections(words.list("accessibility.sections")),
    )


def assessment(view: View) -> Response:
    """The document that the charter attaches to the purpose of the visit counter."""
    words = view.words
    table = stacked(words.list("assessment.columns"), [(None, words.list("assessment.rows"))])
    return page(
        view,
        words("assessment.title"),
        el("h1", None, words("assessment.title")),
        el("p", {"class": "lead"}, words("assessment.intro")),
        table,
        el("p", None, words("assessment.gpc")),
    )


def missing(view: View) -> Response:
    words = view.words
    return page(
        view,
        words("missing.title"),
        el("h1", None, words("missing.title")),
        el("p", {"class": "lead"}, words("missing.text")),
        el("p", None, el("a", {"class": "button", "href": "/"}, words("home.show_all"))),
        status=404,
    )


def forbidden(view: View) -> Response:
    words = view.words
    return page(
        view,
        words("missing.forbidden"),
        el("h1", None, words("missing.forbidden")),
        el("p", {"class": "lead"}, words("missing.forbidden_text")),
        status=403,
    )


def _sections(sections: list[tuple[str, str]]) -> list[tuple[Markup, Markup]]:
    return [(el("h2", None, title), el("p", None, text)) for title, text in sections]
