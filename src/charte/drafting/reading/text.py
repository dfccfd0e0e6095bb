"""Reads plain text and Markdown into blocks: line by line, each block with the line that it begins on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charte.core.errors import OperatorError
from charte.drafting.cleaning import clean, cut, split_lines
from charte.drafting.document import Block, Cell, Cells, Document, Heading, Paragraph, Place, Table
from charte.drafting.limits import LONGEST_BLOCK, LONGEST_CELL, MOST_BLOCKS, MOST_CELLS
from charte.drafting.reading.marks import cells_of, inline
from charte.drafting.source import Source, text_of

_UNWRAPPED = 120  # a line this long shows that lines are not wrapped: each is a paragraph of its own
_LONGEST_TITLE = 100
_LONGEST_UNDERLINED = 200
_FRONT_MATTER = 60  # lines within which it must end
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.{0,500}?)\s*#*\s*")
_UNDERLINE = re.compile(r"\s{0,3}(=|-|~|\*|\^|\")\1{2,}\s*")
_LEVELS = {"=": 1, "-": 2}
_ITEM = re.compile(r"(?:\s*)(?:[-*+•◦▪]|\d{1,3}[.)])\s+(.*)")
_RULE = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")


def read_text(source: Source) -> Document:
    """The document in a plain text or Markdown file. Raises `OperatorError` when it is too large."""
    lines = split_lines(text_of(source))
    blocks = tuple(_Reader(lines).blocks())
    return Document(source.name, blocks, address=source.address)


class _Reader:
    """Walks the lines once. `_held` are the lines of the paragraph at hand, `_first` the number of the first."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = _after_front_matter(lines)
        self._held: list[str] = []
        self._first = 0
        self._unwrapped = any(len(line) > _UNWRAPPED and "|" not in line for line in lines)
        self._cells = 0

    def blocks(self) -> Iterator[Block]:
        count = 0
        while self._at < len(self._lines):
            for block in self._next():
                yield block
                count += 1
                if count > MOST_BLOCKS:
                    raise OperatorError("The text is too long for a policy.", "Give the policy alone.")
        yield from self._flush()

    def _next(self) -> Iterator[Block]:
        line, number = self._lines[self._at], self._at + 1
        if self._is_table():
            yield from self._flush()
            yield self._table()
            return
        self._at += 1
        if (
            self._held
            and len(self._held[-1]) <= _LONGEST_UNDERLINED
            and (underline := _UNDERLINE.fullmatch(line))
        ):
            title, place = self._held.pop(), Place(line=number - 1)
            yield from self._flush()
            yield Heading(_title(title), place, _LEVELS.get(underline[1], 3))
        elif not line.strip() or _RULE.fullmatch(line) or _FENCE.match(line):
            yield from self._flush()
        elif heading := _HEADING.fullmatch(line):
            yield from self._flush()
            if title := _title(heading[2]):
                yield Heading(title, Place(line=number), len(heading[1]))
        elif item := _ITEM.fullmatch(line):
            yield from self._flush()
            yield from _paragraphs(item[1], Place(line=number), item=True)
        else:
            if self._held and self._unwrapped:
                yield from self._flush()
            self._first = self._first if self._held else number
            self._held.append(line)

    def _flush(self) -> Iterator[Block]:
        held, self._held = self._held, []
        if not held:
            return
        place = Place(line=self._first)
        if len(held) == 1 and _looks_like_title(held[0]):
            yield Heading(_title(held[0]), place, guessed=True)
        else:
            yield from _paragraphs(" ".join(held), place)

    def _is_table(self) -> bool:
        """A line with pipes at both ends, or one with a pipe above a separator."""
        line = self._lines[self._at]
        if "|" not in line:
            return False
        following = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        enclosed = line.lstrip().startswith("|") and line.count("|") > 1
        return enclosed or _is_separator(following)

    def _table(self) -> Table:
        place, rows = Place(line=self._at + 1), []
        while self._at < len(self._lines) and "|" in self._lines[self._at]:
            line = self._lines[self._at][:LONGEST_BLOCK]
            if not _is_separator(line):
                rows.append(_row(line, Place(line=self._at + 1)))
                self._cells += len(rows[-1])
            self._at += 1
            if self._cells > MOST_CELLS:
                raise OperatorError("The text has more tables than any policy.", "Give the policy alone.")
        width = max(map(len, rows), default=0)
        return Table(tuple((*row, *(Cell("", row[0].place),) * (width - len(row))) for row in rows), place)


def _is_separator(line: str) -> bool:
    """The line of hyphens below a table's head; some writers repeat it."""
    return "|" in line and "-" in line and set(line) <= set("|-: \t")


def _row(line: str, place: Place) -> Cells:
    read = [inline(cell) for cell in cells_of(line)]
    return tuple(Cell(cut(cell.text, LONGEST_CELL), place, cell.links) for cell in read)


def _paragraphs(written: str, place: Place, *, item: bool = False) -> Iterator[Paragraph]:
    for start in range(0, len(written), LONGEST_BLOCK):
        read = inline(written[start : start + LONGEST_BLOCK])
        if text := clean(read.text):
            yield Paragraph(text, place, read.links, item)


def _title(written: str) -> str:
    return clean(inline(written[:LONGEST_CELL]).text)


def _looks_like_title(written: str) -> bool:
    """A short line of its own that is no sentence, or one that is emphasised as a whole."""
    if len(written) > 3 * _LONGEST_TITLE:
        return False
    read = inline(written)
    text = clean(read.text)
    if not text or len(text) > _LONGEST_TITLE or text.startswith("http"):
        return False
    return read.emphasised or not text.endswith((".", ":", ";", ",", "…"))


def _after_front_matter(lines: list[str]) -> int:
    if lines and lines[0].strip() == "---":
        for place, line in enumerate(lines[1:_FRONT_MATTER], start=1):
            if line.strip() == "---":
                return place + 1
    return 0
