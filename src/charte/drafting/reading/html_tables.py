"""The grid of an HTML table (HTML standard, 4.9.12, "Forming a table"), bounded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from charte.core.errors import OperatorError
from charte.drafting.cleaning import clean, clean_lines, cut
from charte.drafting.document import Block, Cell, Cells, Heading, Place, Table
from charte.drafting.limits import LONGEST_CELL, MOST_CELLS, MOST_SPAN

_BREAKING = frozenset(
    ("br", "p", "div", "li", "ul", "ol", "dt", "dd", "dl", "h1", "h2", "h3", "h4", "h5", "h6")
)


class TableReader:
    """Reads tables of one page; all of them together hold at most `MOST_CELLS` cells."""

    def __init__(self, skipped: frozenset[str]) -> None:
        self._skipped = skipped
        self._cells = 0

    def read(self, table: Any) -> Iterator[Block]:
        """The caption as a title, then the table; a cell with a span stands in every place that it covers."""
        caption = table.find("caption")
        if caption is not None and (title := clean(self._words(caption)[0])):
            yield Heading(title, _place(caption), guessed=True)
        rows = self._grid(table)
        width = max(map(len, rows), default=0)
        if width:
            yield Table(
                tuple((*row, *(Cell("", _place(table)),) * (width - len(row))) for row in rows), _place(table)
            )

    def _grid(self, table: Any) -> list[Cells]:
        rows: list[Cells] = []
        hanging: dict[int, tuple[int, Cell]] = {}  # column to the rows still covered from above
        elements = list(table.iter("tr"))
        for place, element in enumerate(elements):
            row: list[Cell] = []
            for child in element.iterchildren("td", "th"):
                self._fall(row, hanging)
                text, links = self._words(child)
                cell = Cell(cut(text, LONGEST_CELL), _place(child), links)
                down = min(_span(child, "rowspan") or len(elements), len(elements) - place)
                for _ in range(_span(child, "colspan") or 1):
                    hanging.pop(len(row), None)
                    if down > 1:
                        hanging[len(row)] = (down - 1, cell)
                    self._count()
                    row.append(cell)
            self._fall(row, hanging)
            rows.append(tuple(row))
        return rows

    def _fall(self, row: list[Cell], hanging: dict[int, tuple[int, Cell]]) -> None:
        """Fills the places at the end of the row that a cell above covers."""
        while len(row) in hanging:
            left, cell = hanging.pop(len(row))
            if left > 1:
                hanging[len(row)] = (left - 1, cell)
            self._count()
            row.append(cell)

    def _count(self) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise OperatorError(
                "The page has more tables than any policy.", "Save the policy alone and give that."
            )

    def _words(self, element: Any) -> tuple[str, tuple[str, ...]]:
        """The text of a cell with a line break between its blocks, and the addresses it leads to."""
        from lxml import etree

        pieces: list[str] = []
        links: list[str] = []
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, part in walk:
            if event == "end":
                pieces.append("\n" if part.tag in _BREAKING else "")
                pieces.append((part.tail or "") if part is not element else "")
            elif part.tag in self._skipped:
                walk.skip_subtree()
            else:
                pieces.append("\n" if part.tag in _BREAKING else "")
                pieces.append(" ".join((part.text or "").split("\n")))
                links += [clean(part.get("href"))] if part.tag == "a" and part.get("href") else []
        return clean_lines(
            "".join(piece if piece == "\n" else piece.replace("\n", " ") for piece in pieces)
        ), tuple(links)


def _place(element: Any) -> Place:
    return Place(line=element.sourceline or 0)


def _span(element: Any, name: str) -> int:
    """The span that an attribute asks for; 0 (for rowspan: to the end) and nonsense as the standard says."""
    written = (element.get(name) or "1").strip()
    return min(int(written), MOST_SPAN) if written.isascii() and written.isdigit() and len(written) < 9 else 1
