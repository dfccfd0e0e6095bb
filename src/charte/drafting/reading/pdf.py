"""Reads a PDF into blocks: ruled tables as tables, large or bold lines as titles, the rest as paragraphs."""

from __future__ import annotations

import io
import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from charte.core.errors import OperatorError
from charte.drafting.cleaning import clean
from charte.drafting.document import Block, Document, Heading, Paragraph, Place, Table
from charte.drafting.limits import MOST_BLOCKS, MOST_CELLS, MOST_PAGES, PDF_SECONDS
from charte.drafting.reading.pdf_cells import table_of, usable_tables
from charte.drafting.source import Source

_LARGER = 1.1  # a title's letters against those of most of the text
_LONGEST_TITLE = 150
_SAME_PARAGRAPH = 0.8  # of a line's height: the most space between two lines of one paragraph
_BULLETS = "•◦▪‣-–*"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    bold: bool
    top: float
    bottom: float
    page: int


def read_pdf(source: Source) -> Document:
    """The document in a PDF.

    Raises `OperatorError` when pdfplumber is absent, and for a PDF that is broken, encrypted, too long or
    holds pictures of text only.
    """
    try:
        import pdfplumber
    except ImportError:
        raise OperatorError(
            "Reading a PDF needs pdfplumber, which is not installed.",
            "Install it: pip install 'charte[draft]'.",
        ) from None
    with _quiet("pdfminer"):
        try:
            with pdfplumber.open(io.BytesIO(source.data)) as pdf:
                parts = list(_parts(pdf, source.name, time.monotonic() + PDF_SECONDS))
        except OperatorError:
            raise
        except Exception as error:  # a broken file leads the parser to errors of every kind
            raise OperatorError(
                f"{source.name} is a PDF that cannot be read ({type(error).__name__}).",
                "If it asks for a password or is damaged, save its text and give that.",
            ) from None
    if not parts:
        raise OperatorError(
            f"{source.name} is a PDF without text.", "If it is a scan, give its text instead."
        )
    return Document(source.name, tuple(_blocks(parts)), address=source.address)


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """The parser reports every oddity of a font; none of it helps the person who reads the terminal."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _parts(pdf: Any, name: str, deadline: float) -> Iterator[_Line | Table]:
    """Lines and tables of all pages, from top to bottom."""
    if len(pdf.pages) > MOST_PAGES:
        raise OperatorError(
            f"{name} has more than {MOST_PAGES} pages.", "Give the pages of the policy alone."
        )
    cells = 0
    for number, page in enumerate(pdf.pages, start=1):
        tables = usable_tables(page)
        found: list[tuple[float, _Line | Table]] = [
            (table.bbox[1], table_of(page, table, Place(page=number))) for table in tables
        ]
        boxes = [table.bbox for table in tables]
        found += [(line.top, line) for line in _lines(page, boxes, number)]
        yield from (part for _, part in sorted(found, key=lambda pair: pair[0]))
        cells += sum(len(part.rows) * len(part.rows[0]) for _, part in found if isinstance(part, Table))
        page.close()
        if time.monotonic() > deadline or cells > MOST_CELLS:
            raise OperatorError(f"{name} takes too long to read.", "Give the pages of the policy alone.")


def _lines(page: Any, boxes: list[tuple[float, float, float, float]], number: int) -> list[_Line]:
    def outside(item: dict[str, Any]) -> bool:
        across, down = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
        return not any(
            left <= across <= right and top <= down <= bottom for left, top, right, bottom in boxes
        )

    return [
        _Line(
            text,
            max(char["size"] for char in line["chars"]),
            all("bold" in char["fontname"].lower() for char in line["chars"] if char["text"].strip()),
            line["top"],
            line["bottom"],
            number,
        )
        for line in page.filter(outside).extract_text_lines(return_chars=True)
        if (text := clean(line["text"]))
    ]


def _blocks(parts: list[_Line | Table]) -> Iterator[Block]:
    sizes = Counter(round(part.size, 1) for part in parts if isinstance(part, _Line) for _ in part.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    ranks = sorted((size for size in sizes if size > usual * _LARGER), reverse=True)
    held: list[_Line] = []
    for count, part in enumerate(parts):
        if count > MOST_BLOCKS:
            raise OperatorError("The PDF is too long for a policy.", "Give the pages of the policy alone.")
        if held and not (isinstance(part, _Line) and _goes_on(held[-1], part)):
            yield _text(held, ranks)
            held = []
        if isinstance(part, Table):
            yield part
        else:
            held.append(part)
    if held:
        yield _text(held, ranks)


def _goes_on(line: _Line, following: _Line) -> bool:
    """Whether the next line belongs to the same paragraph or title."""
    return (
        line.page == following.page
        and (line.bold, round(line.size, 1)) == (following.bold, round(following.size, 1))
        and following.top - line.bottom < _SAME_PARAGRAPH * (line.bottom - line.top)
        and following.text[0] not in _BULLETS
    )


def _text(lines: list[_Line], ranks: list[float]) -> Block:
    text, first = " ".join(line.text for line in lines), lines[0]
    place = Place(page=first.page)
    size = round(first.size, 1)
    if len(text) <= _LONGEST_TITLE and size in ranks:
        return Heading(text, place, min(ranks.index(size) + 1, 5))
    if len(text) <= _LONGEST_TITLE and first.bold:
        return Heading(text, place, guessed=True)
    item = text[0] in _BULLETS
    return Paragraph(text.lstrip(_BULLETS + " ") if item else text, place, item=item)
