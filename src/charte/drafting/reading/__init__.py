"""From bytes to a plain document, each kind of file by its own reader, imported when it is needed."""

from __future__ import annotations

from charte.drafting.document import Document
from charte.drafting.source import Source, SourceKind, kind_of


def read(source: Source) -> Document:
    """The document that a source holds.

    Raises `OperatorError` when it cannot be read, or when the reader of its kind is not installed.
    """
    kind = kind_of(source)
    if kind is SourceKind.HTML:
        from charte.drafting.reading.html import read_html

        return read_html(source)
    if kind is SourceKind.PDF:
        from charte.drafting.reading.pdf import read_pdf

        return read_pdf(source)
    from charte.drafting.reading.text import read_text

    return read_text(source)
