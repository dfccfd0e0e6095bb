"""Where a table stands: the headings above it and the words that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from charte.drafting.document import Document, Heading, Paragraph, Table

_MOST_LEAD = 12  # paragraphs before a table that can be about it


@dataclass(frozen=True, slots=True)
class Section:
    """`headings` from the nearest to the highest; `lead` the last paragraphs since the heading or table above,
    the nearest first; `captions` the rows of the table that are titles, the nearest first.
    """

    headings: tuple[Heading, ...] = ()
    lead: tuple[Paragraph, ...] = ()
    captions: tuple[Heading, ...] = ()

    def titles(self) -> Iterator[Heading]:
        """Captions, then headings: what names the kind of the trackers below."""
        yield from self.captions
        yield from self.headings


def tables_in_sections(document: Document) -> Iterator[tuple[Table, Section]]:
    """Each table of a document with its section, in order."""
    headings: list[Heading] = []
    lead: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            headings = [block, *(above for above in headings if above.level < block.level)]
            lead = []
        elif isinstance(block, Paragraph):
            lead = [block, *lead[: _MOST_LEAD - 1]]
        else:
            yield block, Section(tuple(headings), tuple(lead))
            lead = []
