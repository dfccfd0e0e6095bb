"""Signed notes: a text and who signed it (C2SP signed-note). Signing and verifying are arguments."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from charte.core.errors import DoesNotVerify
from charte.core.proof.text import base64_bytes, base64_text

Sign = Callable[[bytes], bytes]  # message -> signature
Verify = Callable[[bytes, bytes, bytes], bool]  # (public key, signature, message) -> whether it is good

ED25519 = 0x01  # signed-note, "Signature types"
MAX_SIGNATURES = 64  # a verifier takes at least 16

_KEY_SIZE = 32
_DASH = "— "
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_NAME = re.compile(r"[^\s+]+")
_MEND = "Ask for it again where it came from; if it stays so, it was altered."


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: whose key (`name` and 4 bytes of `key_id`), and what it made of the text."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A text, its final newline included, with its signatures; `parse_note` alone proves nothing."""

    text: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """An Ed25519 public key (32 bytes) and the name that its signatures carry."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is no key name: it must not be empty or hold spaces or +.")
        if len(self.public_key) != _KEY_SIZE:
            raise ValueError(f"An Ed25519 public key has {_KEY_SIZE} bytes, not {len(self.public_key)}.")

    @property
    def key_id(self) -> bytes:
        """SHA-256(name ‖ 0A ‖ 01 ‖ public key), the first four bytes (signed-note, "Signatures")."""
        named = self.name.encode() + b"\n" + bytes([ED25519]) + self.public_key
        return sha256(named).digest()[:4]

    @property
    def vkey(self) -> str:
        """The key as text: name, key id in hex, type and key in base64, joined by `+`."""
        return f"{self.name}+{self.key_id.hex()}+{base64_text(bytes([ED25519]) + self.public_key)}"


def parse_vkey(text: str) -> VerifierKey:
    """Reads what `VerifierKey.vkey` writes. Raises `ValueError` with a sentence for anything else."""
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    wrong = f"{text!r} is no Ed25519 verifier key such as example.org/log+0a1b2c3d+AT…."
    try:
        raw = base64_bytes(encoded)
    except ValueError:
        raise ValueError(wrong) from None
    if len(raw) != _KEY_SIZE + 1 or raw[0] != ED25519:
        raise ValueError(wrong)
    key = VerifierKey(name, raw[1:])
    if key.key_id.hex() != key_id:
        raise ValueError(f"The key id of {text!r} does not belong to its name and key; it was altered.")
    return key


def sign_note(text: str, name: str, key_id: bytes, sign: Sign) -> str:
    """The note that says `text` (ending in a newline) with one signature by the key `name`.

    `sign` gets the UTF-8 bytes of the text. Raises `ValueError` for a text or name that no note may hold.
    """
    if not text.endswith("\n") or _CONTROL.search(text):
        raise ValueError("A note's text ends in a newline and holds no other control character.")
    if not _NAME.fullmatch(name) or len(key_id) != 4:
        raise ValueError(f"{name!r} with {len(key_id)} bytes of key id is no signer of a note.")
    return f"{text}\n{_DASH}{name} {base64_text(key_id + sign(text.encode()))}\n"


def parse_note(note: str) -> Note:
    """Takes a signed note apart without checking a signature (signed-note, "Format").

    Raises `DoesNotVerify` where it is none.
    """
    # The text may hold empty lines: the last one parts it from the signatures.
    text, parted, block = note.rpartition("\n\n")
    lines = block.removesuffix("\n").split("\n")
    try:
        note.encode()
        signatures = tuple(map(_signature, lines[: MAX_SIGNATURES + 1]))
    except ValueError:
        raise DoesNotVerify("This is no signed note.", _MEND) from None
    if not parted or not block.endswith("\n") or _CONTROL.search(note) or len(lines) > MAX_SIGNATURES:
        raise DoesNotVerify("This is no signed note.", _MEND)
    return Note(text + "\n", signatures)


def verify_note(note: str, key: VerifierKey, verify: Verify) -> Note:
    """The note, once `key` is proven to have signed its text (signed-note, "Signatures").

    Signatures by other keys are passed over. Raises `DoesNotVerify` where the key signed nothing, where one
    of its signatures is wrong, or where this is no note.
    """
    parsed = parse_note(note)
    own = [each for each in parsed.signatures if (each.name, each.key_id) == (key.name, key.key_id)]
    if not own:
        raise DoesNotVerify(
            f"The note is not signed by the key {key.vkey}.",
            "Compare that key with the one that the charter names.",
        )
    message = parsed.text.encode()
    if not all(verify(key.public_key, each.value, message) for each in own):
        raise DoesNotVerify(f"The signature of {key.name} does not fit the note.", _MEND)
    return parsed


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    raw = base64_bytes(encoded)
    if not line.startswith(_DASH) or not _NAME.fullmatch(name) or len(raw) <= 4:
        raise ValueError(f"{line!r} is no signature line.")
    return Signature(name, raw[:4], raw[4:])
