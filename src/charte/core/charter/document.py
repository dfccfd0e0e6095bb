"""From the text of `charte.toml` to the register, and to its digest."""

from __future__ import annotations

from datetime import date
from typing import Any

from charte.core.canonical import Json, canonical_bytes, digest
from charte.core.charter.building import build
from charte.core.charter.checking import check
from charte.core.charter.lines import Lines
from charte.core.charter.marks import equal_marks
from charte.core.charter.model import Charter
from charte.core.charter.reading import Reader
from charte.core.charter.shape import DOCUMENT, SCHEMA
from charte.core.charter.toml import parse_toml
from charte.core.errors import InvalidCharter, Problem


def read(text: str) -> Charter:
    """The register that a TOML text holds.

    Raises `InvalidCharter` with all problems of the text in the order of its lines.
    """
    document, lines = parse_toml(text)
    _refuse_later_schema(document, lines)
    reader = Reader(lines)
    values = reader.table(document, DOCUMENT, "")
    check(values, reader)
    if reader.problems:
        raise InvalidCharter(tuple(sorted(reader.problems, key=lambda problem: problem.line)))
    charter = build(values, digest(canonical_document(document)))
    if problems := tuple(equal_marks(charter, lines)):
        raise InvalidCharter(problems)
    return charter


def canonical_document(document: dict[str, Any]) -> bytes:
    """The RFC 8785 bytes that the digest is over: the document with days as text, without `review`."""
    return canonical_bytes(_json({key: value for key, value in document.items() if key != "review"}))


def _refuse_later_schema(document: dict[str, Any], lines: Lines) -> None:
    """What a later schema means is not known here: to go on would only mislead."""
    schema = document.get("schema")
    if type(schema) is int and schema > SCHEMA:
        what = f"The register is written in schema {schema}; this version of Charte reads schema {SCHEMA}."
        mend = f"Use a later version of Charte, or write the register in schema {SCHEMA}."
        raise InvalidCharter((Problem(lines["schema"], "schema", what, mend),))


def _json(value: Any) -> Json:
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
