"""vectors/proof.json: the committed file is what the code gives, and what it says holds."""

import importlib.util
import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from charte.core.errors import DoesNotVerify
from charte.core.proof import (
    leaf_hash,
    parse_vkey,
    root,
    verify_checkpoint,
    verify_consistency,
    verify_inclusion,
)

FOLDER = Path(__file__).parents[3] / "vectors"
VECTORS = json.loads((FOLDER / "proof.json").read_text(encoding="utf-8"))
KEY = parse_vkey(VECTORS["vkey"])


def ed25519(public_key, signature, message):
    """Whether the signature is good."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def refused(kind):
    """The claims that do not hold, by what is wrong with them."""
    return [pytest.param(claim, id=claim["why"]) for claim in VECTORS["refused"][kind]]


def check_inclusion(claim):
    """As a reader of the file does it."""
    proof = [bytes.fromhex(each) for each in claim["proof"]]
    leaf, top = bytes.fromhex(claim["leaf"]), bytes.fromhex(claim["root"])
    verify_inclusion(leaf, claim["index"], claim["size"], proof, top)


def check_consistency(claim):
    """As a reader of the file does it."""
    proof = [bytes.fromhex(each) for each in claim["proof"]]
    old, top = bytes.fromhex(claim["old_root"]), bytes.fromhex(claim["root"])
    verify_consistency(claim["old_size"], claim["size"], proof, old, top)


def test_the_committed_file_is_what_the_code_gives():
    """Changing a permanent format must show as a change of this file."""
    spec = importlib.util.spec_from_file_location("make_proof", FOLDER / "make_proof.py")
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert maker.text() == (FOLDER / "proof.json").read_text(encoding="utf-8")


def test_leaves_and_roots_are_those_of_rfc_6962():
    """The leaf hash of each log datum and the root of each size, none included."""
    leaves = [leaf_hash(bytes.fromhex(leaf["data"])) for leaf in VECTORS["leaves"]]
    assert [leaf.hex() for leaf in leaves] == [leaf["hash"] for leaf in VECTORS["leaves"]]
    assert [root(leaves[:size]).hex() for size in range(len(leaves) + 1)] == VECTORS["roots"]


def test_every_claim_holds():
    """Inclusion, consistency and checkpoints."""
    for claim in VECTORS["inclusion"]:
        check_inclusion(claim)
    for claim in VECTORS["consistency"]:
        check_consistency(claim)
    for claim in VECTORS["checkpoints"]:
        found = verify_checkpoint(claim["note"], KEY, VECTORS["origin"], ed25519)
        assert (found.origin, found.size, found.root.hex()) == (claim["origin"], claim["size"], claim["root"])


@pytest.mark.parametrize("claim", refused("inclusion"))
def test_a_wrong_inclusion_claim_is_refused(claim):
    """Each for the one thing that is wrong with it."""
    with pytest.raises(DoesNotVerify):
        check_inclusion(claim)


@pytest.mark.parametrize("claim", refused("consistency"))
def test_a_wrong_consistency_claim_is_refused(claim):
    """Each for the one thing that is wrong with it."""
    with pytest.raises(DoesNotVerify):
        check_consistency(claim)


@pytest.mark.parametrize("claim", refused("checkpoints"))
def test_a_wrong_checkpoint_is_refused(claim):
    """Each for the one thing that is wrong with it."""
    with pytest.raises(DoesNotVerify):
        verify_checkpoint(claim["note"], KEY, VECTORS["origin"], ed25519)
