"""The cells of a PDF's ruled tables, and whether a line in a cell was ended by its author or for want of space."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charte.drafting.cleaning import clean_lines, cut
from charte.drafting.document import Cell, Cells, Place, Table
from charte.drafting.limits import LONGEST_CELL

_JOINTS = "_-./"  # signs at which a name is broken
_LEAST_COLUMNS = 2  # one column is a frame around text
_Box = tuple[float, float, float, float]


def usable_tables(page: Any) -> list[Any]:
    """The ruled tables of a page that have columns."""
    return [table for table in page.find_tables() if len(table.columns) >= _LEAST_COLUMNS]


def table_of(page: Any, table: Any, place: Place) -> Table:
    """A table with its texts; a place that a neighbour's cell covers is empty."""
    rows = [tuple(_cell(page, box, place) for box in row.cells) for row in table.rows]
    width = max(map(len, rows))
    return Table(tuple(_padded(row, width, place) for row in rows), place)


def _padded(row: Cells, width: int, place: Place) -> Cells:
    return (*row, *(Cell("", place),) * (width - len(row)))


def _cell(page: Any, box: _Box | None, place: Place) -> Cell:
    if box is None:
        return Cell("", place)
    left, top, right, bottom = box

    def inside(item: dict[str, Any]) -> bool:
        across, down = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
        return bool(left <= across <= right and top <= down <= bottom)

    lines = page.filter(inside).extract_text_lines(return_chars=True)
    return Cell(cut(clean_lines(_joined(lines, left, right)), LONGEST_CELL), place)


def _joined(lines: Sequence[dict[str, Any]], left: float, right: float) -> str:
    """The lines of a cell as their author wrote them.

    A line that left room for the next word was ended on purpose. One that filled the cell and has no blank
    was broken inside a word, and goes on without one.
    """
    text = ""
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        text += line["text"]
        if following is None:
            break
        padding = min(max(line["x0"] - left, 0.0), (right - left) / 4)
        room = right - padding - line["x1"]
        letter = (line["x1"] - line["x0"]) / max(len(line["text"]), 1)
        if room > _first_word(following) + letter:
            text += "\n"
        elif " " in line["text"] or (room > letter and line["text"][-1] not in _JOINTS):
            text += " "
    return text


def _first_word(line: dict[str, Any]) -> float:
    """The width of a line's first word, in points."""
    word: str = line["text"].split(" ")[0]
    chars = [char for char in line["chars"] if char["text"].strip()][: len(word)]
    return float(chars[-1]["x1"] - chars[0]["x0"]) if chars else 0.0
