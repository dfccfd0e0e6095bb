"""What remains of a value: enough to tell values apart, not enough to know them."""

import math

import pytest

from charte.tapes.values import Values, entropy

KEY = b"a key of sixteen"


def test_equal_values_look_equal_within_one_run():
    """So that a cookie set, sent and kept is one."""
    values = Values(KEY)
    assert values("9b1f") == values("9b1f")
    assert values("9b1f").hash != values("9b1e").hash


def test_the_same_value_looks_otherwise_in_another_run():
    """Two tapes cannot be joined over a person."""
    assert Values(KEY)("9b1f").hash != Values(b"another key: 16+")("9b1f").hash


def test_the_hash_is_the_keyed_one_of_the_formats():
    """HMAC-SHA-256 in hex: docs/formats.md, section 6."""
    import hashlib
    import hmac

    assert Values(KEY)("é").hash == hmac.new(KEY, "é".encode(), hashlib.sha256).hexdigest()


def test_length_is_in_characters():
    """As a person counts them."""
    assert Values(KEY)("clé").length == 3


@pytest.mark.parametrize("key", [b"", b"fifteen letters"])
def test_a_key_that_could_be_guessed_is_refused(key):
    """The hash of a short value would tell it."""
    with pytest.raises(ValueError, match="at least 16 bytes"):
        Values(key)


@pytest.mark.parametrize(
    ("text", "bits"),
    [("", 0), ("aaaa", 0), ("ab", 2), ("aabb", 4), ("0123456789abcdef", 64), ("aab", 3 * math.log2(3) - 2)],
)
def test_entropy_is_that_of_the_whole_text(text, bits):
    """In bits, from the frequencies of its own characters (Shannon)."""
    assert entropy(text) == pytest.approx(bits)
    assert Values(KEY)(text).entropy == round(bits, 1)


def test_entropy_has_no_sign_where_there_is_none():
    """`-0.0` would be another byte on the tape."""
    assert str(Values(KEY)("aaaa").entropy) == "0.0"


def test_half_a_character_is_a_value_too():
    """A script may write what no UTF-8 can."""
    assert Values(KEY)("\ud800").length == 1
