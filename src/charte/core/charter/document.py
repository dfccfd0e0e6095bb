"""From the text of `charte.toml` to the register, and to its digest."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Any

from charte.core.canonical import Json, canonical_bytes, digest
from charte.core.charter.building import build
from charte.core.charter.checking import check
from charte.core.charter.lines import Lines
from charte.core.charter.model import Charter
from charte.core.charter.reading import Reader
from charte.core.charter.shape import DOCUMENT
from charte.core.errors import InvalidCharter, Problem

_LARGEST = 4_000_000


def read(text: str) -> Charter:
    """The register that a TOML text holds.

    Raises `InvalidCharter` with all problems of the text in the order of its lines.
    """
    document = _parse(text)
    reader = Reader(Lines(text))
    values = reader.table(document, DOCUMENT, "")
    check(values, reader)
    if reader.problems:
        raise InvalidCharter(tuple(sorted(reader.problems, key=lambda problem: problem.line)))
    return build(values, digest(canonical_document(document)))


def canonical_document(document: dict[str, Any]) -> bytes:
    """The RFC 8785 bytes that the digest is over: the document with days as text, without `review`."""
    return canonical_bytes(_json({key: value for key, value in document.items() if key != "review"}))


def _parse(text: str) -> dict[str, Any]:
    if len(text) > _LARGEST:
        raise InvalidCharter((Problem(0, "", "The file is larger than 4 MB.", "A register is far smaller."),))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        what = re.sub(r" \(at .*\)", "", str(error)).rstrip(".")
        problem = Problem(
            line=int(place[1]) if place else len(text.splitlines()),
            key="TOML",
            what=f"The file is no valid TOML: {what[0].lower()}{what[1:]}.",
            mend="Mend this line first; the rest could not be read.",
        )
        raise InvalidCharter((problem,)) from None


def _json(value: Any) -> Json:
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
