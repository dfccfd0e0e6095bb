"""What a ledger keeps, and where: the small set of reads and the one write that memory and SQLite each give.

All that decides (what is a replay, what is current, how the tree grows) is above, once, in `recording.py`.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from charte.core.entry import LogKind
from charte.core.proof import Subtree
from charte.ledger.port import Count, Publication


class Choice(NamedTuple):
    """An entry as it is kept: verbatim bytes and salt, which can be erased, by the index of their leaf."""

    leaf: int
    id: str
    entry: bytes
    salt: bytes


class Used(NamedTuple):
    """A key that a choice was sent under: what it stood for, which leaf it made, and when (Unix seconds)."""

    key: bytes
    body: bytes
    leaf: int
    at: int


class Answer(NamedTuple):
    """One answer to one purpose, to be counted."""

    site: str
    day: str
    purpose: str
    yes: bool


@dataclass(slots=True)
class Batch:
    """All that one commit adds. `data` are the log data of the leaves from `begin` on, `nodes` the full
    subtrees (level 1 and up) that they complete, `note` the checkpoint that covers them."""

    begin: int
    data: Sequence[bytes] = ()
    nodes: Iterable[Subtree] = ()
    note: str = ""
    choices: list[Choice] = field(default_factory=list)
    keys: list[Used] = field(default_factory=list)
    forget_keys_before: int = 0
    answers: Counter[Answer] = field(default_factory=Counter)
    contents: dict[str, bytes] = field(default_factory=dict)  # by digest
    publications: list[Publication] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many leaves the log has afterwards."""
        return self.begin + len(self.data)


class Store(Protocol):
    """Reads see what is committed; inside `writing`, of the same thread, what nobody else can change."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[None]:
        """Everything inside is one transaction, the only one at a time; an exception undoes it."""

    @abstractmethod
    def write(self, batch: Batch) -> None:
        """Adds a batch; only inside `writing`."""

    @abstractmethod
    def size(self) -> int:
        """The number of leaves."""

    @abstractmethod
    def data(self, begin: int, end: int) -> list[bytes]:
        """The log data (33 bytes each) of these leaves."""

    @abstractmethod
    def hashes(self, level: int, begin: int, end: int) -> list[bytes]:
        """The hashes of the full subtrees of a level, by index; fewer where some are not full yet."""

    @abstractmethod
    def checkpoint(self, leaf: int | None = None) -> tuple[int, str] | None:
        """The size and note of the latest checkpoint, or of the first one that covers `leaf`."""

    @abstractmethod
    def choice(self, leaf: int) -> Choice | None:
        """The choice of a leaf, unless it was erased."""

    @abstractmethod
    def choice_by_id(self, entry_id: str) -> Choice | None:
        """The choice with this entry id, unless it was erased."""

    @abstractmethod
    def used(self, key: bytes) -> Used | None:
        """What a key was used for, while that is remembered."""

    @abstractmethod
    def content(self, digest: str) -> bytes | None:
        """Published bytes."""

    @abstractmethod
    def publications(self, site: str, kind: LogKind, name: str | None) -> list[Publication]:
        """Of a site and kind (and name), in the order of their leaves."""

    @abstractmethod
    def current(self, site: str, kind: LogKind, name: str) -> Publication | None:
        """The last of them."""

    @abstractmethod
    def sites(self) -> list[str]:
        """The sites with a charter, sorted."""

    @abstractmethod
    def counts(self, site: str) -> list[Count]:
        """By day and purpose."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of everything."""
