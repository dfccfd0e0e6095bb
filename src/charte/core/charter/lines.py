"""On which line of a TOML text each key stands; `tomllib` reads values but keeps no places.

Follows TOML 1.0 as far as places need it: table headers, keys, strings and brackets that run over
lines. The text has been read by `tomllib` before, so it is known to be well formed.
"""

from __future__ import annotations

import re

_KEY = re.compile(
    r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*="""
)
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+)""")
# What may hide a bracket or run over lines: multi-line strings, strings, comments, brackets.
_PIECE = re.compile(r'''"""|\'\'\'|"(?:\\.|[^"\\])*"|'[^']*'|#.*|[\[\]{}]''')


class Lines:
    """Dotted path (`services[0].trackers[1].name`) to line; a path not written has its parent's line."""

    def __init__(self, text: str) -> None:
        self._lines = _scan(text)

    def __getitem__(self, path: str) -> int:
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return 1


def _scan(text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix, depth, closing = "", 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not closing and not depth:
            header = line.strip()
            if header.startswith("["):
                prefix = _enter(header, counts)
                lines.setdefault(prefix, number)
                continue
            if match := _KEY.match(line):
                path = ".".join([prefix, *_parts(match[1])]).lstrip(".")
                lines.setdefault(path, number)
                line = line[match.end() :]
        depth, closing = _follow(line, depth, closing)
    return lines


def _parts(dotted: str) -> list[str]:
    return [double or single or bare for double, single, bare in _PART.findall(dotted)]


def _enter(header: str, counts: dict[str, int]) -> str:
    """The path of a table header, with the index of each array of tables that it passes."""
    is_array = header.startswith("[[")
    names = _parts(header.split("]")[0])
    path = ""
    for place, name in enumerate(names):
        path = f"{path}.{name}".lstrip(".")
        last = place == len(names) - 1
        if is_array and last:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def _follow(line: str, depth: int, closing: str) -> tuple[int, str]:
    """The bracket depth after this line, and the quotes still open (a multi-line string), if any."""
    position = 0
    while position < len(line):
        if closing:
            end = line.find(closing, position)
            if end < 0:
                return depth, closing
            position, closing = end + 3, ""
            continue
        match = _PIECE.search(line, position)
        if not match:
            break
        piece, position = match[0], match.end()
        if piece in ('"""', "'''"):
            closing = piece
        elif piece in "[{":
            depth += 1
        elif piece in "]}":
            depth -= 1
    return depth, closing
