"""Checkpoints: what a log says of itself, as C2SP tlog-checkpoint writes it."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from charte.core.errors import DoesNotVerify
from charte.core.proof import Checkpoint, VerifierKey, parse_checkpoint, sign_note, verify_checkpoint

ROOT = bytes(range(32))
ROOT_TEXT = base64.b64encode(ROOT).decode()
ORIGIN = "charte.localhost/log"


def test_the_documents_example_is_read_and_written_alike():
    """The three lines that tlog-checkpoint shows."""
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    checkpoint = parse_checkpoint(text)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.text() == text


def test_extension_lines_are_kept():
    """They are part of what was signed, though nobody can check them."""
    checkpoint = Checkpoint(ORIGIN, 0, ROOT, ("one", "two"))
    assert checkpoint.text().endswith("\none\ntwo\n")
    assert parse_checkpoint(checkpoint.text()) == checkpoint


NO_CHECKPOINTS = {
    "empty": "\n",
    "two lines": f"{ORIGIN}\n1\n",
    "no origin": f"\n1\n{ROOT_TEXT}\n",
    "leading zero": f"{ORIGIN}\n01\n{ROOT_TEXT}\n",
    "negative": f"{ORIGIN}\n-1\n{ROOT_TEXT}\n",
    "plus sign": f"{ORIGIN}\n+1\n{ROOT_TEXT}\n",
    "underscore": f"{ORIGIN}\n1_0\n{ROOT_TEXT}\n",
    "other digits": f"{ORIGIN}\n١\n{ROOT_TEXT}\n",
    "beyond 64 bits": f"{ORIGIN}\n{10**19}\n{ROOT_TEXT}\n",
    "short root": f"{ORIGIN}\n1\n{base64.b64encode(ROOT[1:]).decode()}\n",
    "root in hex": f"{ORIGIN}\n1\n{ROOT.hex()}\n",
    "empty extension": f"{ORIGIN}\n1\n{ROOT_TEXT}\n\nmore\n",
}


@pytest.mark.parametrize("text", NO_CHECKPOINTS.values(), ids=NO_CHECKPOINTS.keys())
def test_what_is_no_checkpoint_is_refused(text):
    """tlog-checkpoint, "Note text"."""
    with pytest.raises(DoesNotVerify, match="no checkpoint"):
        parse_checkpoint(text)


@pytest.mark.parametrize(
    "fields",
    [("", 1, ROOT), ("a\nb", 1, ROOT), (ORIGIN, -1, ROOT), (ORIGIN, 1, b""), (ORIGIN, 1, ROOT, ("",))],
    ids=repr,
)
def test_what_no_checkpoint_may_hold_is_not_made(fields):
    """The writer never makes what the reader refuses."""
    with pytest.raises(ValueError):
        Checkpoint(*fields)


def test_a_checkpoint_is_of_the_log_that_is_asked_for():
    """A key may sign for several logs: the origin says which (tlog-checkpoint, "Note text")."""
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    key = VerifierKey(ORIGIN, private.public_key().public_bytes_raw())
    checkpoint = Checkpoint(ORIGIN, 7, ROOT)
    note = sign_note(checkpoint.text(), key.name, key.key_id, private.sign)

    def verify(public_key, signature, message):
        private.public_key().verify(signature, message)
        return public_key == key.public_key

    assert verify_checkpoint(note, key, ORIGIN, verify) == checkpoint
    with pytest.raises(DoesNotVerify, match=f"is of the log {ORIGIN}, not of elsewhere"):
        verify_checkpoint(note, key, "elsewhere", verify)
