"""What takes a refused cookie out of a browser, tried against the store of a browser."""

from datetime import UTC, datetime

import pytest
from tests.fakes.registers import SERVICES, register, rivebelle

from charte.core.charter import read
from charte.core.cookie import cookies_for, parse_set_cookie, receive
from charte.core.cookie.store import CookieStore
from charte.core.decision import choose
from charte.core.expiry import MOST, expiries
from charte.core.policy import FR_CNIL_2026

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
CHARTER = rivebelle()
NO = choose(CHARTER, (), AT.date())
YES = choose(CHARTER, ("audience", "ads", "counting"), AT.date())
PAGE = "https://demo.localhost/maps/one"


def jar(*headers, url=PAGE):
    """The store of a browser after these answers."""
    store = CookieStore()
    for header in headers:
        received = receive(store, header, url, AT, is_public_suffix=lambda domain: domain == "localhost")
        assert received.refusal is None, header
        store = received.store
    return store


def left(store, decision, url=PAGE, charter=CHARTER, host="demo.localhost", **options):
    """The names that stay once the expiries for a request were received."""
    names = [cookie.name for cookie in cookies_for(store, url, AT)]
    for header in expiries(charter, decision, names, host, AT, FR_CNIL_2026, **options):
        received = receive(store, header, url, AT, is_public_suffix=lambda domain: domain == "localhost")
        assert received.refusal is None, header
        store = received.store
    return sorted(cookie.name for cookie in store.cookies)


@pytest.mark.parametrize(
    "header",
    [
        "_aud=1; Path=/",
        "_aud=1; Path=/; Domain=demo.localhost",
        "_aud=1; Path=/; HttpOnly; Secure; Max-Age=9999",
        "_aud_x1=1; Path=/",
        "heatmap=1; Path=/maps",
        "heatmap=1; Path=/maps; Domain=demo.localhost; HttpOnly",
        "__Host-player=1; Path=/; Secure; HttpOnly",
        "part=1; Path=/; Secure; SameSite=None; Partitioned",
    ],
)
def test_a_refused_cookie_leaves_the_browser_in_whatever_declared_form_it_is_kept(header):
    """Host-only or with a Domain, on its path, HttpOnly, bound to its host, in its partition."""
    assert left(jar(header), NO) == []
    assert left(jar(header), YES) == [parse_set_cookie(header).name]


def test_what_is_exempt_undeclared_or_not_refused_stays():
    """Only what the charter declares and the visitor refused goes; the choice itself never does."""
    store = jar("cookies_preferences=x; Path=/", "unknown=1; Path=/", "counted=1; Path=/")
    assert left(store, None) == ["cookies_preferences", "counted", "unknown"]
    assert left(store, NO) == ["cookies_preferences", "unknown"]


def test_what_needs_consent_goes_before_there_is_any_choice():
    """Nobody asked yet, so nobody agreed."""
    assert left(jar("_aud=1; Path=/"), None) == []


def test_an_answer_to_a_service_counts_before_that_to_its_purpose():
    """Yes to audience, no to heat maps."""
    decision = choose(CHARTER, ("audience",), AT.date(), services_no=("heat",))
    assert left(jar("_aud=1; Path=/", "heatmap=1; Path=/maps"), decision) == ["_aud"]


def test_a_cookie_of_the_parent_domain_goes_from_each_of_its_hosts():
    """`Domain=example.org` is sent to www.example.org, which can take it away."""
    text = register().replace('hosts = ["demo.localhost"]', 'hosts = ["www.example.org"]')
    url = "https://www.example.org/"
    store = jar("_aud=1; Path=/; Domain=example.org", "_aud=1; Path=/", url=url)
    assert left(store, NO, url, read(text), "www.example.org:443") == []


def test_a_public_suffix_costs_no_header():
    """A browser would refuse it anyway."""
    text = register().replace('hosts = ["demo.localhost"]', 'hosts = ["www.example.org"]')
    found = expiries(
        read(text),
        NO,
        ["_aud"],
        "www.example.org",
        AT,
        FR_CNIL_2026,
        is_public_suffix=lambda domain: domain == "example.org",
    )
    assert found == (
        "_aud=; Max-Age=0; Path=/",
        "_aud=; Max-Age=0; Domain=www.example.org; Path=/",
    )


def test_the_headers_are_bounded_and_every_cookie_has_its_turn():
    """Hundreds of names bring at most fifty headers, the likeliest form of each first."""
    found = expiries(CHARTER, NO, [f"_aud_{n}" for n in range(300)], "demo.localhost", AT, FR_CNIL_2026)
    assert len(found) == MOST
    assert all("Domain" not in header for header in found)


@pytest.mark.parametrize("name", ["_aud_a;b", "_aud_é", "_aud_ x", "_aud_\r\nX: y", ""])
def test_a_name_that_no_header_can_carry_is_passed_over(name):
    """What cannot be written safely is not written."""
    assert expiries(CHARTER, NO, [name], "demo.localhost", AT, FR_CNIL_2026) == ()


def test_a_path_that_no_header_can_carry_is_passed_over():
    """A charter cannot smuggle an attribute or a header in."""
    services = {**SERVICES, "heat": [("heatmap", "audience", 'path = "/maps; Domain=elsewhere"')]}
    charter = read(register(services=services))
    assert expiries(charter, NO, ["heatmap"], "demo.localhost", AT, FR_CNIL_2026) == ()


def test_an_address_has_no_parent_domain():
    """127.0.0.1 is no name under 0.0.1."""
    text = register().replace('hosts = ["demo.localhost"]', 'hosts = ["127.0.0.1"]')
    found = expiries(read(text), NO, ["_aud"], "127.0.0.1:8702", AT, FR_CNIL_2026)
    assert found == ("_aud=; Max-Age=0; Path=/",)


def test_the_newer_prefixes_keep_their_attributes():
    """`__Http-` wants Secure and HttpOnly even from what deletes it."""
    services = {**SERVICES, "heat": [("__Host-Http-x", "audience", "")]}
    found = expiries(
        read(register(services=services)), NO, ["__Host-Http-x"], "demo.localhost", AT, FR_CNIL_2026
    )
    assert found == ("__Host-Http-x=; Max-Age=0; Path=/; Secure; HttpOnly",)
