"""The compiled register finds what the register finds."""

from tests.gate.site import charter_with

from charte.core.charter import Kind, match
from charte.gate.matcher import Matcher, by_path

HOST = "demo.localhost"


def names(found):
    return [tracker.name for tracker in found]


def test_an_exact_name_beats_a_template():
    """And more literal characters beat fewer."""
    matcher = Matcher(charter_with("name='_mes_<ID>'", "name='_mes_abc'", "name='_mes_ab<ID>'"))
    assert names(matcher.closest(b"_mes_abc", HOST)) == ["_mes_abc"]
    assert names(matcher.closest(b"_mes_abx", HOST)) == ["_mes_ab<ID>"]
    assert names(matcher.closest(b"_mes_x", HOST)) == ["_mes_<ID>"]


def test_a_template_may_begin_with_its_wildcard():
    """No literal text leads to it, so every name is tried."""
    matcher = Matcher(charter_with("name='*_suffix'"))
    assert names(matcher.closest(b"any_suffix", HOST)) == ["*_suffix"]
    assert matcher.closest(b"_suffix", HOST) == ()


def test_only_entries_of_the_host_are_found():
    """A cookie of another host of the same name is another cookie."""
    matcher = Matcher(charter_with("name='one'\nhost='third.localhost'"))
    assert matcher.closest(b"one", HOST) == ()
    assert names(matcher.closest(b"one", "third.localhost")) == ["one"]


def test_storage_keys_are_no_cookies():
    """A local-storage key of that name does not permit a cookie."""
    assert Matcher(charter_with("name='one'\nkind='local-storage'")).closest(b"one", HOST) == ()


def test_of_equal_entries_the_path_decides():
    """The cookie's own path, else the first in the file."""
    charter = charter_with("name='one'\npath='/shop'", "name='one'\npath='/blog'")
    closest = Matcher(charter).closest(b"one", HOST)
    assert [by_path(closest, path).path for path in ("/blog", "/shop", "/")] == ["/blog", "/shop", "/shop"]


def test_the_memory_is_bounded_and_forgetting_changes_no_answer():
    """A site that invents names is answered in constant memory."""
    charter = charter_with("name='ab_<ID>'")
    matcher = Matcher(charter)
    for number in range(9000):
        name = f"ab_{number}"
        assert matcher.closest(name.encode(), HOST) == (match(charter, name, Kind.COOKIE, HOST),)
    assert len(matcher._known) <= 4096


def test_octets_that_are_no_text_match_nothing_by_mistake():
    """A name in Latin-1 is not the same name in UTF-8."""
    matcher = Matcher(charter_with("name='clé'"))
    assert names(matcher.closest("clé".encode(), HOST)) == ["clé"]
    assert matcher.closest("clé".encode("latin-1"), HOST) == ()
