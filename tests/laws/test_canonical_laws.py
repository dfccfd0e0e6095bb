"""Laws of canonical JSON: one value has one text, and the text is the value."""

import json

from hypothesis import given
from hypothesis import strategies as st

from charte.core.canonical import MAX_SAFE_INTEGER, canonical_bytes

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER) | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_back(value):
    """A JSON reader gets the very value that was written."""
    assert json.loads(canonical_bytes(value)) == value


@given(VALUES)
def test_writing_what_was_read_changes_no_byte(value):
    """The canonical form of a canonical form is itself."""
    written = canonical_bytes(value)
    assert canonical_bytes(json.loads(written)) == written


@given(st.dictionaries(TEXTS, st.integers(0, 9), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_count(value, random):
    """Two parties that hold the same members write the same bytes."""
    shuffled = list(value.items())
    random.shuffle(shuffled)
    assert canonical_bytes(dict(shuffled)) == canonical_bytes(value)
