"""vectors/entry.json: the committed file is what the code gives, and what it says holds."""

import importlib.util
import json
from hashlib import sha256
from pathlib import Path

import pytest

from charte.core.canonical import canonical_bytes
from charte.core.entry import LogKind, commitment, entry_bytes, log_data, read_entry
from charte.core.errors import DoesNotVerify
from charte.core.proof import leaf_hash, parse_vkey, root
from charte.core.receipt import read_receipt, verify_receipt
from charte.ledger.keys import verify_ed25519

FOLDER = Path(__file__).parents[2] / "vectors"
VECTORS = json.loads((FOLDER / "entry.json").read_text(encoding="utf-8"))
KEY = parse_vkey(VECTORS["vkey"])


def each(claims):
    """The claims by what they are about."""
    return [pytest.param(claim, id=claim["why"]) for claim in claims]


def test_the_committed_file_is_what_the_code_gives():
    """Changing a permanent format must show as a change of this file."""
    spec = importlib.util.spec_from_file_location("make_entries", FOLDER / "make_entries.py")
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert maker.text() == (FOLDER / "entry.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("claim", each(VECTORS["entries"]))
def test_an_entry_has_these_bytes_commitment_and_leaf(claim):
    """From the document to the leaf, each step by the functions and by SHA-256 alone."""
    stored, salt = bytes.fromhex(claim["bytes"]), bytes.fromhex(claim["salt"])
    assert entry_bytes(read_entry(claim["entry"])) == canonical_bytes(claim["entry"]) == stored
    assert commitment(salt, stored) == sha256(salt + stored).digest() == bytes.fromhex(claim["commitment"])
    data = log_data(LogKind.CHOICE, commitment(salt, stored))
    assert data.hex() == "01" + claim["commitment"] == claim["data"]
    assert leaf_hash(data).hex() == sha256(b"\x00" + data).hexdigest() == claim["leaf"]


def test_the_log_has_this_root():
    """A charter, a notice, a client build, the choices and a report."""
    data = [bytes.fromhex(datum) for datum in VECTORS["log"]["data"]]
    assert [datum[0] for datum in data] == [2, 3, 4, *[1] * len(VECTORS["entries"]), 5]
    assert root(map(leaf_hash, data)).hex() == VECTORS["log"]["root"]


@pytest.mark.parametrize("document", VECTORS["receipts"], ids=lambda document: str(document["index"]))
def test_a_receipt_verifies_against_the_key(document):
    """And says nothing but what its entry says."""
    receipt = read_receipt(document)
    checkpoint = verify_receipt(receipt, KEY, VECTORS["origin"], verify_ed25519)
    assert (checkpoint.size, checkpoint.root.hex()) == (VECTORS["log"]["size"], VECTORS["log"]["root"])
    assert receipt.document() == document


@pytest.mark.parametrize("claim", each(VECTORS["refused"]["entries"]))
def test_a_wrong_entry_is_refused(claim):
    """Each for the one thing that is wrong with it."""
    with pytest.raises(ValueError):
        read_entry(claim["entry"])


@pytest.mark.parametrize("claim", each(VECTORS["refused"]["receipts"]))
def test_a_wrong_receipt_is_refused(claim):
    """Each for the one thing that is wrong with it."""
    with pytest.raises(DoesNotVerify):
        verify_receipt(read_receipt(claim["receipt"]), KEY, VECTORS["origin"], verify_ed25519)
