"""The report as a file for programs: its RFC 8785 form, so that the file's SHA-256 is the report's digest."""

from __future__ import annotations

from collections.abc import Mapping

from charte.core.canonical import Json, canonical_bytes


def render(report: Mapping[str, Json]) -> str:
    """The text of `report.json`, without a line break at its end: every byte counts for the digest."""
    return canonical_bytes(report).decode("utf-8")
