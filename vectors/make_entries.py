"""Writes entry.json, beside this file: the bytes of entries, what the log holds of them, and whole receipts.

Run it after a change that is meant to change the vectors: `python vectors/make_entries.py`.
Bytes are hex, but in receipts base64. The signing key is made here from a known seed and signs nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from charte.core.entry import Entry, LogKind, commitment, entry_bytes, entry_id, log_data, read_entry
from charte.core.proof import Checkpoint, Frontier, VerifierKey, inclusion_proof, leaf_hash, sign_note
from charte.core.receipt import Receipt

FILE = Path(__file__).with_name("entry.json")
ORIGIN = "charte.localhost/log"
PRIVATE = Ed25519PrivateKey.from_private_bytes(sha256(b"charte vectors, entries").digest())
KEY = VerifierKey(ORIGIN, PRIVATE.public_key().public_bytes_raw())
IMPOSTOR = Ed25519PrivateKey.from_private_bytes(sha256(b"charte vectors, an impostor").digest())


def digest(text: str) -> str:
    """A digest as Charte writes it."""
    return "sha256:" + sha256(text.encode()).hexdigest()


PLAIN: dict[str, Any] = {
    "v": 1,
    "id": entry_id(sha256(b"first").digest()[:16]),
    "site": "rivebelle",
    "at": "2026-11-23T20:30:12Z",
    "client_at": "2026-11-23T20:30Z",
    "charter": digest("charter"),
    "notice": digest("notice"),
    "yes": ["audience"],
    "no": ["ads"],
    "method": "save",
    "language": "fr",
    "layout": "narrow",
    "scope": "device",
}
# What each differs in from the plain one.
ENTRIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("one yes, one no", {}),
    ("everything refused", {"yes": [], "no": ["ads", "audience"], "method": "refuse-all", "layout": "wide"}),
    ("services that differ from their purpose", {"services": {"yes": [], "no": ["video"]}}),
    ("without script", {"client_at": None, "method": "form", "layout": "unknown"}),
    ("by a tool, for an account", {"method": "tool:agent-7.x", "scope": "account", "language": "zh-Hant-TW"}),
    (
        "linked to the one before",
        {"previous": PLAIN["id"], "method": "withdraw", "yes": [], "no": ["ads", "audience"]},
    ),
)
REFUSED_ENTRIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("another version", {"v": 2}),
    ("a version that is no number", {"v": True}),
    ("an unknown key", {"ip": "192.0.2.1"}),
    ("keys that are not sorted", {"yes": ["b", "a"], "no": []}),
    ("one purpose answered twice", {"no": ["audience"]}),
    ("services that say nothing", {"services": {"yes": [], "no": []}}),
    ("a time with a space in it", {"at": "2026-11- 3T20:30:12Z"}),
    ("a browser's time to the second", {"client_at": "2026-11-23T20:30:12Z"}),
    ("an id of 15 bytes", {"id": "AAAAAAAAAAAAAAAAAAAA"}),
    ("an unknown method", {"method": "guess"}),
)


def entries() -> list[Entry]:
    """The entries, each with its own id."""
    changes = [{"id": entry_id(sha256(why.encode()).digest()[:16])} | change for why, change in ENTRIES]
    return [read_entry(PLAIN | change) for change in changes]


def salt(number: int) -> bytes:
    """What would be random."""
    return sha256(b"salt %d" % number).digest()


def data() -> list[bytes]:
    """A log: a charter, its notice and client, then the choices, then an audit's report."""
    published = [
        log_data(kind, sha256(kind.name.encode()).digest())
        for kind in (LogKind.CHARTER, LogKind.NOTICE, LogKind.BUILD)
    ]
    choices = [
        log_data(LogKind.CHOICE, commitment(salt(number), entry_bytes(entry)))
        for number, entry in enumerate(entries())
    ]
    return [*published, *choices, log_data(LogKind.REPORT, sha256(b"REPORT").digest())]


DATA = data()
FIRST = 3  # the index of the first choice


def tree() -> tuple[Frontier, dict[tuple[int, int], bytes]]:
    """The right edge of the log and every full subtree in it."""
    frontier = Frontier()
    kept: dict[tuple[int, int], bytes] = {}
    for datum in DATA:
        frontier, completed = frontier.append(leaf_hash(datum))
        kept |= {(level, index): node for level, index, node in completed}
    return frontier, kept


def receipts() -> Iterator[Receipt]:
    """The receipt of each entry, against the checkpoint of the whole log."""
    frontier, kept = tree()
    note = sign_note(
        Checkpoint(ORIGIN, frontier.size, frontier.root).text(), KEY.name, KEY.key_id, PRIVATE.sign
    )
    for number, entry in enumerate(entries()):
        proof = inclusion_proof(FIRST + number, frontier.size, lambda level, index: kept[level, index])
        yield Receipt(entry, salt(number), FIRST + number, proof, note)


def refused_receipts() -> list[dict[str, Any]]:
    """What does not verify against the key, each with what is wrong."""
    good, other, *_ = (receipt.document() for receipt in receipts())
    text = str(good["checkpoint"]).partition("\n\n")[0] + "\n"
    forged = sign_note(text, KEY.name, KEY.key_id, IMPOSTOR.sign)
    elsewhere = text.replace(ORIGIN, "elsewhere.localhost/log")
    changes: list[tuple[str, dict[str, Any]]] = [
        ("another answer", {"entry": {**PLAIN, "yes": ["ads"], "no": ["audience"]}}),
        ("a second later", {"entry": {**good["entry"], "at": "2026-11-23T20:30:13Z"}}),  # type: ignore[dict-item]
        ("another salt", {"salt": other["salt"]}),
        ("another index", {"index": FIRST + 1}),
        ("another proof", {"proof": other["proof"]}),
        ("no proof", {"proof": []}),
        ("signed by another key", {"checkpoint": forged}),
        ("of another log", {"checkpoint": sign_note(elsewhere, KEY.name, KEY.key_id, PRIVATE.sign)}),
        ("not signed", {"checkpoint": text}),
        ("another version", {"receipt": 2}),
        ("a version that is no number", {"receipt": True}),
        ("an unknown key", {"note": ""}),
    ]
    return [{"why": why, "receipt": good | change} for why, change in changes]


def make() -> dict[str, Any]:
    """All of entry.json."""
    frontier, _ = tree()
    return {
        "vectors": "entry",
        "version": 1,
        "origin": ORIGIN,
        "vkey": KEY.vkey,
        "entries": [
            {
                "why": why,
                "entry": entry.document(),
                "bytes": entry_bytes(entry).hex(),
                "salt": salt(number).hex(),
                "commitment": commitment(salt(number), entry_bytes(entry)).hex(),
                "data": DATA[FIRST + number].hex(),
                "leaf": leaf_hash(DATA[FIRST + number]).hex(),
            }
            for number, ((why, _), entry) in enumerate(zip(ENTRIES, entries(), strict=True))
        ],
        "log": {"data": [datum.hex() for datum in DATA], "size": frontier.size, "root": frontier.root.hex()},
        "receipts": [receipt.document() for receipt in receipts()],
        "refused": {
            "entries": [{"why": why, "entry": PLAIN | change} for why, change in REFUSED_ENTRIES],
            "receipts": refused_receipts(),
        },
    }


def text() -> str:
    """entry.json as it is committed."""
    return json.dumps(make(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
