"""Writes proof.json, beside this file: what every reader of a log must find, in Python and in the browser.

Run it after a change that is meant to change the vectors: `python vectors/make_proof.py`.
Bytes are hex. The signing key is made here from a known seed and signs nothing else.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from charte.core.proof import (
    Checkpoint,
    Frontier,
    VerifierKey,
    base64_text,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    sign_note,
)

FILE = Path(__file__).with_name("proof.json")
ORIGIN = "charte.localhost/log"
SIZE = 21
SIZES = (1, 2, 3, 4, 7, 8, 13, 21)

# docs/formats.md, section 3: one kind byte (01 to 05) and 32 bytes.
DATA = [bytes([1 + number % 5]) + sha256(b"entry %d" % number).digest() for number in range(SIZE)]
LEAVES = [leaf_hash(data) for data in DATA]
ROOTS = [root(LEAVES[:size]) for size in range(SIZE + 1)]

PRIVATE = Ed25519PrivateKey.from_private_bytes(sha256(b"charte vectors").digest())
KEY = VerifierKey(ORIGIN, PRIVATE.public_key().public_bytes_raw())
WITNESS = Ed25519PrivateKey.from_private_bytes(sha256(b"charte vectors, a witness").digest())
WITNESS_KEY = VerifierKey("witness.localhost", WITNESS.public_key().public_bytes_raw())


def subtrees() -> dict[tuple[int, int], bytes]:
    """The hash of every full subtree, by (level, index), as a ledger keeps them."""
    kept: dict[tuple[int, int], bytes] = {}
    frontier = Frontier()
    for leaf in LEAVES:
        frontier, completed = frontier.append(leaf)
        kept |= {(level, index): node for level, index, node in completed}
    return kept


KEPT = subtrees()


def hash_at(level: int, index: int) -> bytes:
    """Reads one of them."""
    return KEPT[level, index]


def inclusion(index: int, size: int) -> dict[str, Any]:
    """A claim that holds: the leaf stands at `index` in the log of `size`."""
    proof = inclusion_proof(index, size, hash_at)
    return {
        "leaf": LEAVES[index].hex(),
        "index": index,
        "size": size,
        "proof": [each.hex() for each in proof],
        "root": ROOTS[size].hex(),
    }


def consistency(old_size: int, size: int) -> dict[str, Any]:
    """A claim that holds: the log of `size` begins with the whole log of `old_size`."""
    proof = consistency_proof(old_size, size, hash_at)
    return {
        "old_size": old_size,
        "size": size,
        "proof": [each.hex() for each in proof],
        "old_root": ROOTS[old_size].hex(),
        "root": ROOTS[size].hex(),
    }


def flipped(text: str) -> str:
    """Hex with one bit of its first byte changed."""
    return f"{int(text[:2], 16) ^ 1:02x}{text[2:]}"


def refused_inclusion() -> list[dict[str, Any]]:
    """Claims that do not hold, each with what is wrong."""
    good = inclusion(5, 13)
    first, *rest = good["proof"]
    return [
        {"why": "another leaf", **good, "leaf": LEAVES[4].hex()},
        {"why": "another index", **good, "index": 4},
        {"why": "a size that needs another proof", **good, "size": 21},
        {"why": "an index beyond the size", **good, "index": 13},
        {"why": "a negative index", **good, "index": -1},
        {"why": "another root", **good, "root": ROOTS[12].hex()},
        {"why": "one bit of the proof", **good, "proof": [flipped(first), *rest]},
        {"why": "one hash less", **good, "proof": rest},
        {"why": "one hash more", **good, "proof": [*good["proof"], first]},
        {"why": "a short hash", **good, "proof": [first[2:], *rest]},
        {"why": "no proof", **good, "proof": []},
    ]


def refused_consistency() -> list[dict[str, Any]]:
    """Claims that do not hold, each with what is wrong."""
    good = consistency(6, 13)
    first, *rest = good["proof"]
    return [
        {"why": "another old root", **good, "old_root": ROOTS[5].hex()},
        {"why": "another root", **good, "root": ROOTS[12].hex()},
        {"why": "another old size", **good, "old_size": 5},
        {"why": "one bit of the proof", **good, "proof": [flipped(first), *rest]},
        {"why": "one hash less", **good, "proof": rest},
        {"why": "one hash more", **good, "proof": [*good["proof"], first]},
        {"why": "a log that shrank", **consistency(6, 13), "old_size": 13, "size": 6, "proof": []},
        {"why": "two roots of one size", **consistency(13, 13), "old_root": ROOTS[12].hex()},
        {"why": "an empty log with a root", **consistency(0, 13), "old_root": ROOTS[1].hex()},
    ]


def signed(checkpoint: Checkpoint) -> str:
    """The checkpoint as a note of the log."""
    return sign_note(checkpoint.text(), KEY.name, KEY.key_id, PRIVATE.sign)


def checkpoints() -> list[dict[str, Any]]:
    """Notes that verify against the key, with what they say."""
    made = []
    for size in (0, 1, SIZE):
        checkpoint = Checkpoint(ORIGIN, size, ROOTS[size])
        note = signed(checkpoint)
        cosignature = base64_text(WITNESS_KEY.key_id + WITNESS.sign(checkpoint.text().encode()))
        for each in (note, f"{note}— {WITNESS_KEY.name} {cosignature}\n"):
            made.append({"note": each, "origin": ORIGIN, "size": size, "root": ROOTS[size].hex()})
    return made


def refused_checkpoints() -> list[dict[str, Any]]:
    """Notes that do not verify against the key, each with what is wrong."""
    text = Checkpoint(ORIGIN, SIZE, ROOTS[SIZE]).text()
    note = signed(Checkpoint(ORIGIN, SIZE, ROOTS[SIZE]))
    impostor = VerifierKey(ORIGIN, WITNESS_KEY.public_key)
    forged = base64_text(KEY.key_id + WITNESS.sign(text.encode()))
    return [
        {"why": "another size", "note": note.replace("\n21\n", "\n22\n")},
        {"why": "another root", "note": note.replace(base64_text(ROOTS[SIZE]), base64_text(ROOTS[1]))},
        {"why": "another log", "note": signed(Checkpoint("elsewhere.localhost/log", SIZE, ROOTS[SIZE]))},
        {"why": "signed by another key", "note": sign_note(text, KEY.name, impostor.key_id, WITNESS.sign)},
        {
            "why": "signed by another key with the key id of this one",
            "note": f"{text}\n— {ORIGIN} {forged}\n",
        },
        {"why": "a good and a forged signature", "note": f"{note}— {ORIGIN} {forged}\n"},
        {"why": "no signature", "note": text},
        {"why": "no newline at the end", "note": note[:-1]},
        {"why": "a hyphen for the dash", "note": note.replace("— ", "- ")},
        {"why": "carriage returns", "note": note.replace("\n", "\r\n")},
        {"why": "a size with a leading zero", "note": resigned(text.replace("\n21\n", "\n021\n"))},
        {"why": "two lines", "note": resigned(f"{ORIGIN}\n21\n")},
        {"why": "a root of 31 bytes", "note": resigned(f"{ORIGIN}\n21\n{base64_text(bytes(31))}\n")},
    ]


def resigned(text: str) -> str:
    """A text that is no checkpoint, well signed."""
    return sign_note(text, KEY.name, KEY.key_id, PRIVATE.sign)


def make() -> dict[str, Any]:
    """All of proof.json."""
    return {
        "vectors": "proof",
        "version": 1,
        "origin": ORIGIN,
        "vkey": KEY.vkey,
        "leaves": [{"data": data.hex(), "hash": leaf.hex()} for data, leaf in zip(DATA, LEAVES, strict=True)],
        "roots": [each.hex() for each in ROOTS],
        "inclusion": [inclusion(index, size) for size in SIZES for index in range(size)],
        "consistency": [
            consistency(old_size, size) for size in SIZES for old_size in (0, *SIZES) if old_size <= size
        ],
        "checkpoints": checkpoints(),
        "refused": {
            "inclusion": refused_inclusion(),
            "consistency": refused_consistency(),
            "checkpoints": refused_checkpoints(),
        },
    }


def text() -> str:
    """proof.json as it is committed."""
    return json.dumps(make(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
