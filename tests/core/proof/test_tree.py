"""The Merkle tree against the known roots of RFC 6962's reference and against pymerkle."""

import pytest
from pymerkle import InmemoryTree

from charte.core.proof import EMPTY_ROOT, Frontier, full_subtrees, leaf_hash, node_hash, range_root, root

# The leaves and roots that the reference implementation of RFC 6962 is tested with.
KNOWN_LEAVES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
KNOWN_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(len(KNOWN_ROOTS)))
def test_the_roots_of_rfc_6962_are_ours(size):
    """Size by size, the empty tree included."""
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in KNOWN_LEAVES[:size]]
    assert root(leaves).hex() == KNOWN_ROOTS[size]


def test_leaf_and_node_are_hashed_apart():
    """RFC 6962 section 2.1: 00 before a leaf, 01 before a node, so that neither passes for the other."""
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)
    assert root([left, right]) == node_hash(left, right)
    assert root([]) == EMPTY_ROOT


def test_pymerkle_finds_the_same_roots():
    """An independent implementation, for each size from 1 to 130."""
    oracle, frontier = InmemoryTree(algorithm="sha256"), Frontier()
    for size in range(1, 131):
        data = b"entry %d" % size
        oracle.append_entry(data)
        frontier, _ = frontier.append(leaf_hash(data))
        assert frontier.size == size
        assert frontier.root == oracle.get_root(size)


def test_an_append_gives_every_subtree_that_it_completes():
    """The fourth leaf completes itself, a pair, and the tree of four; each is named by level and index."""
    leaves = [leaf_hash(bytes([number])) for number in range(4)]
    _, completed = Frontier.of(leaves[:3]).append(leaves[3])
    pair = node_hash(leaves[2], leaves[3])
    assert completed == ((0, 3, leaves[3]), (1, 1, pair), (2, 0, root(leaves)))


def test_a_frontier_keeps_one_hash_for_each_bit_of_its_size():
    """Five leaves are a full four and one; a frontier that is anything else is refused."""
    leaves = [leaf_hash(bytes([number])) for number in range(5)]
    assert Frontier.of(leaves).hashes == (root(leaves[:4]), leaves[4])
    with pytest.raises(ValueError, match="no right edge"):
        Frontier(5, (leaves[0],))
    with pytest.raises(ValueError, match="no right edge"):
        Frontier(-1, ())


def test_a_range_is_made_of_the_largest_full_subtrees():
    """Leaves 8 to 15 of a tree of 15: four, two and one."""
    assert full_subtrees(8, 15) == [(2, 2), (1, 6), (0, 14)]
    assert full_subtrees(0, 0) == []
    assert range_root(8, 9, lambda level, index: bytes([level, index])) == bytes([0, 8])
