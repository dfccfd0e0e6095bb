"""First, third or cloaked, with a public suffix list of a few lines."""

from datetime import date

import pytest

from charte.core.party import Party, SuffixRules, parse_suffix_rules, party, registrable_domain

LIST = """\
// VERSION: 2026-10-22_08-36-41_UTC
// ===BEGIN ICANN DOMAINS===
fr
gouv.fr  // what follows a rule's space is no part of it

uk
co.uk
*.ck
!www.ck
台灣
// ===BEGIN PRIVATE DOMAINS===
github.io
*.compute.estate
"""
SUFFIXES = parse_suffix_rules(LIST)


def test_the_list_is_read_with_its_day_and_both_sections():
    """Rules, wildcards and exceptions, in canonical form."""
    assert (
        SuffixRules(
            rules=frozenset({"fr", "gouv.fr", "uk", "co.uk", "xn--kpry57d", "github.io"}),
            wildcards=frozenset({"ck", "compute.estate"}),
            exceptions=frozenset({"www.ck"}),
            version=date(2026, 10, 22),
        )
        == SUFFIXES
    )
    assert parse_suffix_rules("fr\n").version is None


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.rivebelle.fr", "rivebelle.fr"),
        ("rivebelle.fr", "rivebelle.fr"),
        ("a.b.service.gouv.fr", "service.gouv.fr"),
        ("example.co.uk", "example.co.uk"),
        ("someone.github.io", "someone.github.io"),
        ("a.b.c.ck", "b.c.ck"),
        ("a.www.ck", "www.ck"),
        ("a.b.c.compute.estate", "b.c.compute.estate"),
        ("a.compute.estate", "a.compute.estate"),
        ("食狮.台灣", "xn--85x722f.xn--kpry57d"),
        ("www.unlisted.example", "unlisted.example"),
        ("demo.localhost", "demo.localhost"),
        ("www.demo.localhost", "demo.localhost"),
        ("WWW.Rivebelle.FR.", "rivebelle.fr"),
        ("www.rivebelle.fr:8443", "rivebelle.fr"),
    ],
)
def test_a_registrable_domain_is_a_suffix_and_one_label(host, domain):
    """Case, port and trailing dot do not count; a private suffix counts like any other."""
    assert registrable_domain(host, SUFFIXES) == domain


@pytest.mark.parametrize(
    ("host", "itself"),
    [
        ("localhost", "localhost"),
        ("192.0.2.1:80", "192.0.2.1"),
        ("[2001:db8::1]:80", "2001:db8::1"),
        ("fr", "fr"),
        ("github.io", "github.io"),
        ("b.ck", "b.ck"),
        (".fr", ".fr"),
        ("a..fr", "a..fr"),
        ("", ""),
    ],
)
def test_a_host_without_a_registrable_domain_stands_for_itself(host, itself):
    """Addresses, suffixes, single labels, and what is no host name at all."""
    assert registrable_domain(host, SUFFIXES) == itself


@pytest.mark.parametrize(
    ("host", "site_host", "cname", "expected"),
    [
        ("rivebelle.fr", "www.rivebelle.fr", None, Party.FIRST),
        ("www.rivebelle.fr", "rivebelle.fr", None, Party.FIRST),
        ("stats.rivebelle.fr", "www.rivebelle.fr", "edge.rivebelle.fr", Party.FIRST),
        ("stats.rivebelle.fr", "www.rivebelle.fr", "rivebelle.tracker.co.uk", Party.CLOAKED),
        ("tracker.co.uk", "www.rivebelle.fr", None, Party.THIRD),
        ("tracker.co.uk", "www.rivebelle.fr", "www.rivebelle.fr", Party.THIRD),
        ("a.gouv.fr", "b.gouv.fr", None, Party.THIRD),
        ("one.github.io", "two.github.io", None, Party.THIRD),
        ("demo.localhost:8000", "demo.localhost:9000", None, Party.FIRST),
        ("ads.localhost", "demo.localhost", None, Party.THIRD),
        ("demo.localhost", "localhost", None, Party.THIRD),
        ("127.0.0.1", "127.0.0.1:80", None, Party.FIRST),
        ("127.0.0.1", "127.0.0.2", None, Party.THIRD),
    ],
)
def test_party_is_a_matter_of_registrable_domains(host, site_host, cname, expected):
    """www and apex are one site, names under .localhost each their own; a CNAME can cloak a third party."""
    assert party(host, site_host, SUFFIXES, cname) is expected


@pytest.mark.parametrize(
    ("host", "suffix"),
    [("fr", True), ("gouv.fr", True), ("c.ck", True), ("www.ck", False), ("localhost", True), ("a.fr", False)]
    + [("127.0.0.1", False), ("::1", False), ("demo.localhost", False), ("", True)],
)
def test_no_cookie_is_for_a_public_suffix(host, suffix):
    """What the cookie store asks (RFC 6265bis section 5.7, step 9); an address is none."""
    assert SUFFIXES.is_public_suffix(host) is suffix
