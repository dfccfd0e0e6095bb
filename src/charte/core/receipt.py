"""The receipt: what a visitor keeps, and all that is needed to check it without asking anyone.

Self-contained: entry, salt, the way from its leaf to a root, and the checkpoint that signs that root
(docs/formats.md, 3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from charte.core.canonical import Json
from charte.core.entry import Entry, LogKind, commitment, entry_bytes, log_data, read_entry
from charte.core.errors import DoesNotVerify
from charte.core.proof import (
    Checkpoint,
    VerifierKey,
    Verify,
    base64_bytes,
    base64_text,
    leaf_hash,
    parse_checkpoint,
    parse_note,
    verify_checkpoint,
    verify_inclusion,
)

VERSION = 1
_MEND = "Ask the site for the receipt again; if it stays so, it was altered."


@dataclass(frozen=True, slots=True)
class Receipt:
    """An entry with its salt, its place in the log, and the signed checkpoint that covers it."""

    entry: Entry
    salt: bytes
    index: int
    proof: tuple[bytes, ...]
    checkpoint: str

    def document(self) -> dict[str, Json]:
        """The JSON object of docs/formats.md, 3."""
        return {
            "receipt": VERSION,
            "entry": self.entry.document(),
            "salt": base64_text(self.salt),
            "index": self.index,
            "proof": [base64_text(each) for each in self.proof],
            "checkpoint": self.checkpoint,
        }


def read_receipt(document: Any) -> Receipt:
    """The receipt in a JSON value. Raises `DoesNotVerify` for anything that is none of version 1."""
    version = document.get("receipt") if isinstance(document, Mapping) else None
    if type(version) is not int or version != VERSION:  # True is no version, though it equals 1
        raise DoesNotVerify("This is no receipt of version 1.", "Name the file that the site gave you.")
    if surplus := set(document) - {"receipt", "entry", "salt", "index", "proof", "checkpoint"}:
        raise DoesNotVerify(f"A receipt has no {', '.join(sorted(map(str, surplus)))}.", _MEND)
    try:
        index, checkpoint = document["index"], document["checkpoint"]
        if type(index) is not int or not isinstance(checkpoint, str):
            raise TypeError("index is a number and checkpoint a text")
        return Receipt(
            entry=read_entry(document["entry"]),
            salt=base64_bytes(document["salt"]),
            index=index,
            proof=tuple(base64_bytes(each) for each in document["proof"]),
            checkpoint=checkpoint,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DoesNotVerify(f"The receipt cannot be read: {_told(error)}", _MEND) from None


def verify_receipt(
    receipt: Receipt, key: VerifierKey | None, origin: str | None, verify: Verify
) -> Checkpoint:
    """The checkpoint that proves the receipt.

    1. The checkpoint is signed by `key` for the log `origin`; without a key this goes unchecked.
    2. The leaf is the hash of the salted commitment of the entry's canonical bytes.
    3. The inclusion proof leads from that leaf to the checkpoint's root.
    Raises `DoesNotVerify` at the first step that fails.
    """
    if key is None:
        checkpoint = parse_checkpoint(parse_note(receipt.checkpoint).text)
    else:
        checkpoint = verify_checkpoint(receipt.checkpoint, key, origin or key.name, verify)
    leaf = leaf_of(receipt.entry, receipt.salt)
    verify_inclusion(leaf, receipt.index, checkpoint.size, receipt.proof, checkpoint.root)
    return checkpoint


def leaf_of(entry: Entry, salt: bytes) -> bytes:
    """The leaf hash of an entry: RFC 6962's, over its kind and commitment. Raises `DoesNotVerify`."""
    try:
        return leaf_hash(log_data(LogKind.CHOICE, commitment(salt, entry_bytes(entry))))
    except ValueError as error:
        raise DoesNotVerify(f"The receipt cannot be read: {_told(error)}", _MEND) from None


def _told(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"it has no {error}."
    text = str(error)
    return text if text.endswith(".") else f"{text}."
