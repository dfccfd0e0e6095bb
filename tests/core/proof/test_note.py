"""Signed notes: read, signed and verified as C2SP signed-note says."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from charte.core.errors import DoesNotVerify
from charte.core.proof import (
    MAX_SIGNATURES,
    VerifierKey,
    base64_text,
    parse_note,
    parse_vkey,
    sign_note,
    verify_note,
)

# The example that the documentation of Go's sumdb/note package gives: made by another implementation.
GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = VerifierKey("charte.localhost/log", PRIVATE.public_key().public_bytes_raw())
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
OTHER_KEY = VerifierKey("witness.localhost", OTHER.public_key().public_bytes_raw())
TEXT = "Une ligne.\n\nUne autre, après une ligne vide.\n"


def ed25519(public_key, signature, message):
    """Whether the signature is good: what a caller hands to `verify_note`."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def signed(text=TEXT, key=KEY, private=PRIVATE):
    """A note with one signature."""
    return sign_note(text, key.name, key.key_id, private.sign)


def line_of(note):
    """The signature line of a note with one signature."""
    return note.rpartition("\n\n")[2]


def test_a_note_of_another_implementation_verifies():
    """Key id, signature and format are those of Go's sumdb/note."""
    key = parse_vkey(GO_VKEY)
    assert key.vkey == GO_VKEY
    assert verify_note(GO_NOTE, key, ed25519).text == GO_NOTE.rpartition("\n\n")[0] + "\n"


def test_what_is_signed_verifies():
    """The text comes back whole, its empty lines and its last newline included."""
    assert verify_note(signed(), KEY, ed25519).text == TEXT


def test_a_changed_text_does_not_verify():
    """One letter, or one empty line more."""
    for wrong in (signed().replace("ligne", "Ligne", 1), "\n" + signed()):
        with pytest.raises(DoesNotVerify, match="does not fit the note"):
            verify_note(wrong, KEY, ed25519)


def test_signatures_of_unknown_keys_are_passed_over():
    """A witness signs beside the log: each verifies alone (signed-note, "Signatures")."""
    note = signed() + line_of(signed(key=OTHER_KEY, private=OTHER))
    for key in (KEY, OTHER_KEY):
        assert len(verify_note(note, key, ed25519).signatures) == 2


def test_a_note_without_the_keys_signature_does_not_verify():
    """Nor does one signed by another key under the same name: the key id differs."""
    impostor = VerifierKey(KEY.name, OTHER_KEY.public_key)
    for note in (signed(key=OTHER_KEY, private=OTHER), signed(key=impostor, private=OTHER)):
        with pytest.raises(DoesNotVerify, match="is not signed by the key"):
            verify_note(note, KEY, ed25519)


def test_one_wrong_signature_of_a_known_key_spoils_the_note():
    """Even beside a good one by the same key (signed-note: the whole note is rejected)."""
    forged = f"— {KEY.name} {base64_text(KEY.key_id + bytes(64))}\n"
    for note in (signed() + forged, signed().replace(line_of(signed()), forged + line_of(signed()))):
        with pytest.raises(DoesNotVerify, match="does not fit the note"):
            verify_note(note, KEY, ed25519)


NO_NOTES = {
    "empty": "",
    "no signature": "text\n",
    "no empty line": "text\n— a " + base64_text(bytes(68)) + "\n",
    "no newline at the end": signed()[:-1],
    "two newlines at the end": signed() + "\n",
    "hyphen for a dash": signed().replace("— ", "- "),
    "no space after the dash": signed().replace("— ", "—"),
    "no name": signed().replace(KEY.name, ""),
    "plus in the name": signed().replace(KEY.name, "a+b"),
    "no-break space in the name": signed().replace(KEY.name, "a\u00a0b"),
    "no base64": signed().replace("=\n", "!\n"),
    "base64 without padding": signed().replace("=\n", "\n"),
    "key id alone": f"text\n\n— a {base64_text(bytes(4))}\n",
    "carriage return": signed().replace("\n", "\r\n"),
    "tab in the text": signed("a b\n").replace("a b", "a\tb"),
    "null in the text": signed("a b\n").replace(" ", "\0", 1),
    "lone surrogate": signed("a b\n").replace("a b", "a\ud800b"),
    "too many signatures": signed() + line_of(signed()) * MAX_SIGNATURES,
}


@pytest.mark.parametrize("note", NO_NOTES.values(), ids=NO_NOTES.keys())
def test_what_is_no_note_is_refused(note):
    """signed-note, "Format": refused before any signature is looked at."""
    with pytest.raises(DoesNotVerify, match="no signed note"):
        parse_note(note)


def test_as_many_signatures_as_allowed_are_read():
    """The limit itself is still a note; the standard asks for at least 16."""
    note = signed() + line_of(signed()) * (MAX_SIGNATURES - 1)
    assert len(parse_note(note).signatures) == MAX_SIGNATURES >= 16


@pytest.mark.parametrize("text", ["", "no newline", "a\tb\n", "a\r\n", "\0\n"], ids=repr)
def test_a_text_that_no_note_may_hold_is_not_signed(text):
    """The signer never makes what the reader refuses."""
    with pytest.raises(ValueError, match="ends in a newline"):
        signed(text)


@pytest.mark.parametrize(
    ("name", "key_id"), [("", bytes(4)), ("a b", bytes(4)), ("a+b", bytes(4)), ("a", b"")]
)
def test_a_signer_that_no_note_may_name_does_not_sign(name, key_id):
    """Names without spaces and plus, key ids of four bytes."""
    with pytest.raises(ValueError, match="no signer"):
        sign_note(TEXT, name, key_id, PRIVATE.sign)


def test_a_key_is_read_back_from_its_text():
    """Name, key id in hex, and type with key in base64."""
    assert parse_vkey(KEY.vkey) == KEY
    assert KEY.vkey.startswith(f"charte.localhost/log+{KEY.key_id.hex()}+AQ")


NO_KEYS = {
    "empty": "",
    "no parts": "name",
    "two parts": "name+00000000",
    "no name": "+" + KEY.vkey.partition("+")[2],
    "space in the name": "a " + KEY.vkey,
    "another name": "a" + KEY.vkey,
    "another key id": KEY.vkey.replace(KEY.key_id.hex(), "00000000"),
    "key id in capitals": KEY.vkey.replace(KEY.key_id.hex(), KEY.key_id.hex().upper()),
    "another type": "a+00000000+" + base64_text(bytes([2, *bytes(32)])),
    "short key": "a+00000000+" + base64_text(bytes([1, *bytes(31)])),
    "no base64": "a+00000000+!",
}


@pytest.mark.parametrize("text", NO_KEYS.values(), ids=NO_KEYS.keys())
def test_what_is_no_key_is_refused(text):
    """A key that was cut or altered is found before it refuses every note."""
    with pytest.raises(ValueError):
        parse_vkey(text)


def test_a_key_of_another_length_is_refused():
    """Ed25519 public keys have 32 bytes (RFC 8032)."""
    with pytest.raises(ValueError, match="32 bytes"):
        VerifierKey("a", bytes(31))
