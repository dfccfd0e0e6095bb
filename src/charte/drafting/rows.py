"""The rows of trackers in a text, each as it was written, with where it stands and what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from charte.drafting.cleaning import clean, cut
from charte.drafting.columns import Columns
from charte.drafting.document import Cell, Place
from charte.drafting.lexicon import Column
from charte.drafting.names import as_template, names_in
from charte.drafting.sections import Section
from charte.drafting.tables import TrackerTable

_LONGEST_QUOTE = 100
_DOTTED = re.compile(r"\w\.\w")
# A cell left blank below another says "the same": so do tables whose cells spanned rows before they were
# flattened. Only what stands before the name groups rows in this way.
_GROUPING = (Column.PROVIDER, Column.SERVICE, Column.HOST, Column.TYPE)


@dataclass(frozen=True, slots=True)
class Row:
    """One tracker as a text tells of it. `name` is its template, `written` the name as the text has it."""

    name: str
    written: str
    place: Place
    cells: Mapping[Column, Cell]
    section: Section
    lifetime_header: str = ""
    doubts: tuple[str, ...] = ()

    def says(self, column: Column) -> str:
        """The words of a column on one line; empty where the text has none."""
        cell = self.cells.get(column)
        return clean(cell.text) if cell else ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A row in which no name could be found; a person must look at it."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Unknown:
    """A column whose head was not understood, so that what stands in it is left out."""

    header: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rows:
    """What the tables of a text gave, and what of them could not be read."""

    rows: tuple[Row, ...] = ()
    unread: tuple[Unread, ...] = ()
    unknown: tuple[Unknown, ...] = ()

    def __add__(self, other: Rows) -> Rows:
        return Rows(self.rows + other.rows, self.unread + other.unread, self.unknown + other.unknown)


def rows_of(table: TrackerTable, joiners: frozenset[str]) -> Rows:
    """Each tracker of a table (a cell may name several), the rows that name none, the columns not understood."""
    rows: list[Row] = []
    unread: list[Unread] = []
    above: dict[Column, Cell] = {}
    columns = _by_values(table)
    name_at = columns.index(Column.NAME)
    header = "".join(
        head for head, column in zip(table.headers, columns, strict=True) if column is Column.LIFETIME
    )
    for row, section in table.rows:
        cells = {column: cell for column, cell in zip(columns, row.cells, strict=True) if column}
        for column in _GROUPING:
            if column in cells and columns.index(column) < name_at:
                cells[column] = above[column] = (
                    cells[column] if cells[column].text else above.get(column, cells[column])
                )
        named = cells.pop(Column.NAME)
        names = [(as_template(written), written) for written in names_in(named.text, joiners)]
        rows += [
            Row(name, written, named.place, cells, section, header, row.doubts) for name, written in names
        ]
        if not names:
            words = " | ".join(clean(cell.text) for cell in row.cells if cell.text)
            unread.append(Unread(cut(words, _LONGEST_QUOTE), named.place))
    return Rows(tuple(rows), tuple(unread), tuple(_unknown(table)))


def _by_values(table: TrackerTable) -> Columns:
    """The columns, where a head `Domaine` stands over names of companies and not over hosts."""
    if Column.HOST not in table.columns or Column.PROVIDER in table.columns:
        return table.columns
    host = table.columns.index(Column.HOST)
    if any(_DOTTED.search(row.cells[host].text) for row, _ in table.rows):
        return table.columns
    return tuple(Column.PROVIDER if column is Column.HOST else column for column in table.columns)


def _unknown(table: TrackerTable) -> Iterator[Unknown]:
    for at, (header, column) in enumerate(zip(table.headers, table.columns, strict=True)):
        if header and column is None and any(row.cells[at].text for row, _ in table.rows):
            yield Unknown(header, table.place)
