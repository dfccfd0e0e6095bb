"""Documents written as TOML in its many ways, with the line on which each key and each item was written."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

# No dots and brackets in keys, and none that is empty: a path would be read in two ways.
KEYS = st.text(st.sampled_from("abXY09_-"), min_size=1, max_size=4) | st.text(
    st.sampled_from("a \"'\\é#={}"), min_size=1, max_size=4
)
TEXTS = st.text(st.sampled_from("a \"'\\#[]{}=,é\u2028\u0085\n"), max_size=10)
VALUES = st.recursive(
    TEXTS | st.integers(-(10**9), 10**9) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=4)


class Writer:
    """Writes a document; `places` holds for each path its line (1-based) and how its key was written."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw
        self.text = ""
        self.places: dict[str, tuple[int, str]] = {}

    def document(self, values: dict[str, Any], path: str = "", header: str = "") -> None:
        """The pairs of a table, then what gets a header of its own."""
        headed = {}
        for key, value in values.items():
            if self._may_have_header(value) and self._one_of(True, False):
                headed[key] = value
            elif value and isinstance(value, dict) and self._one_of(True, False):
                for below, item in value.items():
                    self._pair(f"{_under(path, key)}.{below}", f"{self._key(key)} . {self._key(below)}", item)
            else:
                self._pair(_under(path, key), self._key(key), value)
        for key, value in headed.items():
            written = f"{header}.{self._key(key)}" if header else self._key(key)
            if isinstance(value, dict):
                self._header(_under(path, key), f"[{written}]", value, written)
            else:
                for index, item in enumerate(value):
                    self._header(f"{_under(path, key)}[{index}]", f"[[ {written} ]]", item, written)

    def _header(self, path: str, line: str, value: dict[str, Any], header: str) -> None:
        self._space()
        self._mark(path, line)
        self._put(line, self._one_of("", " ", " # [no.table]"), "\n")
        self.document(value, path, header)

    def _pair(self, path: str, key: str, value: Any) -> None:
        self._space()
        self._mark(path, key)
        self._put(key, self._one_of("=", " = ", "\t=  "))
        self._value(path, value)
        self._put(self._one_of("", " ", ' # "', " # = ["), "\n")

    def _value(self, path: str, value: Any) -> None:
        if isinstance(value, dict):
            self._inline(path, value)
        elif isinstance(value, list):
            self._put("[")
            for index, item in enumerate(value):
                self._put(self._one_of("", "\n", " # ]\n", "\n\n  "))
                self._mark(f"{path}[{index}]", "")
                self._value(f"{path}[{index}]", item)
                self._put(
                    self._one_of(",", " ,", "\n,") if index < len(value) - 1 else self._one_of("", ",", "\n")
                )
            self._put("]")
        elif isinstance(value, str):
            self._put(self._string(value))
        else:
            self._put(json.dumps(value))

    def _inline(self, path: str, value: dict[str, Any]) -> None:
        self._put("{")
        for index, (key, item) in enumerate(value.items()):
            written = self._key(key)
            self._put(", " if index else " ")
            self._mark(f"{path}.{key}", written)
            self._put(written, " = ")
            self._value(f"{path}.{key}", item)
        self._put(" }")

    def _string(self, text: str) -> str:
        """Any of the four kinds of string that can hold this text."""
        escaped = json.dumps(text, ensure_ascii=False)[1:-1]
        ways = [f'"{escaped}"', f'"""\n{escaped}"""', '"""\n' + escaped.replace("\\n", "\n") + '"""']
        if "'" not in text and "\n" not in text:
            ways.append(f"'{text}'")
        if "'''" not in text and not text.endswith("'"):
            ways.append(f"'''\n{text}'''")
        return self._one_of(*ways)

    def _key(self, key: str) -> str:
        ways = [json.dumps(key, ensure_ascii=False)]
        if key and all(
            character.isascii() and (character.isalnum() or character in "_-") for character in key
        ):
            ways.append(key)
        if "'" not in key:
            ways.append(f"'{key}'")
        return self._one_of(*ways)

    def _may_have_header(self, value: Any) -> bool:
        tables = [value] if isinstance(value, dict) else value if isinstance(value, list) else []
        return bool(tables) and all(isinstance(each, dict) for each in tables)

    def _space(self) -> None:
        self._put(self._one_of("", "", "\n", "# key = 1\n", "  ", " # [[x]]\n\t"))

    def _mark(self, path: str, written: str) -> None:
        self.places.setdefault(path, (self.text.count("\n") + 1, written))

    def _put(self, *texts: str) -> None:
        self.text += "".join(texts)

    def _one_of(self, *ways: Any) -> Any:
        return self._draw(st.sampled_from(ways))


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


@st.composite
def written_documents(draw: Any) -> tuple[dict[str, Any], str, dict[str, tuple[int, str]]]:
    """A document, its text, and the places of its keys and items."""
    document = draw(DOCUMENTS)
    writer = Writer(draw)
    writer.document(document)
    return document, writer.text, writer.places
