"""A text as plain blocks, whatever it was: headings, paragraphs, items and tables, each with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something was read: a page (PDF) or a line (everything else), both 1-based; 0 when unknown."""

    page: int = 0
    line: int = 0

    def __str__(self) -> str:
        return f"page {self.page}" if self.page else f"line {self.line}"


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; `level` 1 is the highest. `guessed`: the text looks like one and is not marked as one."""

    text: str
    place: Place
    level: int = 6
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, or (`item`) one item of a list; `links` are the addresses that it leads to."""

    text: str
    place: Place
    links: tuple[str, ...] = ()
    item: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. A line break that the author made is a line break in `text`."""

    text: str
    place: Place
    links: tuple[str, ...] = ()


Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length; a cell that spans several places stands in each of them."""

    rows: tuple[Cells, ...]
    place: Place


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What a text says, in its order. `name` is how its reader calls it (a file's name, an address).

    `language` and `address` are what the document says of itself, empty where it does not.
    """

    name: str
    blocks: tuple[Block, ...]
    language: str = ""
    address: str = ""
    site_name: str = ""
