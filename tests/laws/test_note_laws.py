"""Laws of signed notes: what is signed verifies, and one changed character does not."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charte.core.errors import DoesNotVerify
from charte.core.proof import VerifierKey, parse_note, parse_vkey, sign_note, verify_note

CONTROLS = "".join(chr(code) for code in range(32) if chr(code) != "\n")
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=CONTROLS)).map("{}\n".format)
NAMES = st.from_regex(r"[a-z0-9./é—-]{1,20}", fullmatch=True)
KEYS = st.builds(VerifierKey, NAMES, st.binary(min_size=32, max_size=32))


def sign_with(key):
    """A stand-in for Ed25519 that anybody can compute: these laws are of the note, not of the signature."""
    return lambda message: hmac.digest(key.public_key, message, hashlib.sha256)


def verify(public_key, signature, message):
    """The other half of the stand-in."""
    return hmac.compare_digest(hmac.digest(public_key, message, hashlib.sha256), signature)


@given(TEXTS, KEYS)
def test_what_is_signed_verifies_and_comes_back(text, key):
    """Any text and any key name that a note may hold."""
    note = sign_note(text, key.name, key.key_id, sign_with(key))
    assert verify_note(note, key, verify).text == text


@given(TEXTS, KEYS, st.data())
def test_one_changed_character_does_not_verify(text, key, data):
    """Anywhere in the note: text, name, key id, signature, punctuation."""
    note = sign_note(text, key.name, key.key_id, sign_with(key))
    place = data.draw(st.integers(0, len(note) - 1))
    other = data.draw(st.characters().filter(lambda each: each != note[place]))
    with pytest.raises(DoesNotVerify):
        verify_note(note[:place] + other + note[place + 1 :], key, verify)


@given(st.text())
def test_any_text_is_a_note_or_refused(text):
    """No other error ever comes out."""
    try:
        parsed = parse_note(text)
    except DoesNotVerify:
        return
    assert parsed.signatures


@given(KEYS)
def test_a_key_is_read_back_from_its_text(key):
    """vkey and back."""
    assert parse_vkey(key.vkey) == key
