"""A dataset's page: a chart, how to read it, the first rows, the file; and a question that the API takes the answer to."""

from __future__ import annotations

from demo.catalogue import Dataset
from demo.charts import chart
from demo.markup import Child, Markup, el
from demo.site.frame import page
from demo.site.view import View
from demo.web import PUBLIC, Response

SHOWN = 20  # rows on the page
CLASSES = {"number": "number", "day": "when", "month": "when"}  # of a cell, by the type of its column


def dataset_page(view: View, dataset: Dataset) -> Response:
    """The page of one dataset."""
    words, language = view.words, view.words.language
    theme = words(f"themes.{dataset.theme}")
    return page(
        view,
        dataset.title[language],
        el("p", {"class": "crumbs"}, el("a", {"href": "/"}, words("dataset.back")), " / ", theme),
        el("h1", None, dataset.title[language]),
        el("p", {"class": "lead"}, dataset.summary[language]),
        el(
            "div",
            {"class": "columns"},
            _reading(view, dataset),
            el(
                "div", {"class": "side"}, _file(view, dataset), _facts(view, dataset), _opinion(view, dataset)
            ),
        ),
        el("h2", {"id": "table"}, words("dataset.table")),
        _table(view, dataset),
        wide=True,
    )


def _reading(view: View, dataset: Dataset) -> Markup:
    """The department's note where there is one, the chart, and how to read it."""
    words, language = view.words, view.words.language
    note = view.site.state.notes.get(dataset.slug)
    name = words("dataset.chart")
    picture = el(
        "div",
        {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": name},
        chart(dataset, words),
    )
    return el(
        "div",
        None,
        el("aside", {"class": "note"}, el("h2", None, words("dataset.note")), el("p", None, note))
        if note
        else None,
        el("h2", None, name),
        el("figure", {"class": "plot"}, el("figcaption", None, dataset.chart.caption[language]), picture),
        el("h2", None, words("dataset.about")),
        [el("p", None, paragraph[language]) for paragraph in dataset.about],
    )


def download(dataset: Dataset) -> Response:
    """The file itself. It is the same for everybody, so any cache may keep it; it sets nothing."""
    headers = {"content-disposition": f'attachment; filename="rivebelle-{dataset.slug}.csv"'}
    return Response(dataset.csv, type="text/csv; charset=utf-8", cache=PUBLIC, headers=headers)


def _file(view: View, dataset: Dataset) -> Markup:
    words = view.words
    size = words.number(max(0.1, len(dataset.csv) / 1000))
    return el(
        "p",
        {"class": "file"},
        el("a", {"class": "button", "href": f"/donnees/{dataset.slug}.csv"}, words("dataset.download")),
        el("span", {"class": "fine"}, words("dataset.size", rows=words.number(len(dataset.rows)), size=size)),
    )


def _facts(view: View, dataset: Dataset) -> Markup:
    words, language = view.words, view.words.language
    facts = (
        ("producer", dataset.producer[language]),
        ("theme", words(f"themes.{dataset.theme}")),
        ("updated", words.day(dataset.updated)),
        ("frequency", words(f"frequencies.{dataset.frequency}")),
        ("licence", words("dataset.licence_name")),
    )
    rows = [(el("dt", None, words(f"dataset.{key}")), el("dd", None, value)) for key, value in facts]
    return el("section", {"class": "facts"}, el("h2", None, words("dataset.facts")), el("dl", None, rows))


def _opinion(view: View, dataset: Dataset) -> Markup:
    """Works where scripts run (site.js); elsewhere it is not shown, for nothing is lost without it."""
    words, opinions = view.words, view.site.state.opinions
    buttons = [
        el(
            "button",
            {"type": "button", "class": "button quiet", "data-opinion": answer},
            words(f"dataset.{answer}"),
        )
        for answer in ("yes", "no")
    ]
    return el(
        "section",
        {
            "class": "opinion",
            "data-dataset": dataset.slug,
            "data-thanks": words("dataset.thanks"),
            "data-failed": words("dataset.failed"),
            "hidden": True,
        },
        el("h2", None, words("dataset.opinion")),
        el("p", {"class": "row"}, buttons),
        el(
            "p",
            {"class": "fine", "role": "status"},
            words("dataset.opinions", yes=opinions[dataset.slug, True], no=opinions[dataset.slug, False]),
        ),
    )


def _table(view: View, dataset: Dataset) -> Child:
    words, language = view.words, view.words.language
    rows = dataset.rows[:SHOWN]
    cut = len(rows) < len(dataset.rows)
    part = words("dataset.table_part", shown=len(rows), rows=len(dataset.rows))
    head = [
        el(
            "th",
            {"scope": "col", "class": CLASSES.get(column.type)},
            column.title[language],
        )
        for column in dataset.columns
    ]
    body = [
        el(
            "tr",
            None,
            [
                el(
                    "td",
                    {"class": CLASSES.get(column.type)},
                    words.cell(row[column.key], column.type),
                )
                for column in dataset.columns
            ],
        )
        for row in rows
    ]
    table = el("table", None, el("thead", None, el("tr", None, head)), el("tbody", None, body))
    region = {"class": "scroll", "tabindex": "0", "role": "region", "aria-labelledby": "table"}
    # The sentence stands before the table: within it, it would scroll out of sight with it.
    return [el("p", {"class": "fine"}, part) if cut else None, el("div", region, table)]
