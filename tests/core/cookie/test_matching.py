"""Domains and paths: RFC 6265bis sections 5.1.3 and 5.1.4."""

import pytest

from charte.core.cookie import default_path, domain_match, path_match


@pytest.mark.parametrize(
    ("host", "domain", "matches"),
    [
        ("example.org", "example.org", True),
        ("www.example.org", "example.org", True),
        ("a.b.example.org", "example.org", True),
        ("notexample.org", "example.org", False),
        ("example.org", "www.example.org", False),
        ("example.org", "", False),
        ("example.org.", "example.org", False),
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "2.1", False),
        ("::1", "::1", True),
        ("a.demo.localhost", "demo.localhost", True),
    ],
)
def test_a_host_matches_its_own_and_higher_domains(host, domain, matches):
    """Section 5.1.3; an address has no higher domain."""
    assert domain_match(host, domain) is matches


@pytest.mark.parametrize(
    ("path", "cookie_path", "matches"),
    [
        ("/", "/", True),
        ("/a", "/", True),
        ("/a", "/a", True),
        ("/a/", "/a", True),
        ("/a/b", "/a", True),
        ("/a/b", "/a/", True),
        ("/ab", "/a", False),
        ("/a", "/a/", False),
        ("/A", "/a", False),
        ("/%61", "/a", False),
    ],
)
def test_a_path_matches_its_own_and_higher_paths(path, cookie_path, matches):
    """Section 5.1.4: at a slash only, and letter by letter."""
    assert path_match(path, cookie_path) is matches


@pytest.mark.parametrize(
    ("path", "default"),
    [("", "/"), ("a/b", "/"), ("/", "/"), ("/a", "/"), ("/a/", "/a"), ("/a/b", "/a"), ("/a/b/c", "/a/b")],
)
def test_the_default_path_is_the_folder_of_the_request(path, default):
    """Section 5.1.4."""
    assert default_path(path) == default
