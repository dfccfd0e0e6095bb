"""Canonical JSON and digests: RFC 8785."""

import hashlib

import pytest

from charte.core.canonical import MAX_SAFE_INTEGER, canonical_bytes, digest, raw_digest


def test_keys_are_sorted_by_utf_16_code_units():
    """RFC 8785 section 3.2.3 gives this very set of keys; by code point the last two would change places."""
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    written = canonical_bytes(dict.fromkeys(names, 0)).decode()
    expected = ["\\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert written == "{" + ",".join(f'"{name}":0' for name in expected) + "}"


def test_strings_are_escaped_as_little_as_possible():
    """RFC 8785 section 3.2.2.2: the seven short escapes, \\u00xx for other controls, all else as it is."""
    written = canonical_bytes('\b\t\n\f\r"\\/\x00\x1f\x7fé\u2028😀').decode()
    assert written == '"\\b\\t\\n\\f\\r\\"\\\\/\\u0000\\u001f\x7fé\u2028😀"'


def test_no_space_stands_between_tokens():
    """RFC 8785 section 3.2.1: no whitespace; order in lists stays, order of keys is the canonical one."""
    value = {"b": [True, False, None, -1, 0], "a": {"d": "x", "c": ()}}
    assert canonical_bytes(value) == b'{"a":{"c":[],"d":"x"},"b":[true,false,null,-1,0]}'


def test_integers_are_exact_up_to_the_last_safe_one():
    """RFC 7493 section 2.2: beyond 2**53 - 1 readers disagree, so nothing is written."""
    assert canonical_bytes([MAX_SAFE_INTEGER, -MAX_SAFE_INTEGER]) == b"[9007199254740991,-9007199254740991]"
    for beyond in (MAX_SAFE_INTEGER + 1, -MAX_SAFE_INTEGER - 1):
        with pytest.raises(ValueError, match="too large"):
            canonical_bytes(beyond)


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        b"bytes",
        bytearray(b"x"),
        {1: "x"},
        {"a": {None: 1}},
        {"a", "b"},
        object(),
        "\ud800",
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_has_no_canonical_form_is_refused(value):
    """Floats, bytes, keys that are no strings, sets, lone surrogates: an error, never a guess."""
    with pytest.raises(ValueError):
        canonical_bytes(value)


def test_a_digest_names_its_content():
    """`sha256:` and hex; `raw_digest` takes the name apart again."""
    raw = hashlib.sha256(b"charte").digest()
    assert digest(b"charte") == "sha256:" + raw.hex()
    assert raw_digest(digest(b"charte")) == raw


@pytest.mark.parametrize(
    "name",
    [
        "",
        "sha256:",
        "sha256:00",
        "sha512:" + "0" * 64,
        "sha256:" + "A" * 64,
        "sha256:" + "0" * 66,
        "0" * 64,
        "sha256:" + "0 " * 32 + "0" * 32,
        "sha256:" + "0" * 63 + "o",
    ],
)
def test_another_text_is_no_digest(name):
    """Length, case and algorithm are part of the name: one content has one name."""
    with pytest.raises(ValueError, match="is no sha256 digest"):
        raw_digest(name)
