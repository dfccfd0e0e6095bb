"""The home page: what can be searched, and every dataset as a card."""

from __future__ import annotations

from urllib.parse import urlencode

from demo.catalogue import Dataset
from demo.charts import shore, sparkline
from demo.markup import Child, Markup, el
from demo.site.frame import page
from demo.site.view import View
from demo.web import Response

SHORE = "affluence-grand-sable"


def home(view: View) -> Response:
    """All datasets, or those that a search finds."""
    words, catalogue = view.words, view.site.catalogue
    asked, theme = view.request.query.get("q", "").strip()[:100], view.request.query.get("theme", "")
    theme = theme if theme in catalogue.themes else ""
    found = catalogue.search(asked, theme, words.language)
    searched = bool(asked or theme)
    heading = (
        words("home.latest")
        if not searched
        else words("home.none")
        if not found
        else words("home.found_one")
        if len(found) == 1
        else words("home.found_many", count=len(found))
    )
    return page(
        view,
        words("name"),
        _hero(view, asked, theme, plain=searched),
        el(
            "section",
            {"class": "inner list", "aria-labelledby": "liste"},
            el("div", {"class": "heading"}, el("h2", {"id": "liste"}, heading), _themes(view, asked, theme)),
            el("ul", {"class": "cards"}, [_card(view, dataset) for dataset in found])
            if found
            else _nothing(view),
        ),
        wide=True,
    )


def _hero(view: View, asked: str, theme: str, *, plain: bool) -> Markup:
    words = view.words
    dataset = view.site.catalogue.get(SHORE)
    picture: Child = None
    if dataset is not None and not plain:
        caption = words("home.shore", value=words.number(dataset.value))
        picture = el(
            "figure", {"class": "coast"}, shore(dataset, words), el("figcaption", {"class": "inner"}, caption)
        )
    return el(
        "div",
        {"class": "hero"},
        el(
            "div",
            {"class": "inner"},
            el("h1", None, _broken_well(words("home.title"))),
            el("p", {"class": "lead"}, words("home.intro")),
            el(
                "form",
                {"class": "search", "role": "search", "action": "/"},
                el("label", {"for": "q"}, words("home.search")),
                el(
                    "div",
                    None,
                    el(
                        "input",
                        {
                            "type": "search",
                            "id": "q",
                            "name": "q",
                            "value": asked or None,
                            "placeholder": words("home.placeholder"),
                            "maxlength": 100,
                        },
                    ),
                    el("input", {"type": "hidden", "name": "theme", "value": theme}) if theme else None,
                    el("button", {"class": "button"}, words("home.go")),
                ),
            ),
        ),
        picture,
    )


def _broken_well(title: str) -> list[Markup | str]:
    """A title in two parts, so that it breaks between them before it breaks within one."""
    first, comma, rest = title.partition(", ")
    return [el("span", None, first + comma.strip()), " ", el("span", None, rest)]


def _themes(view: View, asked: str, theme: str) -> Markup:
    words = view.words
    themes = sorted(view.site.catalogue.themes, key=lambda key: words(f"themes.{key}"))

    def link(key: str, name: str) -> Markup:
        query = urlencode({name: value for name, value in (("q", asked), ("theme", key)) if value})
        here = "true" if key == theme else None
        return el("li", None, el("a", {"href": f"/?{query}" if query else "/", "aria-current": here}, name))

    return el(
        "nav",
        {"class": "themes", "aria-label": words("home.themes")},
        el("ul", None, link("", words("home.all")), [link(key, words(f"themes.{key}")) for key in themes]),
    )


def _card(view: View, dataset: Dataset) -> Markup:
    words, language = view.words, view.words.language
    figure = dataset.figure
    value = (
        words.share(dataset.value) if figure.reduce == "share" else words.number(dataset.value, figure.unit)
    )
    return el(
        "li",
        {"class": "card"},
        el("p", {"class": "theme"}, words(f"themes.{dataset.theme}")),
        el("h3", None, el("a", {"href": f"/donnees/{dataset.slug}"}, dataset.title[language])),
        el("p", {"class": "summary"}, dataset.summary[language]),
        el("p", {"class": "figure"}, el("b", None, value), " ", figure.label[language]),
        sparkline(dataset, words),
        el("p", {"class": "fine"}, words("home.updated", day=words.day(dataset.updated))),
    )


def _nothing(view: View) -> Markup:
    words = view.words
    return el("p", None, words("home.none_hint"), " ", el("a", {"href": "/"}, words("home.show_all")))
