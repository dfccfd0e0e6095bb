"""Tables without a head that go on where one with a head stopped, as after a page break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charte.drafting.cleaning import cut
from charte.drafting.columns import Columns
from charte.drafting.document import Cell, Cells, Place
from charte.drafting.glue import unglue
from charte.drafting.lexicon import Column
from charte.drafting.names import names_in

_LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with as many cells as its table has columns, and what is doubtful about it (whole sentences)."""

    cells: Cells
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What the reading of names rests on: words known to be words, and those that join two names."""

    vocabulary: frozenset[str]
    joiners: frozenset[str]


def read_on(
    rows: Sequence[Cells], columns: Columns, head: Place, words: Words
) -> tuple[TableRow, ...] | None:
    """The rows as the rest of the table whose head stands at `head`, or None when they cannot be that.

    A table may have lost one column: then the name is glued to a neighbour's words in the same cell.
    """
    name = columns.index(Column.NAME)
    missing = len(columns) - len(rows[0])
    if missing == 0:
        why = f"The table has no head; its columns were read as those of the table at {head}."
        found = tuple(unmangled(row, columns, words, why) for row in rows)
        return found if _mostly_named(found, name, words) else None
    if missing != 1:
        return None
    why = f"The table has no head and one column too few; it was read as the rest of the table at {head}."
    ways = [
        tuple(_parted(row, glued, name, columns, words, why) for row in rows)
        for glued in (name - 1, name)
        if 0 <= glued < len(rows[0])
    ]
    fitting = [way for way in ways if _mostly_named(way, name, words)]
    return max(fitting, key=lambda way: sum(_named(row, name, words) for row in way), default=None)


def unmangled(cells: Cells, columns: Columns, words: Words, *why: str) -> TableRow:
    """A row whose name cell holds no name and whose neighbour's does: the name is put where it belongs."""
    name = columns.index(Column.NAME)
    if names_in(cells[name].text, words.joiners):
        return TableRow(cells, why)
    for place in (name - 1, name + 1):
        if not 0 <= place < len(cells) or cells[name].text:
            continue
        found = unglue(cells[place].text, words.vocabulary)
        if found and found.words:
            parts = list(cells)
            parts[place] = _with(cells[place], found.words)
            parts[name] = _with(cells[place], found.name)
            return TableRow(tuple(parts), (*why, _cut_sentence(cells[place], found.name, found.words)))
    return TableRow(cells, why)


def _parted(cells: Cells, glued: int, name: int, columns: Columns, words: Words, why: str) -> TableRow:
    """The row with the cell at `glued` parted into a name and the words of its neighbour."""
    cell = cells[glued]
    found = unglue(cell.text, words.vocabulary)
    if not found:
        parts = (cell, _with(cell, ""))
        return TableRow((*cells[:glued], *parts, *cells[glued + 1 :]), (why,))
    named, rest = _with(cell, found.name), _with(cell, found.words)
    pair = (named, rest) if glued == name else (rest, named)
    doubts = (why, _cut_sentence(cell, found.name, found.words))
    return TableRow((*cells[:glued], *pair, *cells[glued + 1 :]), doubts)


def _cut_sentence(cell: Cell, name: str, words: str) -> str:
    return (
        f"The name was glued into another cell, “{cut(cell.text, _LONGEST_QUOTE)}”: "
        f"it was cut into the name “{name}” and the words “{cut(words, _LONGEST_QUOTE)}”."
    )


def _with(cell: Cell, text: str) -> Cell:
    return Cell(text, cell.place, cell.links)


def _named(row: TableRow, name: int, words: Words) -> bool:
    return bool(names_in(row.cells[name].text, words.joiners))


def _mostly_named(rows: Sequence[TableRow], name: int, words: Words) -> bool:
    return 2 * sum(_named(row, name, words) for row in rows) > len(rows)
