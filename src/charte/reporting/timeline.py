"""The third picture: what happened when, one lane for each state, all on one axis that starts at zero."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charte.reporting.markup import Markup, tag
from charte.reporting.shapes import mark_shapes
from charte.reporting.visible import visible
from charte.reporting.words import Words

WIDE, NARROW = 860, 340
_ROW = 20
_STEPS = (100, 200, 250, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000)


def timeline(report: Mapping[str, Any], words: Words) -> Markup:
    if not any(state["moments"] or state["pages"] for state in report["states"]):
        return tag("p", words("timeline_empty"))
    return tag(
        "figure",
        tag("div", _Picture(report, words, WIDE).draw(), class_="wide"),
        tag("div", _Picture(report, words, NARROW).draw(), class_="narrow"),
        _table(report, words),
    )


def title(report: Mapping[str, Any], words: Words) -> str:
    longest = max((state["end"] for state in report["states"]), default=0)
    return words("timeline_title", seconds=words.seconds(longest))


class _Picture:
    """One drawing, `width` units wide. Labels take a row of their own where they would run into each other."""

    def __init__(self, report: Mapping[str, Any], words: Words, width: int) -> None:
        self._report = report
        self._words = words
        self._width = width
        self._left, self._right = 10, width - 14
        self._last: int = max([state["end"] for state in report["states"]] + [1])
        self._letter = 7.3 if width > NARROW else 6.7
        self._parts: list[Markup] = []
        self._y = 6.0

    def draw(self) -> Markup:
        for state in self._report["states"]:
            self._lane(state)
        self._axis()
        return tag(
            "svg",
            *self._parts,
            viewBox=f"0 0 {self._width} {self._y + 8:.0f}",
            class_="timeline",
            aria_hidden="true",
        )

    def _x(self, t: int) -> float:
        return self._left + (self._right - self._left) * min(t, self._last) / self._last

    def _lane(self, state: Mapping[str, Any]) -> None:
        top = self._y
        name = self._words(f"state_{state['state']}")
        self._parts.append(tag("text", name, class_="lane", x=self._left, y=top + 14))
        line = top + 26
        end = self._x(state["end"])
        self._parts.append(tag("line", class_="track", x1=self._left, y1=line, x2=end, y2=line))
        for page in state["pages"]:
            x = self._x(page["t"])
            self._parts.append(tag("line", class_="tick", x1=x, y1=line - 5, x2=x, y2=line + 5))
        moments, rows = self._moments(state, line)
        bottom = line + 14 + rows * _ROW
        self._choices(state, top, bottom)
        self._parts += moments
        self._y = bottom + 12

    def _choices(self, state: Mapping[str, Any], top: float, bottom: float) -> None:
        """A line from top to bottom where a choice began a new phase, with the choice's name."""
        name_ends = self._left + len(self._words(f"state_{state['state']}")) * 8.4 + 10
        for phase in state["phases"]:
            if phase["phase"] == "before":
                continue
            x = self._x(phase["start"])
            label = self._words(f"choice_{phase['phase']}")
            wide = len(label) * self._letter
            anchor = "end" if x + 6 + wide > self._right else "start"
            self._parts.append(tag("line", class_="choice", x1=x, y1=top + 2, x2=x, y2=bottom))
            if anchor == "end" and x - 6 - wide < name_ends:
                continue  # there is no room for its name; the table says it
            self._parts.append(
                tag(
                    "text",
                    label,
                    class_="choice-name",
                    x=max(x + 6, name_ends) if anchor == "start" else x - 6,
                    y=top + 14,
                    text_anchor=anchor,
                )
            )

    def _moments(self, state: Mapping[str, Any], line: float) -> tuple[list[Markup], int]:
        """Each moment in the first row that is free there, and how many rows that took."""
        drawn: list[Markup] = []
        taken: list[float] = []  # where each row is free from
        for moment in state["moments"]:
            x = self._x(moment["t"])
            gap = 16 if moment["permitted"] is False else 11
            label, flipped = self._label(moment["name"], x, gap)
            wide = len(label) * self._letter + gap + 4
            start, end = (x - wide, x + gap) if flipped else (x - gap, x + wide)
            row = next((index for index, free in enumerate(taken) if free <= start), len(taken))
            taken[row : row + 1] = [end]
            y = line + 20 + row * _ROW
            drawn.append(self._moment(moment, x, y))
            drawn.append(
                tag(
                    "text",
                    label,
                    class_="moment bad" if moment["permitted"] is False else "moment",
                    x=x - gap if flipped else x + gap,
                    y=y + 4,
                    text_anchor="end" if flipped else "start",
                )
            )
        return drawn, len(taken)

    def _label(self, name: str, x: float, gap: int) -> tuple[str, bool]:
        """The name as it fits, and whether to the left of its mark: only where there is more room for it."""
        after, before = ((room - gap) / self._letter for room in (self._width - x, x))
        label = visible(name, 30)
        if len(label) <= after:
            return label, False
        return visible(label, max(int(max(after, before)), 6)), before > after

    def _moment(self, moment: Mapping[str, Any], x: float, y: float) -> Markup:
        """A tracker is a disc, a host a square; struck where it must not be."""
        barred = moment["permitted"] is False
        disc, *struck = mark_shapes(x, y, seen=True, permitted=False, barred=barred)
        square = tag("rect", class_="dot", x=x - 5, y=y - 5, width=10, height=10)
        shape = square if moment["kind"] == "host" else disc
        return tag("g", shape, *struck, class_="wrong" if barred else None)

    def _axis(self) -> None:
        y = self._y + 4
        room = (self._right - self._left) / 64
        step = next((step for step in _STEPS if self._last / step <= room), _STEPS[-1])
        self._parts.append(tag("line", class_="axis", x1=self._left, y1=y, x2=self._right, y2=y))
        places = 0 if step >= 1000 else 2 if step == 250 else 1
        for t in range(0, self._last + 1, step):
            x = self._x(t)
            self._parts.append(tag("line", class_="axis", x1=x, y1=y, x2=x, y2=y + 5))
            label = self._words.seconds(t, places) if t else "0"
            anchor = "start" if t == 0 else "end" if x > self._right - 14 else "middle"
            text = self._words("axis_seconds", n=label)
            self._parts.append(tag("text", text, class_="axis-name", x=x, y=y + 18, text_anchor=anchor))
        self._y = y + 22


def _table(report: Mapping[str, Any], words: Words) -> Markup:
    head = (words("state"), words("time"), words("phase"), words("appeared"), words("permission"))
    body = [
        tag(
            "tr",
            tag("td", words(f"state_{state['state']}")),
            tag("td", words("axis_seconds", n=words.seconds(moment["t"], 2))),
            tag("td", words(f"phase_{moment['phase']}")),
            tag("th", moment["name"], scope="row"),
            tag("td", words(_PERMISSION[moment["permitted"]])),
        )
        for state in report["states"]
        for moment in state["moments"]
    ]
    table = tag(
        "table",
        tag("caption", words("timeline_table")),
        tag("thead", tag("tr", *(tag("th", text, scope="col") for text in head))),
        tag("tbody", *body),
    )
    return tag("div", table, class_="hidden")


_PERMISSION = {True: "permitted", False: "not_permitted", None: "not_said"}
