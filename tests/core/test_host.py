"""Host names in the form that browsers compare."""

import pytest

from charte.core.host import bare_host, canonical_host, is_address, is_loopback


@pytest.mark.parametrize(
    ("host", "canonical"),
    [
        ("WWW.Example.ORG", "www.example.org"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("bu\u0308cher.example", "xn--bcher-kva.example"),
        ("faß.example", "xn--fa-hia.example"),
        ("日本。jp", "xn--wgv71a.jp"),
        ("日本．ｊｐ", "xn--wgv71a.jp"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("example.org.", "example.org."),
        ("", ""),
    ],
)
def test_a_host_has_one_form(host, canonical):
    """RFC 6265bis section 5.1.2: lower case and A-labels, mapped as browsers map them (UTS 46)."""
    assert canonical_host(host) == canonical


@pytest.mark.parametrize(
    ("host", "bare"),
    [
        ("demo.localhost:8000", "demo.localhost"),
        ("Example.org.", "example.org"),
        ("example.org.:443", "example.org"),
        ("[::1]:8000", "::1"),
        ("[::1]", "::1"),
        ("::1", "::1"),
        ("127.0.0.1:80", "127.0.0.1"),
    ],
)
def test_port_brackets_and_trailing_dot_come_off(host, bare):
    """What is left names the host alone."""
    assert bare_host(host) == bare


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.1", True),
        ("::1", True),
        ("2001:db8::a", True),
        ("example.org", False),
        ("1.example.org", False),
        ("example.1", False),
        ("256.1.1.1", False),
        ("", False),
    ],
)
def test_an_address_is_no_name(host, address):
    """IPv4 in four decimal parts and IPv6, as canonical URLs write them."""
    assert is_address(host) is address


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("localhost", True), ("localhost.", True), ("a.b.localhost", True), ("127.1.2.3", True), ("::1", True)]
    + [("localhost.example.org", False), ("alocalhost", False), ("10.0.0.1", False), ("", False)],
)
def test_this_machine_is_known_by_name_and_address(host, loopback):
    """As Chromium decides what is trustworthy without TLS."""
    assert is_loopback(host) is loopback
