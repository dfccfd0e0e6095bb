"""The client build: what is served under `client.js` and `client.css`, and what the ledger logs of it."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files

from charte.collector.answers import IMMUTABLE, REVALIDATE, Answer, content

FILES = {"client.js": "text/javascript; charset=utf-8", "client.css": "text/css; charset=utf-8"}
_DIGITS = 16  # of the digest, in an immutable address


def client_build() -> dict[str, bytes]:
    """The files of the client build by name; without those that were not built."""
    folder = files("charte.collector").joinpath("static")
    found = {name: folder.joinpath(name) for name in FILES}
    return {name: file.read_bytes() for name, file in found.items() if file.is_file()}


def immutable_name(name: str, build: bytes) -> str:
    """`client.DIGEST.js`: an address whose content never changes."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{sha256(build).hexdigest()[:_DIGITS]}.{suffix}"


class ClientFiles:
    """Serves a build, held in memory."""

    def __init__(self, build: Mapping[str, bytes]) -> None:
        self._files = {name: (name, REVALIDATE) for name in build}
        self._files |= {immutable_name(name, body): (name, IMMUTABLE) for name, body in build.items()}
        self._build = dict(build)
        self._etags = {name: sha256(body).hexdigest() for name, body in build.items()}

    def answer(self, name: str, asked: str) -> Answer | None:
        """The file of this name, or None; `asked` is the request's If-None-Match."""
        if name not in self._files:
            return None
        file, cache = self._files[name]
        return content(self._build[file], FILES[file], cache, self._etags[file], asked)
