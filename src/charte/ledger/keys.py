"""The data folder's secrets: the log's Ed25519 signing key, and keys of other rooms, one file each.

A secret's file is made at first start, whole and with mode 0600, and is refused once others may read it.
The signing key is one line of text as C2SP tools write it: `PRIVATE+KEY+NAME+ID+base64(01 ‖ seed)`.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from charte.core.errors import OperatorError
from charte.core.proof import ED25519, VerifierKey, base64_bytes, base64_text, sign_note

KEY_FILE = "key"
SEAL_FILE = "seal"
ORIGIN = "charte.localhost/log"
_PREFIX = "PRIVATE+KEY+"
_SEED_BYTES = 32


@dataclass(frozen=True)
class SigningKey:
    """The private key of a log. `name` is the log's origin."""

    name: str
    _seed: bytes = field(repr=False)

    @cached_property
    def verifier(self) -> VerifierKey:
        """The public half, as charters name it."""
        return VerifierKey(self.name, self._private.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature (64 bytes) of a message."""
        return self._private.sign(message)

    def note(self, text: str) -> str:
        """`text` as a signed note of this key."""
        return sign_note(text, self.name, self.verifier.key_id, self.sign)

    def line(self) -> str:
        """What the key file holds; whoever reads it can sign in the log's name."""
        private = base64_text(bytes([ED25519]) + self._seed)
        return f"{_PREFIX}{self.name}+{self.verifier.key_id.hex()}+{private}\n"

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._seed)


def new_key(name: str = ORIGIN, randomness: Callable[[int], bytes] = secrets.token_bytes) -> SigningKey:
    """A fresh key for the log `name`. Raises `ValueError` for a name that no note may hold."""
    key = SigningKey(name, randomness(_SEED_BYTES))
    _ = key.verifier
    return key


def read_key(line: str) -> SigningKey:
    """Reads what `SigningKey.line` writes. Raises `ValueError` for anything else."""
    name, key_id, encoded = line.removesuffix("\n").removeprefix(_PREFIX).split("+", 2)
    raw = base64_bytes(encoded)
    key = SigningKey(name, raw[1:])
    if raw[:1] != bytes([ED25519]) or key.line().removesuffix("\n") != line.removesuffix("\n"):
        raise ValueError(f"The key id {key_id} does not belong to this key.")
    return key


def verify_ed25519(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the Ed25519 signature is good; what `core.proof` takes as `verify`."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def make_folder(folder: Path) -> None:
    """Makes the data folder, for its owner alone, where there is none. Raises `OperatorError`."""
    with _as_operator(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def signing_key(folder: Path, origin: str = ORIGIN) -> SigningKey:
    """The signing key of a data folder, made for the log `origin` at first start.

    A key that is there keeps its own origin. Raises `OperatorError` for a file that is no key, or that
    others may read.
    """
    path = folder / KEY_FILE
    line = secret(path, lambda: new_key(origin).line().encode()).decode("utf-8", "replace")
    try:
        return read_key(line)
    except ValueError:
        raise OperatorError(
            f"{path} holds no signing key.", "Restore it from a backup: without it the log cannot go on."
        ) from None


def secret(path: Path, make: Callable[[], bytes] = lambda: secrets.token_bytes(32)) -> bytes:
    """The content of a secret file, made whole and with mode 0600 where there is none.

    Two processes that start at once get the same secret. Raises `OperatorError` for a file that cannot be
    made or read, or that others than its owner may read.
    """
    with _as_operator(path):
        if not path.exists():
            _make(path, make())
        mode = path.stat().st_mode & 0o777
        if mode & 0o077:
            raise OperatorError(
                f"{path} may be read by others than its owner (mode {mode:04o}).",
                f"Run chmod 600 {path}; if others had access to this machine, replace it.",
            )
        return path.read_bytes()


def _make(path: Path, content: bytes) -> None:
    """Writes a file beside its place and links it there, so that it is whole or absent."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(beside, path)  # fails where another process was first: then its secret counts
        except FileExistsError:
            pass
    finally:
        beside.unlink()


@contextmanager
def _as_operator(path: Path) -> Iterator[None]:
    """Turns what the machine says about a path into a sentence for its operator."""
    try:
        yield
    except OSError as error:
        raise OperatorError(
            f"{path} cannot be used: {error.strerror}.", "Check the data folder and its permissions."
        ) from None
