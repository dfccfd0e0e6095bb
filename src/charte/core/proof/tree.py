"""The Merkle tree of RFC 6962: hashes, roots, and a tree that grows without being read again.

All hashes are 32 bytes of SHA-256. A full subtree of 2**level leaves is named by (level, index): it covers
the leaves from index * 2**level on. Full subtrees never change, so that they are all a log needs to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256().digest()

Subtree = tuple[int, int, bytes]  # (level, index, hash)
HashAt = Callable[[int, int], bytes]  # (level, index) -> the hash of that full subtree


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf: SHA-256(00 ‖ data) (RFC 6962 section 2.1)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256(01 ‖ left ‖ right) (RFC 6962 section 2.1)."""
    return sha256(b"\x01" + left + right).digest()


def root(leaf_hashes: Iterable[bytes]) -> bytes:
    """The root of the tree over `leaf_hashes`, in order (RFC 6962 section 2.1)."""
    return Frontier.of(leaf_hashes).root


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge of a tree of `size` leaves: the hashes of its full subtrees, the largest first.

    One for each bit set in `size` (RFC 9162 section 2.1.2); enough to append and to know the root.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise ValueError(f"{len(self.hashes)} hashes are no right edge of {self.size} leaves.")

    @classmethod
    def of(cls, leaf_hashes: Iterable[bytes]) -> Frontier:
        """The frontier of the tree over `leaf_hashes`."""
        size, hashes = 0, list[bytes]()
        for leaf in leaf_hashes:
            size += 1
            _push(hashes, size, leaf)
        return cls(size, tuple(hashes))

    @classmethod
    def read(cls, size: int, hash_at: HashAt) -> Frontier:
        """The frontier of a tree that is kept elsewhere: one read for each bit set in `size`."""
        return cls(size, tuple(hash_at(level, index) for level, index in full_subtrees(0, size)))

    @property
    def root(self) -> bytes:
        """The root of the tree; of no leaves, SHA-256 of nothing (RFC 6962 section 2.1)."""
        return _fold(self.hashes) if self.hashes else EMPTY_ROOT

    def append(self, leaf: bytes) -> tuple[Frontier, tuple[Subtree, ...]]:
        """The frontier with one more leaf hash, and the full subtrees that it completes, itself first.

        Keeping each of them under its (level, index) is what makes every later proof possible.
        """
        hashes = list(self.hashes)
        size = self.size + 1
        completed = _push(hashes, size, leaf)
        subtrees = tuple((level, (size >> level) - 1, node) for level, node in enumerate(completed))
        return Frontier(size, tuple(hashes)), subtrees


def full_subtrees(begin: int, end: int) -> list[tuple[int, int]]:
    """The (level, index) of the largest full subtrees over the leaves from `begin` to `end`, in order.

    `begin` must be a multiple of every size needed, as it is where RFC 6962 section 2.1 divides a tree.
    """
    found = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        found.append((level, begin >> level))
        begin += 1 << level
    return found


def range_root(begin: int, end: int, hash_at: HashAt) -> bytes:
    """The hash of the node over the leaves from `begin` to `end` (same condition as `full_subtrees`)."""
    return _fold(tuple(hash_at(level, index) for level, index in full_subtrees(begin, end)))


def _push(hashes: list[bytes], size: int, leaf: bytes) -> list[bytes]:
    """Adds leaf number `size` to the right edge; the nodes that it completes, by level from 0."""
    completed = [leaf]
    # Each zero bit under the lowest one of the new size was a full subtree that now has its sibling.
    for _ in range((size & -size).bit_length() - 1):
        completed.append(node_hash(hashes.pop(), completed[-1]))
    hashes.append(completed[-1])
    return completed


def _fold(hashes: tuple[bytes, ...]) -> bytes:
    """The node over neighbouring full subtrees, the largest first."""
    result = hashes[-1]
    for left in reversed(hashes[:-1]):
        result = node_hash(left, result)
    return result
