"""The ledger's port: what the rooms that record, serve and show may ask of a log, and in which shapes.

`Reader` is the half that changes nothing; the site has only that. `Ledger` adds the two ways in: choices
and publications. Each call of these two is one commit with one signed checkpoint, and is answered after it.
Digests are written `sha256:` and hex. A leaf's index counts from 0 over everything the log holds.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from charte.core.canonical import digest as digest_of
from charte.core.entry import Entry, LogKind
from charte.core.errors import VisitorError
from charte.core.proof import VerifierKey
from charte.core.receipt import Receipt

ANY_SITE = ""  # what belongs to the installation and not to one site: the client builds


@dataclass(frozen=True, slots=True)
class Draft:
    """A choice to record: its entry and 32 random bytes of salt, under the key of whoever sent it.

    `key` is 16 bytes, `body` the 32 bytes of SHA-256 over all that was asked for: the same key with the
    same body is the same choice, sent again.
    """

    key: bytes
    body: bytes
    entry: Entry
    salt: bytes


Outcome = Receipt | VisitorError  # of one draft; an error refuses that draft alone


@dataclass(frozen=True, slots=True)
class Content:
    """Something to publish. `digest` names it where that is not the digest of its bytes (a charter's).

    `name` tells contents of one kind apart: the language of a notice, the file of a client build.
    """

    site: str
    kind: LogKind
    content: bytes
    name: str = ""
    digest: str = ""

    @property
    def named(self) -> str:
        """The digest that the log will hold."""
        return self.digest or digest_of(self.content)


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a content: its digest, its leaf's index, and whether that leaf is new."""

    digest: str
    index: int
    new: bool


@dataclass(frozen=True, slots=True)
class Publication:
    """A content that went live at a moment (aware, UTC, to the second); fetch it with `content(digest)`."""

    site: str
    kind: LogKind
    name: str
    digest: str
    at: datetime
    index: int


@dataclass(frozen=True, slots=True)
class Count:
    """How often a purpose was answered yes and no on one day (UTC)."""

    day: date
    purpose: str
    yes: int
    no: int


class Reader(Protocol):
    """The reading side of a ledger. Every answer is of a state that was committed."""

    @property
    @abstractmethod
    def key(self) -> VerifierKey:
        """The public key that signs the checkpoints; its name is the log's origin."""

    @property
    @abstractmethod
    def size(self) -> int:
        """How many leaves the log has."""

    @abstractmethod
    def sites(self) -> tuple[str, ...]:
        """The keys of the sites that have a charter here, sorted."""

    @abstractmethod
    def charter(self, site: str) -> tuple[bytes, str] | None:
        """The current charter of a site as TOML text (UTF-8), and its digest."""

    @abstractmethod
    def notice(self, site: str, language: str) -> tuple[bytes, str] | None:
        """The current notice of a site in a language: its canonical bytes, and their digest."""

    @abstractmethod
    def current(self, site: str, kind: LogKind, name: str = "") -> Publication | None:
        """What is in force of a kind and name: its digest, and since when; without its bytes."""

    @abstractmethod
    def history(self, site: str, kind: LogKind, name: str | None = None) -> tuple[Publication, ...]:
        """All that was published of a kind (and, when given, of that name), the first publication first."""

    def versions(self, site: str) -> tuple[Publication, ...]:
        """The charters of a site, in the order in which they went live; the last one is current."""
        return self.history(site, LogKind.CHARTER)

    def reports(self, site: str) -> tuple[Publication, ...]:
        """The audit reports of a site, in the order in which they came in."""
        return self.history(site, LogKind.REPORT)

    @abstractmethod
    def content(self, digest: str) -> bytes | None:
        """The bytes of something published, by its digest. Raises `ValueError` for what is no digest."""

    @abstractmethod
    def counts(self, site: str) -> tuple[Count, ...]:
        """The answers of a site, by day, then purpose. They stay when entries are erased."""

    @abstractmethod
    def checkpoint(self) -> str:
        """The latest signed checkpoint: a C2SP signed-note that covers every leaf."""

    @abstractmethod
    def tile(self, level: int, index: int, width: int = 256) -> bytes | None:
        """`width` hashes of a tile (C2SP tlog-tiles, "Merkle tree"), or None beyond the log's size."""

    @abstractmethod
    def entry_bundle(self, index: int, width: int = 256) -> bytes | None:
        """`width` log data of an entry bundle (C2SP tlog-tiles, "Log entries"), or None beyond the size."""

    @abstractmethod
    def receipt(self, entry_id: str) -> Receipt | None:
        """The receipt of an entry, byte for byte as it was first given; None for what is not here."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of files and connections; the ledger is of no use afterwards."""


class Ledger(Reader, Protocol):
    """A ledger that can be written to. Its methods may be called from any thread.

    Raises `OperatorError` where the machine fails it (disk full, read-only, locked for too long); then
    nothing of the call was recorded.
    """

    @abstractmethod
    def record(self, drafts: Sequence[Draft]) -> list[Outcome]:
        """Records many choices in one commit; the outcomes are in the order of the drafts.

        A key that was used in the last day brings the receipt that it brought then, if the body is the same,
        and `VisitorError` (409) if it is not.
        """

    @abstractmethod
    def publish_all(self, contents: Sequence[Content], at: datetime) -> list[Published]:
        """Publishes contents in one commit, so that nobody sees a charter without its notices.

        What is already current under its site, kind and name gets no second leaf, nor a report that is
        already here. An earlier version published again is current again, by a leaf of its own.
        """

    def publish(
        self, site: str, kind: LogKind, content: bytes, *, name: str = "", digest: str = "", at: datetime
    ) -> Published:
        """Publishes one content, as `publish_all` does."""
        return self.publish_all([Content(site, kind, content, name, digest)], at)[0]
