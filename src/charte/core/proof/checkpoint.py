"""Checkpoints: the size and root of a log at one moment, as a signed note (C2SP tlog-checkpoint)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from charte.core.errors import DoesNotVerify
from charte.core.proof.note import VerifierKey, Verify, verify_note
from charte.core.proof.text import base64_bytes, base64_text
from charte.core.proof.tree import HASH_SIZE

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_LINE = re.compile(r"[^\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: its name, its number of leaves, and their root (32 bytes).

    `extensions` are further lines, which nobody can check; Charte writes none. Raises `ValueError` for
    what a checkpoint may not hold.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(map(_LINE.fullmatch, (self.origin, *self.extensions))):
            raise ValueError("A checkpoint's origin and extensions are lines that are not empty.")
        if not _SIZE.fullmatch(str(self.size)):
            raise ValueError(f"{self.size} is no size of a log.")
        if len(self.root) != HASH_SIZE:
            raise ValueError(f"A root has {HASH_SIZE} bytes, not {len(self.root)}.")

    def text(self) -> str:
        """The text to sign (tlog-checkpoint, "Note text")."""
        lines = (self.origin, str(self.size), base64_text(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def parse_checkpoint(text: str) -> Checkpoint:
    """Reads a note's text as a checkpoint. Raises `DoesNotVerify` where it is none."""
    origin, *rest = text.removesuffix("\n").split("\n")
    try:
        size, root, *extensions = rest
        if not _SIZE.fullmatch(size):
            raise ValueError(f"{size!r} is no size of a log.")
        checkpoint = Checkpoint(origin, int(size), base64_bytes(root), tuple(extensions))
    except ValueError:
        raise DoesNotVerify(
            "The signed note is no checkpoint of a log.", "Ask for it again where it came from."
        ) from None
    return checkpoint


def verify_checkpoint(note: str, key: VerifierKey, origin: str, verify: Verify) -> Checkpoint:
    """The checkpoint in `note`, once `key` is proven to have signed it for the log `origin`.

    Raises `DoesNotVerify` as `verify_note` and `parse_checkpoint` do, and for another log's checkpoint.
    """
    checkpoint = parse_checkpoint(verify_note(note, key, verify).text)
    if checkpoint.origin != origin:
        raise DoesNotVerify(
            f"The checkpoint is of the log {checkpoint.origin}, not of {origin}.",
            "Ask for a checkpoint of the log that the charter names.",
        )
    return checkpoint
