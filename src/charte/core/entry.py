"""RECORD: the entry of one choice, its salted commitment, and what the log holds of it.

An entry's bytes are canonical and are stored verbatim; the log sees 33 bytes of it. Erase entry and
salt, and the leaf that stays says nothing about anyone (docs/formats.md, 3; the format is permanent).
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from hashlib import sha256
from typing import Any

from charte.core.canonical import Json, canonical_bytes, raw_digest

VERSION = 1
ID_BYTES = 16
SALT_BYTES = 32
METHODS = ("accept-all", "refuse-all", "save", "withdraw", "embed", "form")
LAYOUTS = ("narrow", "wide", "unknown")  # unknown: only a script can tell
SCOPES = ("device", "account")
_TOOL = re.compile(r"tool:[a-z0-9][a-z0-9.-]{0,39}")
_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_WORD = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


class LogKind(IntEnum):
    """What a leaf is about: the first byte of log data."""

    CHOICE = 1
    CHARTER = 2
    NOTICE = 3
    BUILD = 4
    REPORT = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One choice as it is recorded: what was shown, what was answered, how, and by which clocks.

    `at` is the server's clock to the second, `client_at` the browser's to the minute or None; both aware.
    `charter` and `notice` are digests. `services_yes` and `services_no` name the services that differ from
    their purpose. `previous` is the id of the entry replaced, in linked proof only.
    Raises `ValueError` with a sentence for what no entry may hold.
    """

    id: str
    site: str
    at: datetime
    client_at: datetime | None
    charter: str
    notice: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    services_yes: tuple[str, ...]
    services_no: tuple[str, ...]
    method: str
    language: str
    layout: str
    scope: str = "device"
    previous: str = ""

    def __post_init__(self) -> None:
        raw_digest(self.charter)
        raw_digest(self.notice)
        _expect(_ID.fullmatch(self.id), f"{self.id!r} is no entry id.")
        _expect(not self.previous or _ID.fullmatch(self.previous), f"{self.previous!r} is no entry id.")
        for moment, finest in ((self.at, "second"), (self.client_at, "minute")):
            _expect(not moment or moment.utcoffset() is not None, "An entry's time is aware.")
            _expect(not moment or _cut(moment, finest) == moment, f"{moment} is finer than a {finest}.")
        _expect(
            self.method in METHODS or _TOOL.fullmatch(self.method), f"{self.method!r} is no way to choose."
        )
        _expect(self.layout in LAYOUTS, f"{self.layout!r} is no layout.")
        _expect(self.scope in SCOPES, f"{self.scope!r} is no scope.")
        _expect(_LANGUAGE.fullmatch(self.language), f"{self.language!r} is no language.")
        for names in ((self.site,), self.yes, self.no, self.services_yes, self.services_no):
            _expect(all(map(_WORD.fullmatch, names)), f"{names!r} holds what is no key.")
        _expect(_distinct(self.yes + self.no), "A purpose is answered once: yes or no.")
        _expect(_distinct(self.services_yes + self.services_no), "A service is answered once: yes or no.")

    def document(self) -> dict[str, Json]:
        """The JSON object of the entry: keys as docs/formats.md gives them, keys without a value left out."""
        document: dict[str, Json] = {
            "v": VERSION,
            "id": self.id,
            "site": self.site,
            "at": _time(self.at, "seconds"),
            "client_at": _time(self.client_at, "minutes") if self.client_at else None,
            "charter": self.charter,
            "notice": self.notice,
            "yes": sorted(self.yes),
            "no": sorted(self.no),
            "method": self.method,
            "language": self.language,
            "layout": self.layout,
            "scope": self.scope,
        }
        if self.services_yes or self.services_no:
            document["services"] = {"yes": sorted(self.services_yes), "no": sorted(self.services_no)}
        if self.previous:
            document["previous"] = self.previous
        return document


def entry_bytes(entry: Entry) -> bytes:
    """The canonical bytes of an entry (RFC 8785), which are what is stored and committed to."""
    return canonical_bytes(entry.document())


def read_entry(document: Mapping[str, Any]) -> Entry:
    """The entry that a JSON object holds.

    Raises `ValueError` for anything that `Entry.document` does not write: another version, an unknown or
    absent key, a wrong type, and another spelling of the same entry, since its bytes are what is proven.
    """
    known = {"v", "id", "site", "at", "client_at", "charter", "notice", "yes", "no", "method"}
    known |= {"language", "layout", "scope", "services", "previous"}
    _expect(document.get("v") == VERSION, "This is no entry of version 1.")
    _expect(not set(document) - known, f"An entry has no {', '.join(sorted(set(document) - known))}.")
    try:
        services = document.get("services", {"yes": [], "no": []})
        client_at = document["client_at"]
        entry = Entry(
            id=document["id"],
            site=document["site"],
            at=parse_time(document["at"]),
            client_at=parse_time(client_at) if client_at is not None else None,
            charter=document["charter"],
            notice=document["notice"],
            yes=_names(document["yes"]),
            no=_names(document["no"]),
            services_yes=_names(services["yes"]),
            services_no=_names(services["no"]),
            method=document["method"],
            language=document["language"],
            layout=document["layout"],
            scope=document["scope"],
            previous=document.get("previous", ""),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"The entry lacks a part, or a part has the wrong type: {error}.") from None
    _expect(entry_bytes(entry) == canonical_bytes(document), "The entry is not written as entries are.")
    return entry


def entry_id(raw: bytes) -> str:
    """The id made of 16 random bytes."""
    _expect(len(raw) == ID_BYTES, f"An entry id is made of {ID_BYTES} bytes.")
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def commitment(salt: bytes, entry: bytes) -> bytes:
    """SHA-256(salt ‖ entry): with a salt of 32 random bytes it hides the entry, and binds to it."""
    _expect(len(salt) == SALT_BYTES, f"A salt has {SALT_BYTES} bytes.")
    return sha256(salt + entry).digest()


def log_data(kind: LogKind, digest: bytes) -> bytes:
    """What the log holds of one thing: its kind and 32 bytes. The leaf hash is over this."""
    _expect(len(digest) == sha256().digest_size, "Log data is over a SHA-256 digest.")
    return bytes([kind]) + digest


def parse_time(text: str) -> datetime:
    """Reads `2026-11-23T20:30:12Z` or, to the minute, `2026-11-23T20:30Z`. Raises `ValueError`."""
    _expect(_TIME.fullmatch(text), f"{text!r} is no time such as 2026-11-23T20:30:12Z.")
    form = "%Y-%m-%dT%H:%M:%SZ" if len(text) == 20 else "%Y-%m-%dT%H:%MZ"
    return datetime.strptime(text, form).replace(tzinfo=UTC)


def _cut(moment: datetime, finest: str) -> datetime:
    return moment.replace(second=moment.second if finest == "second" else 0, microsecond=0)


def _distinct(names: tuple[str, ...]) -> bool:
    return len(set(names)) == len(names)


def _time(at: datetime, precision: str) -> str:
    moment = at.astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat(timespec=precision) + "Z"


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise TypeError("a list of keys is expected")
    return tuple(value)


def _expect(kept: object, sentence: str) -> None:
    if not kept:
        raise ValueError(sentence)
