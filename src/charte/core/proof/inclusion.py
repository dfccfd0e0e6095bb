"""Proofs that a leaf is in a tree, and that a tree only grew (RFC 6962 section 2.1, RFC 9162 section 2.1).

Making a proof of a tree of n leaves reads at most 2 log2(n) subtree hashes; checking one reads nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from charte.core.errors import DoesNotVerify
from charte.core.proof.tree import EMPTY_ROOT, HASH_SIZE, HashAt, node_hash, range_root

_MEND = "What was shown is altered, or it belongs to another log: ask for it again where it came from."


def inclusion_proof(index: int, size: int, hash_at: HashAt) -> tuple[bytes, ...]:
    """The hashes that lead from leaf `index` to the root of the first `size` leaves, from the leaf up.

    RFC 6962 section 2.1.1. Raises `ValueError` where there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"A tree of {size} leaves has no leaf {index}.")
    siblings = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            siblings.append(range_root(middle, end, hash_at))
            end = middle
        else:
            siblings.append(range_root(begin, middle, hash_at))
            begin = middle
    return tuple(reversed(siblings))


def consistency_proof(old_size: int, size: int, hash_at: HashAt) -> tuple[bytes, ...]:
    """The hashes that prove the first `old_size` of `size` leaves to be the whole of the older tree.

    RFC 6962 section 2.1.2; empty where nothing is to prove (no leaves then, or none since). Raises
    `ValueError` where the older tree is the larger one.
    """
    if not 0 <= old_size <= size:
        raise ValueError(f"A tree of {size} leaves never had {old_size}.")
    if old_size in (0, size):
        return ()
    proof = []
    begin, end = 0, size
    # Down to the smallest subtree that ends where the old tree ended.
    while end != old_size:
        middle = begin + _split(end - begin)
        if old_size <= middle:
            proof.append(range_root(middle, end, hash_at))
            end = middle
        else:
            proof.append(range_root(begin, middle, hash_at))
            begin = middle
    if begin:  # otherwise it is the old root, which the reader has
        proof.append(range_root(begin, end, hash_at))
    return tuple(reversed(proof))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Checks that the leaf hash `leaf` stands at `index` in the tree of `size` leaves with that `root`.

    RFC 9162 section 2.1.3.2. Raises `DoesNotVerify` otherwise, or where a hash is not of 32 bytes.
    """
    _check_hashes(leaf, root, *proof)
    if not 0 <= index < size:
        raise DoesNotVerify(f"The proof speaks of entry {index} in a log of {size} entries.", _MEND)
    inner, border = _lengths(index, size)
    if len(proof) != inner + border:
        raise DoesNotVerify(
            f"The proof has {len(proof)} hashes where entry {index} of {size} needs {inner + border}.", _MEND
        )
    node = leaf
    for level, sibling in enumerate(proof):
        # Above `inner` the node is on the right edge, and every sibling stands on its left.
        if level >= inner or index >> level & 1:
            node = node_hash(sibling, node)
        else:
            node = node_hash(node, sibling)
    if node != root:
        raise DoesNotVerify(f"The proof does not lead from entry {index} to the log's root.", _MEND)


def verify_consistency(
    old_size: int, size: int, proof: Sequence[bytes], old_root: bytes, root: bytes
) -> None:
    """Checks that the tree of `size` leaves begins with the whole tree of `old_size` leaves.

    RFC 9162 section 2.1.4.2. Raises `DoesNotVerify` otherwise, or where a hash is not of 32 bytes.
    """
    _check_hashes(old_root, root, *proof)
    if not 0 <= old_size <= size:
        raise DoesNotVerify(f"The log had {old_size} entries and now has {size}: it lost some.", _MEND)
    if old_size in (0, size):
        expected = root if old_size else EMPTY_ROOT
        if proof or old_root != expected:
            raise DoesNotVerify(f"The log changed while it had {old_size} entries.", _MEND)
        return
    # From the smallest subtree that ends where the old tree ended; in a full old tree that is its root.
    shift = (old_size & -old_size).bit_length() - 1
    inner, border = _lengths(old_size - 1, size)
    start = 0 if old_size == 1 << shift else 1
    if len(proof) != inner - shift + border + start:
        raise DoesNotVerify(
            f"A proof of {len(proof)} hashes cannot lead from {old_size} entries to {size}.", _MEND
        )
    old_node = node = proof[0] if start else old_root
    for level, sibling in enumerate(proof[start:], start=shift):
        if level >= inner or (old_size - 1) >> level & 1:
            old_node = node_hash(sibling, old_node)
            node = node_hash(sibling, node)
        else:  # grown since: no part of the old tree
            node = node_hash(node, sibling)
    if old_node != old_root or node != root:
        raise DoesNotVerify(f"The log's first {old_size} entries are not what they were.", _MEND)


def _split(size: int) -> int:
    """The largest power of two below `size`: where RFC 6962 section 2.1 divides a tree."""
    return 1 << (size - 1).bit_length() - 1


def _lengths(index: int, size: int) -> tuple[int, int]:
    """The lengths of the two parts of a leaf's way up: inside the tree, then along its right edge."""
    inner = (index ^ size - 1).bit_length()
    return inner, (index >> inner).bit_count()


def _check_hashes(*hashes: bytes) -> None:
    if any(len(each) != HASH_SIZE for each in hashes):
        raise DoesNotVerify("The proof holds something that is no SHA-256 hash.", _MEND)
