"""Inclusion and consistency proofs: against pymerkle, in few reads, with a sentence for each refusal."""

import functools
import random

import pytest
from pymerkle import InmemoryTree

from charte.core.errors import DoesNotVerify
from charte.core.proof import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

SIZE = 130
LEAVES = [leaf_hash(b"entry %d" % number) for number in range(SIZE)]
ROOTS = [root(LEAVES[:size]) for size in range(SIZE + 1)]


def log_of(leaves):
    """Keeps the hash of every full subtree, as a ledger does, and reads it back by (level, index)."""
    kept, frontier = {}, Frontier()
    for leaf in leaves:
        frontier, completed = frontier.append(leaf)
        kept |= {(level, index): node for level, index, node in completed}
    return lambda level, index: kept[level, index]


LOG = log_of(LEAVES)


@pytest.fixture(scope="module")
def oracle():
    """pymerkle's tree over the same entries."""
    tree = InmemoryTree(algorithm="sha256")
    tree.append_entries([b"entry %d" % number for number in range(SIZE)])
    return tree


def as_rfc_6962(proof, old_size):
    """The hashes of a pymerkle consistency proof in the form of RFC 6962 section 2.1.2.

    pymerkle writes down the old root where it is a full subtree, and divides what came after the old tree
    further than it needs: put together again, with the old tree's subtree first, it is the RFC's list.
    """
    path = [bytes(each) for each in proof.path]
    if proof.subset[0]:
        old, rest = path[0], path[1:]
    else:
        place = proof.subset.index(1)
        grown = functools.reduce(node_hash, path[:place])
        old, rest = path[place], [grown, *path[place + 1 :]]
    return tuple(rest) if old_size.bit_count() == 1 else (old, *rest)


def test_every_proof_up_to_130_leaves_verifies():
    """Every index of every size; the hashes are exactly those that RFC 9162 section 2.1.3.2 counts."""
    for size in range(1, SIZE + 1):
        for index in range(size):
            verify_inclusion(LEAVES[index], index, size, inclusion_proof(index, size, LOG), ROOTS[size])


def test_every_consistency_proof_up_to_130_leaves_verifies():
    """Every older size against every later one."""
    for size in range(SIZE + 1):
        for old_size in range(size + 1):
            proof = consistency_proof(old_size, size, LOG)
            verify_consistency(old_size, size, proof, ROOTS[old_size], ROOTS[size])


def test_pymerkle_gives_the_same_inclusion_proofs(oracle):
    """Hash for hash, for sizes and indexes drawn once with a fixed seed."""
    draw = random.Random(6962)
    for _ in range(300):
        size = draw.randint(1, SIZE)
        index = draw.randrange(size)
        _, *theirs = map(bytes, oracle.prove_inclusion(index + 1, size).path)  # the leaf comes first
        assert inclusion_proof(index, size, LOG) == tuple(theirs)


def test_pymerkle_gives_the_same_consistency_proofs(oracle):
    """Hash for hash, and the same roots, for pairs of sizes drawn once with a fixed seed."""
    draw = random.Random(9162)
    for _ in range(300):
        size = draw.randint(2, SIZE)
        old_size = draw.randint(1, size - 1)
        theirs = oracle.prove_consistency(old_size, size)
        theirs.verify(ROOTS[old_size], ROOTS[size], old_size, size)
        assert consistency_proof(old_size, size, LOG) == as_rfc_6962(theirs, old_size)


class CountedReads:
    """A log too large to build: every hash is the same, and each reading is counted."""

    def __init__(self):
        self.count = 0

    def __call__(self, level, index):
        self.count += 1
        return bytes(32)


def test_a_proof_reads_few_hashes():
    """A proof in a log of ten million entries reads at most two hashes for each level of the tree."""
    size = 10_000_000
    draw = random.Random(1)
    for index in [0, size - 1, *(draw.randrange(size) for _ in range(50))]:
        for prove in (inclusion_proof, consistency_proof):
            reads = CountedReads()
            prove(index, size, reads)
            assert reads.count <= 2 * size.bit_length()


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_that_is_not_there_has_no_proof(index, size):
    """Asking for one is a mistake of the caller; claiming one does not verify."""
    with pytest.raises(ValueError, match="has no leaf"):
        inclusion_proof(index, size, LOG)
    with pytest.raises(DoesNotVerify):
        verify_inclusion(LEAVES[0], index, size, (), ROOTS[1])


@pytest.mark.parametrize(("old_size", "size"), [(-1, 3), (4, 3)])
def test_a_log_never_shrinks(old_size, size):
    """No proof from a larger tree to a smaller one."""
    with pytest.raises(ValueError, match="never had"):
        consistency_proof(old_size, size, LOG)
    with pytest.raises(DoesNotVerify, match="lost some"):
        verify_consistency(old_size, size, (), ROOTS[4], ROOTS[3])


def test_nothing_proves_an_empty_log_but_its_own_root():
    """Any log grew from the empty one, whose root is known; a proof must be empty there."""
    verify_consistency(0, 5, (), EMPTY_ROOT, ROOTS[5])
    for old_root, proof in ((ROOTS[1], ()), (EMPTY_ROOT, (ROOTS[1],))):
        with pytest.raises(DoesNotVerify):
            verify_consistency(0, 5, proof, old_root, ROOTS[5])


def test_two_roots_of_one_size_must_be_equal():
    """A log that shows two faces at the same size is caught without any proof."""
    with pytest.raises(DoesNotVerify, match="changed while it had 5 entries"):
        verify_consistency(5, 5, (), ROOTS[4], ROOTS[5])


def test_a_consistency_proof_has_its_own_length():
    """One hash less or more proves nothing, whatever the hashes are."""
    proof = consistency_proof(5, 13, LOG)
    for wrong in (proof[:-1], (*proof, ROOTS[1]), ()):
        with pytest.raises(DoesNotVerify, match="cannot lead from 5 entries to 13"):
            verify_consistency(5, 13, wrong, ROOTS[5], ROOTS[13])


@pytest.mark.parametrize("wrong", [b"", b"\0" * 31, b"\0" * 33])
def test_a_hash_of_another_length_is_refused(wrong):
    """Wherever it stands: leaf, root or proof."""
    proof = inclusion_proof(0, 2, LOG)
    for leaf, hashes, top in (
        (wrong, proof, ROOTS[2]),
        (LEAVES[0], (wrong,), ROOTS[2]),
        (LEAVES[0], proof, wrong),
    ):
        with pytest.raises(DoesNotVerify, match="no SHA-256 hash"):
            verify_inclusion(leaf, 0, 2, hashes, top)


def test_a_refusal_says_what_and_how_to_mend_it():
    """The sentence names the entry, and exit code 1 is the answer no."""
    with pytest.raises(DoesNotVerify) as caught:
        verify_inclusion(LEAVES[1], 0, 2, inclusion_proof(0, 2, LOG), ROOTS[2])
    assert caught.value.what == "The proof does not lead from entry 0 to the log's root."
    assert caught.value.mend
    assert caught.value.exit_code == 1
