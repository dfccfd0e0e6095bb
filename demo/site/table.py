"""A table that becomes a list of cards where there is no room for its columns (style.css, `.stack`).

Its roles are written out: a browser that lays a table out as blocks no longer takes it for one.
"""

from __future__ import annotations

from collections.abc import Sequence

from demo.markup import Child, Markup, el

Row = Sequence[Child]  # the first is what the row is about


def stacked(titles: Sequence[str], groups: Sequence[tuple[Child, Sequence[Row]]]) -> Markup:
    """Rows in groups, each group with a heading of its own or None. The first column names the row."""
    head = [el("th", {"scope": "col", "role": "columnheader"}, title) for title in titles]
    return el(
        "table",
        {"class": "stack", "role": "table"},
        el("thead", {"role": "rowgroup"}, el("tr", {"role": "row"}, head)),
        [_group(titles, heading, rows) for heading, rows in groups],
    )


def _group(titles: Sequence[str], heading: Child, rows: Sequence[Row]) -> Markup:
    about = None
    if heading is not None:
        title = el("th", {"scope": "rowgroup", "role": "rowheader", "colspan": len(titles)}, heading)
        about = el("tr", {"role": "row", "class": "about"}, title)
    return el("tbody", {"role": "rowgroup"}, about, [_row(titles, row) for row in rows])


def _row(titles: Sequence[str], row: Row) -> Markup:
    first, *rest = row
    cells = [
        el("td", {"role": "cell", "data-title": title}, cell)
        for title, cell in zip(titles[1:], rest, strict=True)
    ]
    return el("tr", {"role": "row"}, el("th", {"scope": "row", "role": "rowheader"}, first), cells)
