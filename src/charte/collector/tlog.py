"""The log's public addresses: checkpoint, tiles and entry bundles (C2SP tlog-tiles, "APIs")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from charte.collector.answers import IMMUTABLE, REVALIDATE, Answer, content
from charte.ledger.port import Reader

_LEVEL = re.compile(r"0|[1-9][0-9]?")
_WIDTH = re.compile(r"[1-9][0-9]?[0-9]?")
_FULL = 256
_DEEPEST = 63
# A partial tile never changes either, yet goes out of use as soon as the log grows.
_PARTIAL = "public, max-age=3600"


def answer_log(ledger: Reader, parts: Sequence[str], asked: str) -> Answer | None:
    """The answer for a path below `/log/`, by its segments; None where there is no such thing."""
    if list(parts) == ["checkpoint"]:
        return content(ledger.checkpoint().encode(), "text/plain; charset=utf-8", REVALIDATE)
    if len(parts) < 3 or parts[0] != "tile":
        return None
    kind, *place = parts[1:]
    width = _FULL
    if len(place) > 1 and place[-2].endswith(".p"):
        width = int(place[-1]) if _WIDTH.fullmatch(place[-1]) else 0
        place = [*place[:-2], place[-2].removesuffix(".p")]
        if not 1 <= width < _FULL:
            return None
    index = _index(place)
    if index is None:
        return None
    if kind == "entries":
        found = ledger.entry_bundle(index, width)
    elif _LEVEL.fullmatch(kind) and int(kind) <= _DEEPEST:
        found = ledger.tile(int(kind), index, width)
    else:
        return None
    cache = IMMUTABLE if width == _FULL else _PARTIAL
    return content(found, "application/octet-stream", cache) if found is not None else None


def _index(place: Sequence[str]) -> int | None:
    """The number in `x001/x234/067`: three digits each, all but the last after an x, none needless."""
    *upper, last = place
    if len(place) > 6 or not re.fullmatch(r"[0-9]{3}", last):
        return None
    if not all(re.fullmatch(r"x[0-9]{3}", part) for part in upper) or (upper and upper[0] == "x000"):
        return None
    return int("".join([*(part[1:] for part in upper), last]))
