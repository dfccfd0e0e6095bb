"""Bytes as text: base64 in its one canonical form, so that no two texts mean the same bytes."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode


def base64_text(raw: bytes) -> str:
    """`raw` in base64 with padding (RFC 4648 section 4)."""
    return b64encode(raw).decode("ascii")


def base64_bytes(text: str) -> bytes:
    """What `base64_text` wrote. Raises `ValueError` for any other text, other spellings of it included."""
    try:
        raw = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = None
    if raw is None or base64_text(raw) != text:
        raise ValueError(f"{text!r} is no base64.")
    return raw
