"""The receipt: it proves its entry to whoever has the log's key, and nothing that was changed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.ledgers import KEY, drafts, publish

from charte.core.errors import DoesNotVerify
from charte.core.proof import VerifierKey
from charte.core.receipt import read_receipt, verify_receipt
from charte.ledger.keys import new_key, verify_ed25519
from charte.ledger.memory import memory_ledger


def receipts(count):
    """The receipts of so many choices recorded at once, after a charter and its notices."""
    ledger = memory_ledger(KEY)
    charter = publish(ledger)
    made = drafts(charter, ledger.notice("rivebelle", "fr")[1])
    return ledger.record([next(made) for _ in range(count)])


RECEIPTS = receipts(9)
TEXT = json.dumps(RECEIPTS[3].document(), ensure_ascii=False, separators=(",", ":"))


def verified(document, key=KEY.verifier, origin=None):
    """The checkpoint that proves a receipt's document."""
    return verify_receipt(read_receipt(document), key, origin, verify_ed25519)


@pytest.mark.parametrize("receipt", RECEIPTS)
def test_a_receipt_proves_its_entry(receipt):
    """As a value and as the JSON that a visitor keeps."""
    checkpoint = verified(json.loads(json.dumps(receipt.document())))
    assert (checkpoint.origin, checkpoint.size) == (KEY.name, 14)
    assert read_receipt(receipt.document()) == receipt


@given(st.data())
def test_a_receipt_with_one_byte_changed_proves_nothing(data):
    """Whatever byte it is, unless what is left is no JSON at all."""
    raw = TEXT.encode()
    place = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[place]))
    try:
        document = json.loads((raw[:place] + bytes([byte]) + raw[place + 1 :]).decode())
    except ValueError:
        return
    with pytest.raises(DoesNotVerify):
        verified(document)


def changed(**parts):
    """The document with these parts replaced; `...` leaves one out."""
    document = json.loads(TEXT) | parts
    return {name: value for name, value in document.items() if value is not ...}


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        "receipt",
        {},
        changed(receipt=2),
        changed(receipt=True),
        changed(receipt="1"),
        changed(extra=1),
        changed(entry=...),
        changed(entry=[]),
        changed(entry={}),
        changed(salt=...),
        changed(salt="AAAA"),
        changed(salt="not base64!"),
        changed(salt=5),
        changed(index=True),
        changed(index="8"),
        changed(index=-1),
        changed(index=10**30),
        changed(proof=None),
        changed(proof=[1]),
        changed(proof=["AAAA"]),
        changed(proof=[]),
        changed(checkpoint=None),
        changed(checkpoint=""),
        changed(checkpoint="no note"),
    ],
    ids=lambda document: str(document)[:60],
)
def test_what_is_no_receipt_is_refused_with_a_sentence(document):
    """Never a traceback: a receipt comes from anyone."""
    with pytest.raises(DoesNotVerify) as refused:
        verified(document)
    assert refused.value.what.endswith(".")


def test_another_key_did_not_sign_it():
    """Not even a key of the same name."""
    for key in (new_key().verifier, new_key("elsewhere.localhost/log").verifier):
        with pytest.raises(DoesNotVerify):
            verified(json.loads(TEXT), key)


def test_another_log_is_not_this_one():
    """One key may sign two logs; a receipt is of one of them."""
    with pytest.raises(DoesNotVerify, match="is of the log"):
        verified(json.loads(TEXT), origin="elsewhere.localhost/log")


def test_without_a_key_only_its_consistency_is_checked():
    """Whoever asks must say that the signer went unchecked."""
    assert verified(json.loads(TEXT), None).size == 14
    with pytest.raises(DoesNotVerify):
        verified(changed(index=7), None)


def test_the_key_id_alone_is_no_signature():
    """The name and four bytes of a key can be copied; what it signs cannot."""
    forged = VerifierKey(KEY.name, new_key().verifier.public_key)
    with pytest.raises(DoesNotVerify):
        verified(json.loads(TEXT), forged)
