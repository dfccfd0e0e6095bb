"""A ledger in memory: the port for tests, and for whoever wants to try it without a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import RLock

from charte.core.entry import LogKind
from charte.core.proof import leaf_hash
from charte.ledger.keys import SigningKey, new_key
from charte.ledger.port import Count, Publication
from charte.ledger.store import Answer, Batch, Choice, Store, Used
from charte.ledger.stored import StoredLedger


class MemoryStore(Store):
    """Lists and dictionaries; one writer at a time, and readers that see whole batches."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._data: list[bytes] = []
        self._nodes: dict[tuple[int, int], bytes] = {}
        self._checkpoints: list[tuple[int, str]] = []
        self._choices: dict[int, Choice] = {}
        self._leaves: dict[str, int] = {}
        self._keys: dict[bytes, Used] = {}
        self._answers: Counter[Answer] = Counter()
        self._contents: dict[str, bytes] = {}
        self._publications: list[Publication] = []

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._lock:
            yield

    def write(self, batch: Batch) -> None:
        with self._lock:
            self._data += batch.data
            self._nodes |= {(level, index): node for level, index, node in batch.nodes}
            self._checkpoints.append((batch.size, batch.note))
            self._choices |= {choice.leaf: choice for choice in batch.choices}
            self._leaves |= {choice.id: choice.leaf for choice in batch.choices}
            for old in [used for used in self._keys.values() if used.at < batch.forget_keys_before]:
                del self._keys[old.key]
            self._keys |= {used.key: used for used in batch.keys}
            self._answers.update(batch.answers)
            self._contents = batch.contents | self._contents  # what is there stays
            self._publications += batch.publications

    def size(self) -> int:
        return len(self._data)

    def data(self, begin: int, end: int) -> list[bytes]:
        return self._data[begin:end]

    def hashes(self, level: int, begin: int, end: int) -> list[bytes]:
        if level == 0:
            return [leaf_hash(data) for data in self._data[begin:end]]
        places = ((level, index) for index in range(begin, end))
        return [self._nodes[place] for place in places if place in self._nodes]

    def checkpoint(self, leaf: int | None = None) -> tuple[int, str] | None:
        with self._lock:
            if leaf is None:
                return self._checkpoints[-1] if self._checkpoints else None
            return next((each for each in self._checkpoints if each[0] > leaf), None)

    def choice(self, leaf: int) -> Choice | None:
        return self._choices.get(leaf)

    def choice_by_id(self, entry_id: str) -> Choice | None:
        leaf = self._leaves.get(entry_id)
        return self._choices.get(leaf) if leaf is not None else None

    def used(self, key: bytes) -> Used | None:
        return self._keys.get(key)

    def content(self, digest: str) -> bytes | None:
        return self._contents.get(digest)

    def publications(self, site: str, kind: LogKind, name: str | None) -> list[Publication]:
        return [
            each
            for each in tuple(self._publications)
            if (each.site, each.kind) == (site, kind) and name in (None, each.name)
        ]

    def current(self, site: str, kind: LogKind, name: str) -> Publication | None:
        return next(reversed(self.publications(site, kind, name)), None)

    def sites(self) -> list[str]:
        return sorted({each.site for each in tuple(self._publications) if each.kind is LogKind.CHARTER})

    def counts(self, site: str) -> list[Count]:
        with self._lock:
            places = sorted({(day, purpose) for at, day, purpose, _ in self._answers if at == site})
            return [
                Count(
                    date.fromisoformat(day),
                    purpose,
                    yes=self._answers[Answer(site, day, purpose, True)],
                    no=self._answers[Answer(site, day, purpose, False)],
                )
                for day, purpose in places
            ]

    def close(self) -> None:
        """There is nothing to let go of."""


def memory_ledger(key: SigningKey | None = None) -> StoredLedger:
    """An empty ledger in memory, signed with a fresh key unless one is given."""
    return StoredLedger(MemoryStore(), key or new_key())
