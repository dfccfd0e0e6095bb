"""What a browser sends, and in which order: RFC 6265bis section 5.8.3."""

from datetime import UTC, datetime, timedelta

import pytest

from charte.core.cookie import (
    Context,
    CookieStore,
    SameSite,
    StoredCookie,
    cookie_string,
    cookies_for,
    is_secure_origin,
)

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
PAGE = "https://www.example.org/docs/page"


def cookie(**fields):
    """A host-only cookie of www.example.org for every path, unless said otherwise."""
    plain = {
        "name": "a",
        "value": "b",
        "domain": "www.example.org",
        "host_only": True,
        "path": "/",
        "created": AT,
    }
    return StoredCookie(**(plain | fields))


def sent(stored, url=PAGE, at=LATER, **arguments):
    """Whether this one cookie goes with a request to `url`."""
    return cookies_for(CookieStore((stored,)), url, at, **arguments) == (stored,)


@pytest.mark.parametrize(
    ("host_only", "url", "goes"),
    [
        (True, "https://example.org/", True),
        (True, "https://www.example.org/", False),
        (True, "https://EXAMPLE.org:8443/", True),
        (False, "https://example.org/", True),
        (False, "https://www.example.org/", True),
        (False, "https://example.com/", False),
    ],
)
def test_a_cookie_goes_to_its_host_or_its_domain(host_only, url, goes):
    """Ports and case do not count."""
    assert sent(cookie(domain="example.org", host_only=host_only), url) is goes


@pytest.mark.parametrize(
    ("path", "url", "goes"),
    [
        ("/docs", PAGE, True),
        ("/doc", PAGE, False),
        ("/", "https://www.example.org", True),
        ("/x", PAGE + "?/x", False),
    ],
)
def test_a_cookie_goes_to_its_path(path, url, goes):
    """A query is no path; no path is the root."""
    assert sent(cookie(path=path), url) is goes


def test_a_secure_cookie_goes_where_it_is_safe():
    """Over TLS, or on this machine; another notion of safe is an argument."""
    secure = cookie(secure=True)
    assert sent(secure)
    assert not sent(secure, "http://www.example.org/")
    assert sent(secure, "http://www.example.org/", is_secure=lambda scheme, host: True)


@pytest.mark.parametrize(
    ("scheme", "host", "secure"),
    [
        ("https", "example.org", True),
        ("wss", "example.org", True),
        ("http", "example.org", False),
        ("ws", "localhost", True),
        ("http", "localhost", True),
        ("http", "ads.localhost", True),
        ("http", "ads.localhost.", True),
        ("http", "localhost.example.org", False),
        ("http", "notlocalhost", False),
        ("http", "127.8.9.1", True),
        ("http", "128.0.0.1", False),
        ("http", "::1", True),
        ("http", "::2", False),
    ],
)
def test_tls_and_this_machine_are_secure(scheme, host, secure):
    """As Chromium decides where Secure cookies may travel."""
    assert is_secure_origin(scheme, host) is secure


def test_a_script_does_not_see_an_http_only_cookie():
    """`document.cookie` is no HTTP."""
    assert sent(cookie(http_only=True))
    assert not sent(cookie(http_only=True), context=Context(http=False))


def test_an_expired_cookie_is_not_sent():
    """From the very moment on."""
    assert sent(cookie(expires=LATER + timedelta(seconds=1)))
    assert not sent(cookie(expires=LATER))


SAME = Context()
LINK = Context(same_site=False, top_level=True)
FORM = Context(same_site=False, top_level=True, safe=False)
FRAME = Context(same_site=False)


@pytest.mark.parametrize(
    ("kind", "contexts"),
    [
        (SameSite.STRICT, [SAME]),
        (SameSite.LAX, [SAME, LINK]),
        (SameSite.DEFAULT, [SAME, LINK]),
        (SameSite.NONE, [SAME, LINK, FORM, FRAME]),
    ],
)
def test_same_site_says_which_requests_from_elsewhere_take_the_cookie(kind, contexts):
    """A page's own requests, a followed link, a posted form, a frame."""
    went = [each for each in (SAME, LINK, FORM, FRAME) if sent(cookie(same_site=kind), context=each)]
    assert went == contexts


@pytest.mark.parametrize(
    ("kind", "age", "arguments", "goes"),
    [
        (SameSite.DEFAULT, timedelta(minutes=2), {}, True),
        (SameSite.DEFAULT, timedelta(minutes=3), {}, False),
        (SameSite.LAX, timedelta(0), {}, False),
        (SameSite.DEFAULT, timedelta(minutes=1), {"lax_allowing_unsafe": timedelta(0)}, False),
    ],
)
def test_a_fresh_cookie_without_same_site_goes_with_a_posted_form(kind, age, arguments, goes):
    """Section 5.6.7.2: two minutes in Chromium, and never for a cookie that says Lax."""
    assert sent(cookie(same_site=kind), at=AT + age, context=FORM, **arguments) is goes


def test_a_partitioned_cookie_stays_under_its_top_level_site():
    """And an ordinary one goes everywhere (CHIPS)."""
    there, elsewhere = Context(top_site="https://example.com"), Context(top_site="https://example.net")
    kept = cookie(partition="https://example.com", secure=True)
    assert sent(kept, context=there)
    assert not sent(kept, context=elsewhere)
    assert sent(cookie(), context=elsewhere)


def test_longer_paths_come_first_then_older_cookies():
    """Section 5.8.3, step 2; equal moments keep the order of arrival."""
    young = cookie(name="young", created=LATER)
    old = cookie(name="old")
    twin = cookie(name="twin")
    deep = cookie(name="deep", path="/docs", created=LATER)
    store = CookieStore((young, old, twin, deep))
    assert [each.name for each in cookies_for(store, PAGE, LATER)] == ["deep", "old", "twin", "young"]


def test_the_cookie_header_joins_names_and_values():
    """Section 5.8.3, step 5: a cookie without a name is its value alone."""
    cookies = (cookie(name="a", value="1"), cookie(name="", value="2"), cookie(name="c", value=""))
    assert cookie_string(cookies) == "a=1; 2; c="
    assert cookie_string(()) == ""


def test_a_closed_browser_keeps_what_has_a_date():
    """Section 5.7, last paragraph; `live` drops what has expired by then."""
    lasting, session = cookie(name="lasting", expires=LATER), cookie(name="session")
    store = CookieStore((lasting, session))
    assert store.after_session() == CookieStore((lasting,))
    assert store.live(LATER) == CookieStore((session,))
