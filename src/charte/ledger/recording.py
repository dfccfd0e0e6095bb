"""How a log grows: leaves and their subtrees, the checkpoint over them, and who is told what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

from charte.core.canonical import raw_digest
from charte.core.entry import Entry, LogKind, commitment, entry_bytes, log_data, read_entry
from charte.core.errors import VisitorError
from charte.core.proof import Checkpoint, Frontier, HashAt, Subtree, inclusion_proof, leaf_hash
from charte.core.receipt import Receipt
from charte.ledger.keys import SigningKey
from charte.ledger.port import Content, Draft, Outcome, Publication, Published
from charte.ledger.store import Answer, Batch, Choice, Store, Used

KEYS_LAST = 24 * 3600  # seconds; a page holds its key in memory, and no page lives longer


class Growth:
    """New leaves at the right edge of a log, with the full subtrees that they complete."""

    def __init__(self, store: Store) -> None:
        self._older = cache(hashes_of(store))
        self.begin = store.size()
        self._frontier = Frontier.read(self.begin, self._older)
        self.data: list[bytes] = []
        self._new: dict[tuple[int, int], bytes] = {}

    @property
    def nodes(self) -> list[Subtree]:
        """What is to keep besides the leaves, whose hashes follow from their data."""
        return [(level, index, node) for (level, index), node in self._new.items() if level]

    def append(self, kind: LogKind, digest: bytes) -> int:
        """Adds a leaf and returns its index."""
        data = log_data(kind, digest)
        self.data.append(data)
        self._frontier, completed = self._frontier.append(leaf_hash(data))
        self._new |= {(level, index): node for level, index, node in completed}
        return self._frontier.size - 1

    def note(self, key: SigningKey) -> str:
        """The signed checkpoint of the log as it is now."""
        return key.note(Checkpoint(key.name, self._frontier.size, self._frontier.root).text())

    def proof(self, leaf: int) -> tuple[bytes, ...]:
        """The inclusion proof of a leaf in the log as it is now."""
        return inclusion_proof(leaf, self._frontier.size, self._hash_at)

    def _hash_at(self, level: int, index: int) -> bytes:
        return self._new.get((level, index)) or self._older(level, index)


def record(store: Store, key: SigningKey, drafts: Sequence[Draft]) -> list[Outcome]:
    """Records the drafts inside a transaction of `store` (see `Ledger.record`)."""
    growth = Growth(store)
    batch = Batch(growth.begin)
    made: dict[int, Draft] = {}
    used: dict[bytes, Used] = {}
    fates: list[Used | VisitorError] = []
    for draft in drafts:
        before = used.get(draft.key) or store.used(draft.key)
        if before and before.body != draft.body:
            fates.append(_reused())
            continue
        if before is None:
            before = _append(growth, batch, draft)
            made[before.leaf] = draft
            used[draft.key] = before
        fates.append(before)
    if not made:
        return [_again(store, fate) for fate in fates]
    note = _seal(store, key, growth, batch)
    given = {
        leaf: Receipt(draft.entry, draft.salt, leaf, growth.proof(leaf), note) for leaf, draft in made.items()
    }
    return [
        given[fate.leaf] if isinstance(fate, Used) and fate.leaf in given else _again(store, fate)
        for fate in fates
    ]


def publish(store: Store, key: SigningKey, contents: Sequence[Content], at: datetime) -> list[Published]:
    """Publishes the contents inside a transaction of `store` (see `Ledger.publish_all`)."""
    growth = Growth(store)
    batch = Batch(growth.begin)
    answers = []
    for content in contents:
        digest, raw = content.named, raw_digest(content.named)
        if here := _already(store, batch, content):
            answers.append(Published(digest, here.index, new=False))
            continue
        index = growth.append(content.kind, raw)
        moment = at.astimezone(UTC).replace(microsecond=0)
        batch.contents[digest] = content.content
        batch.publications.append(
            Publication(content.site, content.kind, content.name, digest, moment, index)
        )
        answers.append(Published(digest, index, new=True))
    if growth.data:
        _seal(store, key, growth, batch)
    return answers


def begin(store: Store, key: SigningKey) -> None:
    """Signs the checkpoint of an empty log, so that there always is one."""
    if store.checkpoint() is None:
        store.write(Batch(0, note=Growth(store).note(key)))


def receipt_of(store: Store, choice: Choice) -> Receipt:
    """The receipt of a choice as it was first given: against the first checkpoint that covers it."""
    size, note = store.checkpoint(choice.leaf) or (0, "")
    proof = inclusion_proof(choice.leaf, size, hashes_of(store))
    return Receipt(entry_of(choice), choice.salt, choice.leaf, proof, note)


def entry_of(choice: Choice) -> Entry:
    """The entry that the kept bytes hold."""
    return read_entry(json.loads(choice.entry))


def hashes_of(store: Store) -> HashAt:
    """One kept subtree hash at a time, as the proofs ask for them. Raises `LookupError` beyond the log."""

    def hash_at(level: int, index: int) -> bytes:
        return store.hashes(level, index, index + 1)[0]

    return hash_at


def _append(growth: Growth, batch: Batch, draft: Draft) -> Used:
    entry = draft.entry
    stored = entry_bytes(entry)
    leaf = growth.append(LogKind.CHOICE, commitment(draft.salt, stored))
    batch.choices.append(Choice(leaf, entry.id, stored, draft.salt))
    day = entry.at.astimezone(UTC).date().isoformat()
    for names, yes in ((entry.yes, True), (entry.no, False)):
        batch.answers.update(Answer(entry.site, day, purpose, yes) for purpose in names)
    used = Used(draft.key, draft.body, leaf, int(entry.at.timestamp()))
    batch.keys.append(used)
    batch.forget_keys_before = max(batch.forget_keys_before, used.at - KEYS_LAST)
    return used


def _seal(store: Store, key: SigningKey, growth: Growth, batch: Batch) -> str:
    """Signs what has grown and writes the batch."""
    batch.data, batch.nodes, batch.note = growth.data, growth.nodes, growth.note(key)
    store.write(batch)
    return batch.note


def _again(store: Store, fate: Used | VisitorError) -> Outcome:
    """The receipt that a key brought the first time."""
    if isinstance(fate, VisitorError):
        return fate
    choice = store.choice(fate.leaf)
    if choice is None:
        return VisitorError("This choice was recorded, and has been erased since.", "", status=410)
    return receipt_of(store, choice)


def _reused() -> VisitorError:
    return VisitorError(
        "This key was already used for another choice.", "Make a new key for each choice.", status=409
    )


def _already(store: Store, batch: Batch, content: Content) -> Publication | None:
    """The publication that makes another one needless."""

    def same(other: Publication) -> bool:
        return (other.site, other.kind, other.name) == (content.site, content.kind, content.name)

    if content.kind is LogKind.REPORT:
        kept = store.publications(content.site, content.kind, None) + batch.publications
        return next(
            (each for each in kept if each.digest == content.named and each.site == content.site), None
        )
    current = next(filter(same, reversed(batch.publications)), None)
    current = current or store.current(content.site, content.kind, content.name)
    return current if current and current.digest == content.named else None
