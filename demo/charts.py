"""Charts as inline SVG, drawn from the rows: readable without colour, axes from zero, labels where the line ends.

Every chart names what it shows (`role="img"` with a title); the numbers stand in the table of the same page.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from typing import NamedTuple

from demo.catalogue import Dataset
from demo.markup import Markup, el
from demo.words import Words

_WIDTH, _HEIGHT = 720, 320  # units of the viewBox; the style sheet gives the size
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 132, 18, 34
_ROW, _LETTER = 27, 6.9  # of bars: a row's height, and the room for one letter of a name
_DASHES = ("", "7 4", "2 4", "9 3 2 3")  # one for each line: colour alone tells nothing apart


class Series(NamedTuple):
    """One line: its name, and a value for each place on the x axis."""

    name: str
    values: tuple[float, ...]


def chart(dataset: Dataset, words: Words) -> Markup:
    """The large chart of a dataset's page."""
    if dataset.chart.kind == "bars":
        return _bars(dataset, words)
    xs, series = _series(dataset, words)
    caption = dataset.chart.caption[words.language]
    top = _round_up(max(value for line in series for value in line.values))
    columns = dataset.chart.kind == "columns"
    across = _across(len(xs), _WIDTH - _LEFT - (12 if columns else _RIGHT), within=columns)
    draw = _columns if columns else _lines
    return _svg(
        (_WIDTH, _HEIGHT),
        f"{dataset.title[words.language]} ({caption})",
        "chart",
        [_scale(top, dataset.chart.unit, words), _dates(xs, across, words), draw(series, across, top)],
    )


def sparkline(dataset: Dataset, words: Words) -> Markup:
    """The small picture on a card: the shape alone, without axis; the card says the figure in words."""
    width, height = 220, 56
    if dataset.chart.kind == "bars":
        values = [value for _, value in _totals(dataset)]
        step = width / len(values)
        top = max(values)
        shapes: list[Markup] = [
            _rect(place * step, height - value / top * height, step - 3, value / top * height, "mark")
            for place, value in enumerate(values)
        ]
    else:
        _, series = _series(dataset, words)
        values = list(series[0].values)
        top = max(values)
        points = [
            (place / (len(values) - 1) * (width - 8) + 4, height - 3 - value / top * (height - 8))
            for place, value in enumerate(values)
        ]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        x, y = points[-1]
        shapes = [
            el("polygon", {"class": "area", "points": f"4,{height} {line} {width - 4},{height}"}),
            el("polyline", {"class": "line", "points": line}),
            el(
                "line",
                {"class": "end", "x1": f"{x:.1f}", "x2": f"{x:.1f}", "y1": f"{y:.1f}", "y2": f"{y:.1f}"},
            ),
        ]
    return el(
        "svg",
        {
            "class": "spark",
            "viewBox": f"0 0 {width} {height}",
            "preserveAspectRatio": "none",
            "aria-hidden": "true",
            "focusable": "false",
        },
        shapes,
    )


def shore(dataset: Dataset, words: Words) -> Markup:
    """The picture of the home page: every day of the summer as one column, the fullest named."""
    _, series = _series(dataset, words)
    values = series[0].values
    width, height = 1200, 150
    step, top = width / len(values), max(values)
    columns = [
        _rect(
            place * step + 1.5,
            height - value / top * height,
            step - 3,
            value / top * height,
            "peak" if value == top else "mark",
        )
        for place, value in enumerate(values)
    ]
    return el(
        "svg",
        {
            "class": "shore",
            "viewBox": f"0 0 {width} {height}",
            "preserveAspectRatio": "none",
            "role": "img",
            "aria-label": dataset.title[words.language],
        },
        columns,
    )


def _series(dataset: Dataset, words: Words) -> tuple[tuple[str, ...], list[Series]]:
    """The places on the x axis, and the lines: one for each column, or for each group of the rows."""
    drawn = dataset.chart
    xs = tuple(dict.fromkeys(row[drawn.x] for row in dataset.rows))
    if not drawn.group:
        lines = [
            Series(
                dataset.column(key).title[words.language].partition(" (")[0],
                tuple(float(row[key]) for row in dataset.rows),
            )
            for key in drawn.y
        ]
        return xs, lines
    groups = dict.fromkeys(row[drawn.group] for row in dataset.rows)
    return xs, [
        Series(group, tuple(float(row[drawn.y[0]]) for row in dataset.rows if row[drawn.group] == group))
        for group in groups
    ]


def _totals(dataset: Dataset) -> list[tuple[str, float]]:
    """Of bars: the sum of the columns for each name, the largest first."""
    totals: dict[str, float] = {}
    for row in dataset.rows:
        name = row[dataset.chart.x]
        totals[name] = totals.get(name, 0) + sum(float(row[key]) for key in dataset.chart.y)
    return sorted(totals.items(), key=lambda item: -item[1])


def _bars(dataset: Dataset, words: Words) -> Markup:
    totals = _totals(dataset)
    top = totals[0][1]
    left = 12 + _LETTER * max(len(name) for name, _ in totals)
    room = _WIDTH - left - 96
    shapes: list[Markup] = []
    for place, (name, value) in enumerate(totals):
        y = place * _ROW + 4
        end = left + value / top * room
        shapes += [
            _text(left - 10, y + 14, name, "name", anchor="end"),
            _rect(left, y + 1, end - left, _ROW - 9, "mark"),
            _text(end + 8, y + 14, words.number(value, dataset.chart.unit), "value"),
        ]
    title = f"{dataset.title[words.language]} ({dataset.chart.caption[words.language]})"
    return _svg((_WIDTH, len(totals) * _ROW + 8), title, "chart", shapes)


def _across(count: int, width: float, *, within: bool) -> list[float]:
    """Where each place on the x axis lies: from edge to edge, or each in the middle of its share."""
    if within:
        return [_LEFT + (place + 0.5) * width / count for place in range(count)]
    return [_LEFT + place / (count - 1) * width for place in range(count)]


def _columns(series: Sequence[Series], across: Sequence[float], top: float) -> list[Markup]:
    room, width = _HEIGHT - _TOP - _BOTTOM, (across[1] - across[0]) * 0.76
    return [
        _rect(x - width / 2, _HEIGHT - _BOTTOM - value / top * room, width, value / top * room, "mark")
        for x, value in zip(across, series[0].values, strict=True)
    ]


def _lines(series: Sequence[Series], across: Sequence[float], top: float) -> list[Markup]:
    room = _HEIGHT - _TOP - _BOTTOM
    shapes: list[Markup] = []
    ends: list[tuple[float, str]] = []
    for place, line in enumerate(series):
        heights = [_HEIGHT - _BOTTOM - value / top * room for value in line.values]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, heights, strict=True))
        dashes = _DASHES[place % len(_DASHES)] or None
        shapes.append(
            el("polyline", {"class": f"line line-{place}", "points": points, "stroke-dasharray": dashes})
        )
        ends.append((heights[-1], line.name))
    return shapes + [_text(across[-1] + 8, y + 4, name, "name") for y, name in _apart(ends)]


def _apart(ends: list[tuple[float, str]], least: float = 17) -> list[tuple[float, str]]:
    """Labels at the ends of lines, moved down until none lies on another, then up as far as they left the picture."""
    placed: list[tuple[float, str]] = []
    for y, name in sorted(ends):
        placed.append((max(y, placed[-1][0] + least) if placed else y, name))
    over = max(0.0, placed[-1][0] - (_HEIGHT - _BOTTOM))
    return [(y - over, name) for y, name in placed]


def _scale(top: float, unit: str, words: Words) -> list[Markup]:
    room = _HEIGHT - _TOP - _BOTTOM
    shapes: list[Markup] = []
    for part in range(5):
        y = _HEIGHT - _BOTTOM - part / 4 * room
        shapes += [
            el(
                "line", {"class": "grid" if part else "axis", "x1": _LEFT, "x2": _WIDTH - 8, "y1": y, "y2": y}
            ),
            _text(
                _LEFT - 8,
                y + 4,
                words.number(top * part / 4, unit if part == 4 else ""),
                "tick",
                anchor="end",
            ),
        ]
    return shapes


def _dates(xs: Sequence[str], across: Sequence[float], words: Words) -> list[Markup]:
    """The first, the last and three that lie evenly between."""
    places = [round(part / 4 * (len(xs) - 1)) for part in range(5)]
    return [
        _text(across[place], _HEIGHT - 10, words.short(xs[place]), "tick", anchor)
        for place, anchor in zip(places, ("start", "middle", "middle", "middle", "end"), strict=True)
    ]


def _round_up(value: float) -> float:
    """The next number that is easy to divide by four: 4, 6, 8, 10, 12, 16 or 20 of its order."""
    order = 10.0 ** floor(log10(value))
    return next(
        float(step * order) for step in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10) if value <= step * order
    )


def _svg(size: tuple[float, float], title: str, name: str, shapes: Sequence[Markup | list[Markup]]) -> Markup:
    return el(
        "svg",
        {"class": name, "viewBox": f"0 0 {size[0]:g} {size[1]:g}", "role": "img", "aria-label": title},
        shapes,
    )


def _rect(x: float, y: float, width: float, height: float, name: str) -> Markup:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:.1f}"}
    return el("rect", {"class": name, **place})


def _text(x: float, y: float, text: str, name: str, anchor: str = "start") -> Markup:
    return el("text", {"class": name, "x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor}, text)
