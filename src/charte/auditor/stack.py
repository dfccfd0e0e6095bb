"""Reads V8's stack texts: which script called, in which order."""

from __future__ import annotations

import re
from typing import NamedTuple

PLANT = "charte-plant"  # the name under which the planted script stands in a stack
_LONGEST_URL = 500  # a data: or blob: script may carry its whole text in its address
# `at f (URL:1:2)`, `at URL:1:2`, and for eval and Function `at eval (eval at f (URL:1:2), <anonymous>:1:2)`.
_FRAME = re.compile(r"^\s*at (?:(?P<function>.*?) \()?(?P<place>.*)$")
_URL = re.compile(
    r"(?P<url>(?:https?|wss?|blob|data|file|about|javascript|chrome-extension):.*?):(?P<line>\d+):(?P<column>\d+)"
)


class Frame(NamedTuple):
    """One call. `url` is empty where V8 knows no script: code made from text by a timer or an attribute."""

    function: str
    url: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.function}@{self.url}:{self.line}:{self.column}"


def read_stack(text: str) -> list[Frame]:
    """The calls in `Error.stack`, nearest first, without those of the planted script."""
    return [
        frame
        for line in text.splitlines()
        if line.lstrip().startswith("at ") and PLANT not in line and (frame := _frame(line)) is not None
    ]


def author_of(stack: list[Frame], born: str, document: str) -> str:
    """The script that wrote: its address, or `inline:` and the document's; empty where the page hid its stacks.

    `born` is the address with which the document began (empty in a worker), `document` the one that it, or the
    page around it, has now.
    """
    if not stack:
        return ""
    url = next((frame.url for frame in stack if frame.url), "")
    scheme = url.partition(":")[0]
    of_page = bool(born) and _bare(url) in (_bare(born), _bare(document))
    inline = not url or scheme in ("about", "javascript") or of_page
    return f"inline:{document}" if inline else url


def _frame(line: str) -> Frame | None:
    found = _FRAME.match(line)
    if found is None:
        return None
    place = _URL.search(found["place"])
    function = found["function"] or ""
    if place is None:
        return Frame(function, "", 0, 0)
    return Frame(function, place["url"][:_LONGEST_URL], int(place["line"]), int(place["column"]))


def _bare(url: str) -> str:
    return url.partition("#")[0]
