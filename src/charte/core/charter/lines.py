"""On which line of a TOML text each key stands; `tomllib` reads values but keeps no places.

Follows TOML 1.0 as far as places need it. The text has been read by `tomllib` before, so it is known to
be well formed.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left

_PART = re.compile(r"""[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))[ \t]*""")
_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_STRING = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:'{0,2})|"(?:[^"\\]|\\.)*"|'[^']*\'''', re.DOTALL
)
_BARE = re.compile(r"[^\n,\]}#]+")  # a number, a boolean, a date
# A value that ends with its line, as most do, with no bracket within brackets: all in it stands on that line.
_TEXT = r"""(?:"(?!"")(?:[^"\\\n]|\\.)*"|'(?!'')[^'\n]*')"""
_ON_ONE_LINE = re.compile(
    rf"""[ \t]*(?:{_TEXT}|[\[{{](?:[^"'\[\]{{}}#\n]|{_TEXT})*[\]}}]|[^"'\[{{#\n,}}\]]+)[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)"""
)


class Lines:
    """Dotted path (`services[0].trackers[1].name`) to line; a path not written has its parent's line.

    `second` is the first key that is written for a second time, with that line.
    """

    def __init__(self, text: str) -> None:
        scan = _Scan(text)
        self._places = scan.places
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self.second = (scan.second[0], self._line(scan.second[1])) if scan.second else None

    def __getitem__(self, path: str) -> int:
        while path:
            if path in self._places:
                return self._line(self._places[path])
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return 1

    def _line(self, place: int) -> int:
        return bisect_left(self._ends, place) + 1


class _Scan:
    """Walks a text once and keeps the place (an offset) at which each path is first written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counts: dict[str, int] = {}  # the last index of each array of tables
        self.places: dict[str, int] = {}
        self.second: tuple[str, int] | None = None
        prefix, at = "", self._skip(0)
        while at < len(text):
            if text[at] == "[":
                prefix, at = self._header(at)
            else:
                at = self._pair(at, prefix)
            at = self._skip(at)

    def _skip(self, at: int) -> int:
        """Past spaces, line ends and comments."""
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _key(self, at: int) -> tuple[list[str], int]:
        """The parts of a dotted key, and where it ends."""
        parts, more = [], True
        while more and (match := _PART.match(self._text, at)):
            double, single, bare = match.groups()
            parts.append(_unescaped(double) if double is not None else bare or single)
            more = self._text[match.end() : match.end() + 1] == "."
            at = match.end() + more
        return parts, at

    def _header(self, at: int) -> tuple[str, int]:
        """The path of a table header, with the index of each array of tables that it passes."""
        brackets = 2 if self._text.startswith("[[", at) else 1
        names, end = self._key(at + brackets)
        path = ""
        for place, name in enumerate(names):
            path = f"{path}.{name}" if path else name
            self.places.setdefault(path, at)
            if brackets == 2 and place == len(names) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = f"{path}[{self._counts[path]}]"
                self.places.setdefault(path, at)
        return path, end + brackets

    def _pair(self, at: int, prefix: str) -> int:
        """Keeps the place of a key, and of what its value holds where that runs over lines."""
        parts, end = self._key(at)
        path = prefix
        before = at
        for name in parts:
            path = f"{path}.{name}" if path else name
            before = self.places.setdefault(path, at)
        if before != at:  # the whole key, not only the table that it stands in
            self.second = self.second or (path, at)
        end += 1  # the equals sign
        whole = _ON_ONE_LINE.match(self._text, end)
        return whole.end() if whole else self._value(end, path)

    def _value(self, at: int, path: str) -> int:
        """Keeps the places inside a value that begins here, and says where it ends."""
        at = self._skip(at)
        if self._text[at] == "[":
            return self._array(at + 1, path)
        if self._text[at] == "{":
            return self._table(at + 1, path)
        match = (_STRING if self._text[at] in "\"'" else _BARE).match(self._text, at)
        return match.end() if match else len(self._text)

    def _array(self, at: int, path: str) -> int:
        index = 0
        while self._text[at := self._skip(at)] != "]":
            self.places[f"{path}[{index}]"] = at
            at = self._skip(self._value(at, f"{path}[{index}]"))
            at += self._text[at] == ","
            index += 1
        return at + 1

    def _table(self, at: int, path: str) -> int:
        while self._text[at := self._skip(at)] != "}":
            at = self._skip(self._pair(at, path))
            at += self._text[at] == ","
        return at + 1


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    value: str = tomllib.loads(f'key = "{text}"')["key"]
    return value
