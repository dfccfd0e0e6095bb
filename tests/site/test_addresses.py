"""Addresses of the governed site, made from what its charter says."""

from __future__ import annotations

import pytest
from tests.fakes.registers import register

from charte.core.charter import read
from charte.site.charters.addresses import choose_at, on_site, origin_of


def charter(hosts: str, page: str = "/charte"):
    text = register().replace('hosts = ["demo.localhost"]', f"hosts = {hosts}")
    return read(text.replace('page = "/charte"', f'page = "{page}"'))


@pytest.mark.parametrize(
    ("hosts", "page", "origin", "choice"),
    [
        ('["www.example.org"]', "/charte", "https://www.example.org", "https://www.example.org/charte"),
        ('["demo.localhost"]', "/charte", "http://demo.localhost", "http://demo.localhost/charte"),
        ('["*.example.org", "example.org"]', "/c", "https://example.org", "https://example.org/c"),
        (
            '["demo.localhost"]',
            "http://demo.localhost:8702/charte",
            "http://demo.localhost:8702",
            "http://demo.localhost:8702/charte",
        ),
        ('["*.example.org"]', "/charte", "", ""),
    ],
)
def test_the_site_is_where_its_charter_says(hosts: str, page: str, origin: str, choice: str):
    """A path is on the first host, by https unless it is this machine; a whole address is taken as it is."""
    found = charter(hosts, page)
    assert origin_of(found) == origin
    assert choose_at(found) == choice


@pytest.mark.parametrize(
    "address", ["", "docs/assessment.pdf", "javascript:alert(1)", "mailto:a@example.org", "data:,x"]
)
def test_what_is_no_address_of_the_web_is_no_link(address: str):
    """A reference on paper stays text, and a script is never followed."""
    assert on_site(address, "https://example.org") == ""


def test_a_path_of_the_site_is_not_one_of_the_platform(platform):
    """What the charter names by a path leads to the governed site."""
    text = platform.client().get("/en/rivebelle/").content.decode()
    assert 'href="http://demo.localhost/charte"' in text
