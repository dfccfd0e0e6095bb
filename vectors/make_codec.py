"""Writes codec.json, beside this file: how the preference cookie holds a decision, and what it never is.

Run it after a change that is meant to change the vectors: `python -m vectors.make_codec`.
Marks and digests are hex, days count from 1970-01-01, moments are ISO 8601 in UTC.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from charte.core.decision import Decision, encode

FOLDER = Path(__file__).parent
SEAL = b"the collector's key of 32 bytes."
DAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
EPOCH = date(1970, 1, 1)


def moment(at: datetime) -> str:
    """ISO 8601 in UTC."""
    return at.isoformat().replace("+00:00", "Z")


def decision_fields(decision: Decision) -> dict[str, Any]:
    """A decision as JSON."""
    return {
        "purposes": {mark.hex(): yes for mark, yes in sorted(decision.purposes.items())},
        "services": {mark.hex(): yes for mark, yes in sorted(decision.services.items())},
        "charter": decision.charter.hex(),
        "day": (decision.day - EPOCH).days,
    }


def made(purposes: int, services: int, pattern: int) -> Decision:
    """A decision on so many purposes and services; the bits of `pattern` are the answers, in turn."""
    return Decision(
        {
            bytes([number * 11 % 256, number, pattern % 256]): bool(pattern >> number & 1)
            for number in range(purposes)
        },
        {bytes([255 - number, number]): bool(pattern >> (number + 3) & 1) for number in range(services)},
        bytes(range(pattern % 7, pattern % 7 + 12)),
        DAY - timedelta(days=pattern % 400),
    )


SIZES = [
    (0, 0),
    (1, 0),
    (0, 1),
    (2, 1),
    (3, 2),
    (4, 4),
    (5, 3),
    (7, 1),
    (8, 0),
    (9, 8),
    (12, 12),
    (16, 0),
    (20, 0),
]
DECISIONS = [made(p, s, pattern) for p, s in SIZES for pattern in (0, 0xFFFFFFF, 0x5A5A5A5, 0x1234567)]


def altered(value: str, change: Any) -> str:
    """The value of a cookie with its bytes changed."""
    body = bytearray(urlsafe_b64decode(value + "=" * (-len(value) % 4)))
    return urlsafe_b64encode(bytes(change(body))).rstrip(b"=").decode()


def set_byte(place: int, byte: int) -> Any:
    """A change of one byte."""

    def change(body: bytearray) -> bytearray:
        body[place] = byte
        return body

    return change


def refused_values() -> list[dict[str, str]]:
    """Values that are no decision, each with what is wrong."""
    good, full = encode(made(3, 2, 5)), encode(made(20, 0, 5))
    sealed = encode(made(3, 2, 5), SEAL)
    day = (DAY - EPOCH).days
    return [
        {"why": "nothing", "value": ""},
        {"why": "a word", "value": "accepted"},
        {"why": "another tool's JSON", "value": "{%22audience%22:true}"},
        {"why": "version 0", "value": altered(good, set_byte(0, 0))},
        {"why": "version 2", "value": altered(good, set_byte(0, 2))},
        {"why": "sealed, of version 2", "value": altered(sealed, set_byte(0, 0x82))},
        {"why": "one byte less", "value": altered(good, lambda body: body[:-1])},
        {"why": "one byte more", "value": altered(good, lambda body: body + b"\0")},
        {"why": "the head alone, cut", "value": altered(good, lambda body: body[:16])},
        {"why": "a seal that is not there", "value": altered(good, set_byte(0, 0x81))},
        {"why": "a seal cut short", "value": altered(sealed, lambda body: body[:-1])},
        {"why": "a seal and no mark for it", "value": altered(sealed, set_byte(0, 1))},
        {"why": "one purpose too many", "value": altered(good, set_byte(15, 4))},
        {"why": "255 purposes", "value": altered(good, set_byte(15, 255))},
        {"why": "one service too few", "value": altered(good, set_byte(16, 1))},
        {"why": "a padding bit set", "value": altered(good, set_byte(-1, 1))},
        {"why": "marks that descend", "value": altered(good, set_byte(17, 0xFF))},
        {"why": "a mark twice", "value": altered(good, lambda body: body[:20] + body[17:20] + body[23:])},
        {"why": "services that descend", "value": altered(good, set_byte(26, 0xFF))},
        {"why": "padding characters", "value": good + "=" * (-len(good) % 4 or 4)},
        {"why": "a space", "value": good + " "},
        {
            "why": "the other alphabet",
            "value": encode(made(2, 1, 0xFFFFFFF)).replace("_", "/").replace("-", "+") + "/",
        },
        {"why": "bits that no byte needs", "value": stray_bits(good)},
        {"why": "a letter of another script", "value": good[:-1] + "é"},
        {"why": "more than 200 bytes", "value": "A" * 200},
        {"why": "twenty purposes and a byte more", "value": altered(full, lambda body: body + b"\0")},
        {"why": "a day after tomorrow", "value": altered(good, day_bytes(day + 2)), "at": moment(NOON)},
        {"why": "the last day there is", "value": altered(good, day_bytes(65535)), "at": moment(NOON)},
    ]


def stray_bits(value: str) -> str:
    """The same bytes in another text: the last character has bits that no byte needs."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    assert len(value) % 4
    return value[:-1] + letters[letters.index(value[-1]) + 1]


def day_bytes(day: int) -> Any:
    """A change of the day."""
    return lambda body: body[:1] + day.to_bytes(2, "big") + body[3:]


def codec() -> dict[str, Any]:
    """All of codec.json."""
    tomorrow = replace(made(3, 2, 5), day=DAY + timedelta(days=1))
    return {
        "vectors": "codec",
        "version": 1,
        "values": [{**decision_fields(each), "value": encode(each)} for each in [*DECISIONS, tomorrow]],
        "seal": SEAL.hex(),
        "sealed": [{**decision_fields(each), "value": encode(each, SEAL)} for each in DECISIONS[::3]],
        "at": moment(NOON),
        "refused": refused_values(),
        "too_large": [decision_fields(made(p, s, 5)) for p, s in ((38, 0), (20, 28), (30, 12))],
    }


def text(document: dict[str, Any]) -> str:
    """A file as it is committed: one case a line, so that a change shows where it is."""
    return f"{{\n{','.join(_parts(document))}\n}}\n"


def _parts(document: dict[str, Any]) -> Iterator[str]:
    for key, value in document.items():
        if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
            shown = "[\n" + ",\n".join(f"  {_line(each)}" for each in value) + "\n ]"
        elif isinstance(value, dict):
            shown = (
                "{\n" + ",\n".join(f"  {_line(name)}: {_line(each)}" for name, each in value.items()) + "\n }"
            )
        else:
            shown = _line(value)
        yield f"\n {_line(key)}: {shown}" if key != "vectors" else f" {_line(key)}: {shown}"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    (FOLDER / "codec.json").write_text(text(codec()), encoding="utf-8")
