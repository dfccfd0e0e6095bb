"""Reads a web page into blocks: its headings, paragraphs, lists and tables, without what is not its text.

The parser takes any tag soup, opens no address and knows no entities but HTML's own, so a page cannot make
it read a file or grow a text (tried in the tests).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from charte.core.errors import OperatorError
from charte.drafting.cleaning import clean, cut
from charte.drafting.document import Block, Document, Heading, Paragraph, Place
from charte.drafting.limits import LONGEST_BLOCK, MOST_BLOCKS
from charte.drafting.reading.html_tables import TableReader
from charte.drafting.source import Source

# What a reader does not see, or sees on every page.
SKIPPED = frozenset({
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas", "audio", "video", "select",
    "option", "button", "nav", "head",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ITEMS = frozenset(("li", "dt", "dd"))
_GUESSED_TITLES = frozenset(("summary", "legend", "caption", "figcaption"))
_BLOCKS = _HEADINGS.keys() | _ITEMS | _GUESSED_TITLES | {
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "div", "dl", "fieldset",
    "figure", "footer", "form", "header", "hr", "html", "main", "ol", "p", "pre", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_STRONG = frozenset(("b", "strong"))
_LONGEST_TITLE = 200


def read_html(source: Source) -> Document:
    """The document in a web page. Raises `OperatorError` when lxml is absent or the page cannot be read."""
    root = _parse(source)
    canonical = _first(root, "//link[@rel='canonical']/@href") or _first(
        root, "//meta[@property='og:url']/@content"
    )
    return Document(
        name=source.name,
        blocks=tuple(_Walk(root).blocks()),
        language=clean(root.get("lang") or ""),
        address=source.address or canonical,
        site_name=_first(root, "//meta[@property='og:site_name']/@content"),
    )


def _parse(source: Source) -> Any:
    try:
        from lxml import etree
    except ImportError:
        raise OperatorError(
            "Reading HTML needs lxml, which is not installed.", "Install it: pip install 'charte[draft]'."
        ) from None
    for encoding in (source.charset or _utf8(source.data), None):
        try:
            parser = etree.HTMLParser(
                encoding=encoding, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
            )
        except LookupError:
            continue
        break
    root = etree.fromstring(source.data, parser)
    if root is None:
        raise OperatorError(f"{source.name} holds no text.", "Give the page of a published cookie policy.")
    # The parser drops, without failing, all that stands deeper than its own limit: an answer with a hole.
    if any("depth" in entry.message for entry in parser.error_log):
        raise OperatorError(f"{source.name} is nested too deeply to be read.", "Save its text and give that.")
    return root


def _utf8(data: bytes) -> str | None:
    """UTF-8 where it can be nothing else, whatever the page says; otherwise the parser finds out."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _first(root: Any, path: str) -> str:
    return next((clean(str(found)) for found in root.xpath(path)), "")


class _Walk:
    """One pass over the tree. What was read since the last block's border waits in `_pieces`."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._tables = TableReader(SKIPPED)
        self._open: list[Any] = [root]
        self._pieces: list[str] = []
        self._links: list[str] = []
        self._place = Place(line=root.sourceline or 0)
        self._strong = 0
        self._plain = False  # whether any words at hand are not emphasised

    def blocks(self) -> Iterator[Block]:
        for count, block in enumerate(self._walk(), start=1):
            yield block
            if count > MOST_BLOCKS:
                raise OperatorError(
                    "The page is too long for a policy.", "Save the policy alone and give that."
                )

    def _walk(self) -> Iterator[Block]:
        from lxml import etree

        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "end":
                yield from self._leave(tag)
                self._add(element.tail)
            elif tag in SKIPPED or not tag:
                walk.skip_subtree()
            elif tag == "table" and element.find(".//table") is None:
                yield from self._flush()
                yield from self._tables.read(element)
                walk.skip_subtree()
            else:
                yield from self._enter(tag, element)
        yield from self._flush()

    def _enter(self, tag: str, element: Any) -> Iterator[Block]:
        if tag in _BLOCKS:
            yield from self._flush()
            self._open.append(element)
            self._place = Place(line=element.sourceline or 0)
        elif tag == "br":
            self._pieces.append("\n")
        elif tag == "a" and element.get("href"):
            self._links.append(clean(element.get("href")))
        self._strong += tag in _STRONG
        self._add(element.text)

    def _leave(self, tag: str) -> Iterator[Block]:
        self._strong -= tag in _STRONG
        if tag in _BLOCKS and len(self._open) > 1 and self._open[-1].tag == tag:
            yield from self._flush()
            self._open.pop()

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._plain = self._plain or (not self._strong and bool(text.strip()))

    def _flush(self) -> Iterator[Block]:
        text, links, plain = clean("".join(self._pieces)), tuple(dict.fromkeys(self._links)), self._plain
        self._pieces, self._links, self._plain = [], [], False
        if not text:
            return
        tags = [element.tag for element in self._open[-3:]]
        level = next((_HEADINGS[tag] for tag in reversed(tags) if tag in _HEADINGS), 0)
        if level:
            yield Heading(cut(text, LONGEST_BLOCK), self._place, level)
        elif len(text) <= _LONGEST_TITLE and (not plain or tags[-1] in _GUESSED_TITLES):
            yield Heading(text, self._place, guessed=True)
        else:
            for start in range(0, len(text), LONGEST_BLOCK):
                item = any(tag in _ITEMS for tag in tags)
                yield Paragraph(text[start : start + LONGEST_BLOCK], self._place, links, item)
