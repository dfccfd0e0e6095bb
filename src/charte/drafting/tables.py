"""Finds the tables of trackers in a document and tells their columns; other tables are left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from charte.drafting.columns import Columns, columns_of
from charte.drafting.continuing import TableRow, Words, read_on, unmangled
from charte.drafting.document import Cell, Cells, Document, Heading, Place
from charte.drafting.lexicon import Column, Lexicon
from charte.drafting.names import is_distinctive, may_be_name, names_in
from charte.drafting.sections import Section, tables_in_sections
from charte.drafting.words import fold, stands

_HEAD_WITHIN = 4  # rows: titles and empty rows may stand above the head
# Columns that tell something of a tracker: a list of names and links to policies is no table of trackers.
_TELLING = frozenset(Column) - {Column.NAME, Column.POLICY}


@dataclass(frozen=True, slots=True)
class TrackerTable:
    """A table of trackers: what its columns mean, their heads as written, and each row in its section."""

    columns: Columns
    headers: tuple[str, ...]
    rows: tuple[tuple[TableRow, Section], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class _Head:
    columns: Columns
    headers: tuple[str, ...]
    place: Place
    section: Section


def tracker_tables(
    document: Document, lexicons: Sequence[Lexicon], words: Words, *, about_trackers: bool
) -> Iterator[TrackerTable]:
    """The tables of trackers, in order.

    `about_trackers`: the text around speaks of trackers, so that names like `theme` may be believed.
    """
    head: _Head | None = None
    for table, section in tables_in_sections(document):
        rows = [row for row in table.rows if any(cell.text for cell in row)]
        own = _head(rows, section, lexicons)
        if own:
            place, found = own
            titles, body = rows[:place], [row for row in rows[place + 1 :] if _texts(row) != found.headers]
            section = _with_captions(section, titles)
            read = [unmangled(_unlabelled(row, found.headers), found.columns, words) for row in body]
        elif head and rows and (rest := _rest(rows, section, head, words)):
            found, section, read = rest
        else:
            continue
        if own and not _is_believable(found, read, lexicons, words, about_trackers=about_trackers):
            continue
        head = replace(found, section=section)
        yield TrackerTable(
            found.columns, found.headers, tuple(_in_sections(read, section, found.columns)), table.place
        )


def _head(rows: list[Cells], section: Section, lexicons: Sequence[Lexicon]) -> tuple[int, _Head] | None:
    for place, row in enumerate(rows[:_HEAD_WITHIN]):
        columns = columns_of(_texts(row), lexicons)
        if Column.NAME not in columns:
            continue
        name = row[columns.index(Column.NAME)].text
        explicit = len(set(columns) - {None}) > 1 or _is_name_head(name, lexicons)
        if explicit and not is_distinctive(name):
            return place, _Head(columns, _texts(row), row[0].place, section)
    return None


def _rest(
    rows: list[Cells], section: Section, head: _Head, words: Words
) -> tuple[_Head, Section, list[TableRow]] | None:
    """These rows as the rest of the table with that head; titles among them stay titles."""
    body = [row for row in rows if not _title(row)]
    read = read_on(body, head.columns, head.place, words) if body else None
    if read is None:
        return None
    apart = section.headings != head.section.headings or section.lead
    section = section if apart else head.section
    captions = [row for row in rows if _title(row)]
    return head, _with_captions(section, captions), list(read)


def _is_believable(
    head: _Head, rows: list[TableRow], lexicons: Sequence[Lexicon], words: Words, *, about_trackers: bool
) -> bool:
    """Whether the names are names and the columns tell of trackers."""
    name = head.columns.index(Column.NAME)
    cells = [row.cells[name].text for row in rows if not _title(row.cells)]
    named = [cell for cell in cells if names_in(cell, words.joiners)]
    distinctive = sum(any(map(is_distinctive, names_in(cell, words.joiners))) for cell in named)
    if not named or 2 * len(named) < len(cells):
        return False
    telling = _TELLING & set(head.columns)
    if not telling:
        return _names_subject(head.headers[name], lexicons) and 2 * distinctive >= len(named)
    plain = _is_name_head(head.headers[name], lexicons) and " " in fold(head.headers[name])  # `Nom du cookie`
    return (
        about_trackers
        or 3 * distinctive >= len(named)
        or (plain and _names_subject(head.headers[name], lexicons))
    )


def _is_name_head(header: str, lexicons: Sequence[Lexicon]) -> bool:
    return any(fold(header) in lexicon.columns[Column.NAME] for lexicon in lexicons)


def _names_subject(header: str, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a head says that names of trackers stand below it, and not only names."""
    return any(stands(word, fold(header)) for lexicon in lexicons for word in lexicon.subject)


def _in_sections(
    rows: list[TableRow], section: Section, columns: Columns
) -> Iterator[tuple[TableRow, Section]]:
    """Each row that is no title, with the titles above it."""
    name = columns.index(Column.NAME)
    for row in rows:
        title = _title(row.cells)
        if title and not (row.cells[name].text == title and may_be_name(title) and not _all_same(row.cells)):
            section = replace(section, captions=(Heading(title, row.cells[0].place),))
        else:
            yield row, section


def _with_captions(section: Section, rows: Sequence[Cells]) -> Section:
    titles = [Heading(_title(row), row[0].place) for row in rows if _title(row)]
    return replace(section, captions=(*reversed(titles), *section.captions))


def _title(cells: Cells) -> str:
    """The words of a row that says one thing over its whole width; empty for any other row."""
    said = {cell.text for cell in cells if cell.text}
    return said.pop() if len(cells) > 1 and len(said) == 1 else ""


def _all_same(cells: Cells) -> bool:
    return len({cell.text for cell in cells}) == 1


def _texts(cells: Cells) -> tuple[str, ...]:
    return tuple(cell.text.replace("\n", " ") for cell in cells)


def _unlabelled(cells: Cells, headers: tuple[str, ...]) -> Cells:
    """The cells without the head that narrow layouts repeat in each of them."""
    return tuple(map(_without_label, cells, headers))


def _without_label(cell: Cell, header: str) -> Cell:
    first, _, rest = cell.text.partition("\n")
    if header and rest and first.strip(" :") == header.strip(" :"):
        return Cell(rest, cell.place, cell.links)
    return cell
