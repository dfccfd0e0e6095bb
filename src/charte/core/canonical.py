"""Canonical bytes and digests: JSON as RFC 8785 (JCS) writes it, without floats.

Two parties that hold the same value get the same bytes, so a digest names a value and not a file.
Floats are refused: their JCS form is the one part of RFC 8785 that depends on ECMAScript's number
printing, and nothing in Charte is a fraction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring

# RFC 7493 (I-JSON) section 2.2: integers beyond this are not exact for every reader.
MAX_SAFE_INTEGER = 2**53 - 1
_HEX = frozenset("0123456789abcdef")

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]


def canonical_bytes(value: Json) -> bytes:
    """The RFC 8785 form of `value`, UTF-8.

    Raises `ValueError` for what has no canonical form here: floats, integers beyond 2**53 - 1,
    keys that are no strings, lone surrogates.
    """
    return _write(value).encode("utf-8", errors="strict")


def digest(data: bytes) -> str:
    """`sha256:` and the hex digest: how Charte names content."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def raw_digest(name: str) -> bytes:
    """The 32 bytes behind a `sha256:…` name. Raises `ValueError` for anything else."""
    prefix, _, text = name.partition(":")
    if prefix != "sha256" or len(text) != 64 or not _HEX.issuperset(text):
        raise ValueError(f"{name!r} is no sha256 digest.")
    return bytes.fromhex(text)


def _write(value: Json) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if abs(value) > MAX_SAFE_INTEGER:
            raise ValueError(f"{value} is too large for an exact JSON number.")
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ",".join(_members(value)) + "}"
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        return "[" + ",".join(map(_write, value)) + "]"
    raise ValueError(f"{type(value).__name__} has no canonical form.")


def _members(value: Mapping[str, Json]) -> list[str]:
    if not all(isinstance(key, str) for key in value):
        raise ValueError("Keys of an object are strings.")
    # RFC 8785 section 3.2.3: sorted by UTF-16 code units, not by code points.
    ordered = sorted(value, key=lambda key: key.encode("utf-16-be", errors="surrogatepass"))
    return [f"{_write(key)}:{_write(value[key])}" for key in ordered]
