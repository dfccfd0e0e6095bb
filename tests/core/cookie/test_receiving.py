"""What a browser does with a Set-Cookie header: RFC 6265bis section 5.7, step by step."""

from datetime import UTC, datetime, timedelta

import pytest

from charte.core.cookie import OWN_PAGE, Context, CookieStore, Outcome, Refusal, parse_set_cookie, receive

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
HTTPS = "https://www.example.org/docs/page?x=/y"
HTTP = "http://www.example.org/docs/page"
SCRIPT = Context(http=False)
FRAME = Context(same_site=False, top_site="https://example.com")


def is_public_suffix(domain):
    """Enough of the list for these tests."""
    return domain in ("org", "co.uk", "localhost", "github.io")


def given(*headers, url=HTTPS, at=AT, context=OWN_PAGE):
    """A store after these headers came in, each of them stored."""
    store = CookieStore()
    for header in headers:
        received = receive(store, header, url, at, is_public_suffix=is_public_suffix, context=context)
        assert received.outcome is Outcome.STORED
        store = received.store
    return store


def on(store, header, url=HTTPS, at=LATER, context=OWN_PAGE):
    """What becomes of one more header."""
    return receive(store, header, url, at, is_public_suffix=is_public_suffix, context=context)


def test_a_cookie_is_stored_with_what_the_request_gives_it():
    """Host, default path, moment and kept lifetime; what was asked stays beside it."""
    (cookie,) = given("a=b; Max-Age=315360000").cookies
    assert (cookie.domain, cookie.host_only, cookie.path) == ("www.example.org", True, "/docs")
    assert (cookie.created, cookie.expires) == (AT, AT + timedelta(days=400))
    assert cookie.asked == timedelta(days=3650)
    assert cookie.partition is None


def test_a_domain_widens_a_cookie_to_all_below():
    """Step 10: domain and host-only flag."""
    (cookie,) = given("a=b; Domain=example.org").cookies
    assert (cookie.domain, cookie.host_only) == ("example.org", False)


def test_a_parsed_header_is_received_like_its_text():
    """Who has read the header already need not read it again."""
    header = "a=b; Path=/"
    assert on(CookieStore(), parse_set_cookie(header)) == on(CookieStore(), header.encode())


def test_a_second_value_replaces_the_first_in_its_place():
    """Step 23: the creation time is the old one's, and so the order of sending."""
    store = given("a=1; Path=/", "b=1; Path=/")
    received = on(store, "a=2; Path=/; Secure")
    assert received.outcome is Outcome.REPLACED
    assert [(cookie.name, cookie.value) for cookie in received.store.cookies] == [("a", "2"), ("b", "1")]
    assert received.store.cookies[0].created == AT
    assert [cookie.value for cookie in store.cookies] == ["1", "1"]


@pytest.mark.parametrize(
    "header",
    ["A=1; Path=/", "a=1", "a=1; Path=/; Domain=www.example.org", "a=1; Path=/; Secure; Partitioned"],
)
def test_another_name_path_domain_or_partition_is_another_cookie(header):
    """Step 23, and CHIPS for the partition; www.example.org with and without Domain are two."""
    received = on(given("a=1; Path=/"), header)
    assert received.outcome is Outcome.STORED
    assert len(received.store.cookies) == 2


@pytest.mark.parametrize("past", ["Max-Age=0", "Max-Age=-1", "Expires=Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_cookie_that_comes_expired_deletes_the_one_it_names(past):
    """And is no deletion where there is none."""
    store = given("a=b; Path=/", "c=d; Path=/")
    received = on(store, f"a=; Path=/; {past}")
    assert received.outcome is Outcome.DELETED
    assert [cookie.name for cookie in received.store.cookies] == ["c"]
    assert on(received.store, f"a=; Path=/; {past}").outcome is Outcome.EXPIRED


@pytest.mark.parametrize(
    ("stored", "deletion"),
    [
        ("a=b; Path=/app", "a=; Path=/; Max-Age=0"),
        ("a=b; Path=/; Secure; Partitioned", "a=; Path=/; Max-Age=0"),
        ("a=b; Path=/; Domain=example.org", "a=; Path=/; Max-Age=0"),
        ("__Host-a=b; Path=/; Secure", "__Host-a=; Path=/; Max-Age=0"),
    ],
)
def test_a_deletion_that_misses_leaves_the_cookie(stored, deletion):
    """Path, partition, domain and the Secure of a `__Host-` name must be said again."""
    received = on(given(stored), deletion)
    assert received.outcome in (Outcome.EXPIRED, Outcome.REFUSED)
    assert len(received.store.cookies) == 1


def test_what_has_expired_leaves_the_store():
    """An expired cookie is not replaced: the new one is new."""
    received = on(given("a=b; Max-Age=60", "c=d; Max-Age=60"), "a=e")
    assert received.outcome is Outcome.STORED
    assert [cookie.name for cookie in received.store.cookies] == ["a"]
    assert received.store.cookies[0].created == LATER


REFUSED = {
    "a control character": ("a=b\x01", HTTPS, OWN_PAGE, Refusal.UNREADABLE),
    "no name and no value": ("=", HTTPS, OWN_PAGE, Refusal.UNREADABLE),
    "a domain that is not ASCII": ("a=b; Domain=é.org", HTTPS, OWN_PAGE, Refusal.DOMAIN_NOT_ASCII),
    "a public suffix": ("a=b; Domain=org", HTTPS, OWN_PAGE, Refusal.PUBLIC_SUFFIX),
    "another host": ("a=b; Domain=example.com", HTTPS, OWN_PAGE, Refusal.OTHER_HOST),
    "a lower host": ("a=b; Domain=a.www.example.org", HTTPS, OWN_PAGE, Refusal.OTHER_HOST),
    "Secure over http": ("a=b; Secure", HTTP, OWN_PAGE, Refusal.SECURE_FROM_INSECURE),
    "HttpOnly by script": ("a=b; HttpOnly", HTTPS, SCRIPT, Refusal.HTTP_ONLY_FROM_SCRIPT),
    "Lax in a third party's frame": ("a=b; SameSite=Lax", HTTPS, FRAME, Refusal.CROSS_SITE),
    "no SameSite in a third party's frame": ("a=b", HTTPS, FRAME, Refusal.CROSS_SITE),
    "None without Secure": ("a=b; SameSite=None", HTTPS, OWN_PAGE, Refusal.NONE_WITHOUT_SECURE),
    "__Secure- without Secure": ("__Secure-a=b", HTTPS, OWN_PAGE, Refusal.SECURE_PREFIX),
    "__SECURE- without Secure": ("__SECURE-a=b", HTTPS, OWN_PAGE, Refusal.SECURE_PREFIX),
    "__Host- without Secure": ("__Host-a=b; Path=/", HTTPS, OWN_PAGE, Refusal.HOST_PREFIX),
    "__host- without Path": ("__host-a=b; Secure", "https://example.org/", OWN_PAGE, Refusal.HOST_PREFIX),
    "__Host- with a Path": ("__Host-a=b; Secure; Path=/a", HTTPS, OWN_PAGE, Refusal.HOST_PREFIX),
    "__Host- with a Domain": (
        "__Host-a=b; Secure; Path=/; Domain=www.example.org",
        HTTPS,
        OWN_PAGE,
        Refusal.HOST_PREFIX,
    ),
    "a value that poses as __Host-": (
        "=__host-a=b; Secure; Path=/",
        HTTPS,
        OWN_PAGE,
        Refusal.NAMELESS_PREFIX,
    ),
    "a value that poses as __Secure-": ("__Secure-a; Secure", HTTPS, OWN_PAGE, Refusal.NAMELESS_PREFIX),
    "Partitioned without Secure": ("a=b; Partitioned", HTTPS, OWN_PAGE, Refusal.PARTITIONED_WITHOUT_SECURE),
}


@pytest.mark.parametrize(("header", "url", "context", "refusal"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_cookie_leaves_the_store_as_it_was(header, url, context, refusal):
    """Each with the reason that a browser has."""
    store = given("old=1; Path=/")
    received = on(store, header, url, context=context)
    assert (received.outcome, received.refusal) == (Outcome.REFUSED, refusal)
    assert received.store == store


ACCEPTED = {
    "a public suffix that is the host itself": ("a=b; Domain=github.io", "https://github.io/", OWN_PAGE),
    "an address that names itself": ("a=b; Domain=192.0.2.1", "https://192.0.2.1/", OWN_PAGE),
    "Secure on this machine": ("a=b; Secure", "http://demo.localhost:8000/", OWN_PAGE),
    "Secure on 127.0.0.1": ("a=b; Secure", "http://127.0.0.1/", OWN_PAGE),
    "Secure on ::1": ("a=b; Secure", "http://[::1]:80/", OWN_PAGE),
    "a third party's None": ("a=b; SameSite=None; Secure", HTTPS, FRAME),
    "Lax by navigation": ("a=b; SameSite=Lax", HTTPS, Context(same_site=False, top_level=True)),
    "Strict by navigation": ("a=b; SameSite=Strict", HTTPS, Context(same_site=False, top_level=True)),
    "__Host- as it should be": ("__Host-a=b; Secure; Path=/", HTTPS, OWN_PAGE),
    "__Secure- as it should be": ("__Secure-a=b; Secure; Domain=example.org", HTTPS, OWN_PAGE),
    "a script's plain cookie": ("a=b", HTTPS, SCRIPT),
}


@pytest.mark.parametrize(("header", "url", "context"), ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_cookie_that_keeps_the_rules_is_stored(header, url, context):
    """The other side of each refusal."""
    assert on(CookieStore(), header, url, context=context).outcome is Outcome.STORED


def test_a_public_suffix_that_is_the_host_itself_keeps_to_the_host():
    """Step 9: the domain is dropped, the cookie is host-only."""
    (cookie,) = on(CookieStore(), "a=b; Domain=github.io", "https://github.io/").store.cookies
    assert (cookie.domain, cookie.host_only) == ("github.io", True)


def test_a_script_may_not_replace_an_http_only_cookie():
    """Step 23.2; nor delete it."""
    store = given("a=b; Path=/; HttpOnly")
    for header in ("a=c; Path=/", "a=; Path=/; Max-Age=0"):
        received = on(store, header, context=SCRIPT)
        assert (received.refusal, received.store) == (Refusal.REPLACES_HTTP_ONLY, store)


@pytest.mark.parametrize(
    ("header", "url", "refused"),
    [
        ("a=c; Path=/login", HTTP, True),
        ("a=c; Path=/login/en", HTTP, True),
        ("a=c; Path=/login; Domain=example.org", HTTP, True),
        ("a=c; Path=/login", "http://sub.www.example.org/", True),
        ("a=c; Path=/login", "http://other.example.org/", False),
        ("a=c; Path=/", HTTP, False),
        ("a=c; Path=/log", HTTP, False),
        ("b=c; Path=/login", HTTP, False),
        ("a=c; Path=/login", HTTPS, False),
    ],
)
def test_an_insecure_answer_may_not_overlay_a_secure_cookie(header, url, refused):
    """Step 16, with the draft's own example of paths; the hosts must match one way or the other."""
    received = on(given("a=b; Path=/login; Secure"), header, url)
    assert (received.refusal is Refusal.OVERLAYS_SECURE) is refused


def test_partitions_are_kept_apart_by_the_site_in_the_address_bar():
    """The same frame in two pages has two cookies (CHIPS)."""
    header = "a=b; Secure; SameSite=None; Partitioned"
    store = given(header, context=FRAME)
    received = on(store, header, context=Context(same_site=False, top_site="https://example.net"))
    assert received.outcome is Outcome.STORED
    assert [cookie.partition for cookie in received.store.cookies] == [
        "https://example.com",
        "https://example.net",
    ]


def test_an_address_without_a_host_is_refused_by_name():
    """A mistake of the caller, said in a sentence."""
    with pytest.raises(ValueError, match="names no host"):
        on(CookieStore(), "a=b", "about:blank")
