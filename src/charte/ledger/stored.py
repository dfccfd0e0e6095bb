"""The port over a store: the same ledger in memory and in SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from charte.core.canonical import raw_digest
from charte.core.entry import LogKind
from charte.core.proof import VerifierKey
from charte.core.receipt import Receipt
from charte.ledger import recording
from charte.ledger.keys import SigningKey
from charte.ledger.port import Content, Count, Draft, Ledger, Outcome, Publication, Published, Reader
from charte.ledger.store import Store

TILE_WIDTH = 256  # C2SP tlog-tiles: a tile has height 8
_TILE_HEIGHT = 8


class StoredReader(Reader):
    """Reads a log from its store."""

    def __init__(self, store: Store, key: VerifierKey) -> None:
        self._store = store
        self._key = key

    @property
    def key(self) -> VerifierKey:
        return self._key

    @property
    def size(self) -> int:
        return self._store.size()

    def sites(self) -> tuple[str, ...]:
        return tuple(self._store.sites())

    def charter(self, site: str) -> tuple[bytes, str] | None:
        return self._bytes(self.current(site, LogKind.CHARTER))

    def notice(self, site: str, language: str) -> tuple[bytes, str] | None:
        return self._bytes(self.current(site, LogKind.NOTICE, language))

    def current(self, site: str, kind: LogKind, name: str = "") -> Publication | None:
        return self._store.current(site, kind, name)

    def history(self, site: str, kind: LogKind, name: str | None = None) -> tuple[Publication, ...]:
        return tuple(self._store.publications(site, kind, name))

    def content(self, digest: str) -> bytes | None:
        raw_digest(digest)
        return self._store.content(digest)

    def counts(self, site: str) -> tuple[Count, ...]:
        return tuple(self._store.counts(site))

    def checkpoint(self) -> str:
        _, note = self._store.checkpoint() or (0, "")
        return note

    def tile(self, level: int, index: int, width: int = TILE_WIDTH) -> bytes | None:
        begin = index * TILE_WIDTH
        if not self._holds(level, begin, width):
            return None
        return b"".join(self._store.hashes(level * _TILE_HEIGHT, begin, begin + width))

    def entry_bundle(self, index: int, width: int = TILE_WIDTH) -> bytes | None:
        begin = index * TILE_WIDTH
        if not self._holds(0, begin, width):
            return None
        bundled = self._store.data(begin, begin + width)
        return b"".join(len(data).to_bytes(2, "big") + data for data in bundled)

    def receipt(self, entry_id: str) -> Receipt | None:
        choice = self._store.choice_by_id(entry_id)
        return recording.receipt_of(self._store, choice) if choice else None

    def close(self) -> None:
        self._store.close()

    def _bytes(self, current: Publication | None) -> tuple[bytes, str] | None:
        content = self._store.content(current.digest) if current else None
        return (content, current.digest) if current and content is not None else None

    def _holds(self, level: int, begin: int, width: int) -> bool:
        """Whether that many hashes of a tile level are in the log."""
        if level < 0 or begin < 0 or not 1 <= width <= TILE_WIDTH:
            return False
        return begin + width <= self._store.size() >> (level * _TILE_HEIGHT)


class StoredLedger(StoredReader, Ledger):
    """Writes a log to its store, signed with its key."""

    def __init__(self, store: Store, key: SigningKey) -> None:
        super().__init__(store, key.verifier)
        self._signing = key
        if store.checkpoint() is None:
            with store.writing():
                recording.begin(store, key)

    def record(self, drafts: Sequence[Draft]) -> list[Outcome]:
        with self._store.writing():
            return recording.record(self._store, self._signing, drafts)

    def publish_all(self, contents: Sequence[Content], at: datetime) -> list[Published]:
        with self._store.writing():
            return recording.publish(self._store, self._signing, contents, at)
