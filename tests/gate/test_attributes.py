"""What follows a cookie's value, read once for all that share it; and what every browser takes for a deletion."""

from datetime import timedelta

import pytest
from tests.gate.site import AT

from charte.gate.attributes import attributes_of


@pytest.mark.parametrize(
    ("tail", "deletes"),
    [
        ("Max-Age=0", True),
        (" max-age=-1; Path=/", True),
        ("Expires=Thu, 01 Jan 1970 00:00:00 GMT", True),
        ("Max-Age=0; Expires=Thu, 01 Jan 2099 00:00:00 GMT", True),
        ("", False),
        ("Path=/", False),
        ("Max-Age=60", False),
        ("Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", False),
        ("Expires=Thu, 01 Jan 2099 00:00:00 GMT", False),
        # Browsers differ over a lifetime said twice or not readably: Chromium keeps some of these.
        ("Max-Age=0; Max-Age=60", False),
        ("Max-Age=60; Max-Age=0", False),
        ("Max-Age=0; Max-Age=x", False),
        ("Max-Age=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT", False),
        ("Expires=never", False),
        ("Expires=Thu, 01 Jan 1970 00:00:00 GMT; Expires=Thu, 01 Jan 2099 00:00:00 GMT", False),
        ("Max-Age=0; X=" + "y" * 600, True),
        ("Max-Age=0\x01", False),
    ],
)
def test_a_deletion_is_what_every_browser_deletes(tail, deletes):
    """A doubt is no deletion: it would let a refused cookie out."""
    assert attributes_of(tail.encode()).delete(AT) is deletes


def test_an_end_is_judged_when_it_is_asked_for():
    """What is remembered holds no clock."""
    tail = b"Expires=Wed, 25 Nov 2026 12:00:00 GMT"
    assert attributes_of(tail).delete(AT)
    assert not attributes_of(tail).delete(AT - timedelta(seconds=1))


def test_domain_and_path_are_read_as_browsers_read_them():
    """Without the leading dot and in lower case; the last one counts."""
    assert attributes_of(b"Domain=.Example.ORG; path=/a; Path=/b")[:2] == ("example.org", "/b")
