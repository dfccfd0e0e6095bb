"""Laws of the log: what is in it is proven, what is changed is not, and it only grows."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charte.core.errors import DoesNotVerify
from charte.core.proof import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [leaf_hash(number.to_bytes(4)) for number in range(300)]
SIZES = st.integers(1, len(LEAVES))


def hashes_of(size: int) -> Callable[[int, int], bytes]:
    """The full subtrees of the first `size` leaves, kept as a log keeps them; others are not there."""
    kept = {}
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier, completed = frontier.append(leaf)
        kept.update({(level, index): node for level, index, node in completed})
    return lambda level, index: kept[level, index]


def changed(data: bytes, position: int, mask: int) -> bytes:
    """`data` with one byte changed."""
    at = position % len(data)
    return data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]


@given(st.data())
def test_every_leaf_of_every_tree_is_proven(data):
    """A proof made from subtree hashes alone leads to the root."""
    size = data.draw(SIZES)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, size, hashes_of(size))
    verify_inclusion(LEAVES[index], index, size, proof, root(LEAVES[:size]))


@given(st.data())
def test_one_changed_byte_breaks_an_inclusion_proof(data):
    """Any byte of the leaf, of the root or of any hash of the proof."""
    size = data.draw(SIZES)
    index = data.draw(st.integers(0, size - 1))
    parts = [LEAVES[index], root(LEAVES[:size]), *inclusion_proof(index, size, hashes_of(size))]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = changed(parts[which], data.draw(st.integers(0, 31)), data.draw(st.integers(1, 255)))
    leaf, top, *proof = parts
    with pytest.raises(DoesNotVerify):
        verify_inclusion(leaf, index, size, proof, top)


@given(st.data())
def test_a_proof_holds_for_its_own_place_only(data):
    """The same hashes at another index, or with one hash less or more, prove nothing."""
    size = data.draw(st.integers(2, len(LEAVES)))
    index, other = data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))
    top = root(LEAVES[:size])
    proof = inclusion_proof(index, size, hashes_of(size))
    for wrong_index, wrong_proof in ((other, proof), (index, proof[:-1]), (index, (*proof, top))):
        with pytest.raises(DoesNotVerify):
            verify_inclusion(LEAVES[index], wrong_index, size, wrong_proof, top)


@given(st.data())
def test_a_log_that_only_grew_is_proven_consistent(data):
    """From any size, none included, to any later one."""
    size = data.draw(SIZES)
    old_size = data.draw(st.integers(0, size))
    proof = consistency_proof(old_size, size, hashes_of(size))
    verify_consistency(old_size, size, proof, root(LEAVES[:old_size]), root(LEAVES[:size]))


@given(st.data())
def test_one_changed_byte_breaks_a_consistency_proof(data):
    """Any byte of the old root, of the new root or of any hash of the proof."""
    size = data.draw(SIZES)
    old_size = data.draw(st.integers(1, size))
    proof = consistency_proof(old_size, size, hashes_of(size))
    parts = [root(LEAVES[:old_size]), root(LEAVES[:size]), *proof]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = changed(parts[which], data.draw(st.integers(0, 31)), data.draw(st.integers(1, 255)))
    old_root, new_root, *wrong = parts
    with pytest.raises(DoesNotVerify):
        verify_consistency(old_size, size, wrong, old_root, new_root)


@given(st.data())
def test_a_log_that_was_rewritten_is_not_consistent(data):
    """With one old leaf replaced, the honest proof of the new tree does not fit the old root."""
    size = data.draw(SIZES)
    old_size = data.draw(st.integers(1, size))
    rewritten = data.draw(st.integers(0, old_size - 1))
    before = list(LEAVES[:old_size])
    before[rewritten] = leaf_hash(b"what was there once")
    proof = consistency_proof(old_size, size, hashes_of(size))
    with pytest.raises(DoesNotVerify):
        verify_consistency(old_size, size, proof, root(before), root(LEAVES[:size]))


@given(SIZES)
def test_appending_one_by_one_gives_the_same_tree(size):
    """The frontier after each append, after all, and read back from the log's hashes is one and the same."""
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier, _ = frontier.append(leaf)
    assert frontier == Frontier.of(LEAVES[:size]) == Frontier.read(size, hashes_of(size))
    assert frontier.root == root(LEAVES[:size]) != EMPTY_ROOT
