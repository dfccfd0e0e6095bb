"""Laws of cookies: no header breaks the reader, and the store keeps its promises in any order."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from hypothesis import given
from hypothesis import strategies as st

from charte.core.cookie import (
    LONGEST_LIFETIME,
    Context,
    CookieStore,
    Outcome,
    asked_lifetime,
    cookie_name,
    cookie_string,
    cookies_for,
    kept_lifetime,
    parse_cookie_date,
    parse_cookie_header,
    parse_set_cookie,
    receive,
)

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
URLS = st.sampled_from(
    [
        "https://example.org/",
        "https://www.example.org/docs/page",
        "http://www.example.org/docs/",
        "http://demo.localhost:8000/docs",
        "https://192.0.2.1/",
    ]
)
CONTEXTS = st.builds(
    Context,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "https://a.example"]),
)
ATTRIBUTES = st.sampled_from(
    [
        "Secure",
        "HttpOnly",
        "Partitioned",
        "Path=/",
        "Path=/docs",
        "Path",
        "Domain=example.org",
        "Domain=org",
        "Domain=localhost",
        "Max-Age=0",
        "Max-Age=60",
        "Max-Age=99999999999",
        "Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "Expires=Fri, 01 Jan 2100 00:00:00 GMT",
        "SameSite=None",
        "SameSite=Lax",
        "SameSite=Strict",
        "Unknown=1",
    ]
)
NAMES = st.sampled_from(["a", "b", "", "__Host-a", "__secure-b"])
HEADERS = st.builds(
    lambda name, value, attributes: "; ".join([f"{name}={value}", *attributes]),
    NAMES,
    st.sampled_from(["", "1", "2", "__Host-x"]),
    st.lists(ATTRIBUTES, max_size=5),
)
STEPS = st.lists(st.tuples(HEADERS, URLS, CONTEXTS, st.integers(0, 200)), max_size=12)


def is_public_suffix(domain):
    """Top-level domains."""
    return "." not in domain


def play(steps):
    """Receives the headers one after the other and gives every (url, moment, context, result)."""
    store, at = CookieStore(), AT
    for header, url, context, seconds in steps:
        at += timedelta(seconds=seconds)
        received = receive(store, header, url, at, is_public_suffix=is_public_suffix, context=context)
        yield url, at, context, store, received
        store = received.store


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_no_header_breaks_the_reader(header):
    """Any octets and any text are a cookie or none."""
    cookie = parse_set_cookie(header)
    assert cookie is None or cookie.name or cookie.value


@given(st.binary(max_size=60).map(lambda tail: b"a=b; Max-Age=" + tail) | st.binary(max_size=60))
def test_the_fast_name_is_the_name(header):
    """`cookie_name` agrees with the whole reading wherever that gives a cookie."""
    cookie = parse_set_cookie(header)
    assert cookie is None or cookie.name.encode("utf-8", "surrogateescape") == cookie_name(header)


@given(HEADERS, st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_nothing_is_kept_longer_than_asked_or_than_400_days(header, at):
    """And a session stays a session."""
    cookie = parse_set_cookie(header)
    if cookie is not None:
        asked, kept = asked_lifetime(cookie, at), kept_lifetime(cookie, at)
        assert (asked is None) == (kept is None)
        assert asked is None or timedelta(0) <= kept <= min(asked, LONGEST_LIFETIME)


@given(st.datetimes(datetime(1601, 1, 1), timezones=st.just(UTC)))
def test_every_date_that_a_server_writes_is_read_back(moment):
    """To the second, from 1601 on."""
    moment = moment.replace(microsecond=0)
    assert parse_cookie_date(format_datetime(moment, usegmt=True)) == moment


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text):
    """And a date is aware, in UTC."""
    moment = parse_cookie_date(text)
    assert moment is None or moment.tzinfo is UTC


@given(STEPS)
def test_one_key_is_one_cookie(steps):
    """However the headers come, no two stored cookies share name, domain, path and partition."""
    for *_, received in play(steps):
        keys = [cookie.key for cookie in received.store.cookies]
        assert len(keys) == len(set(keys))


@given(STEPS)
def test_each_outcome_says_what_happened_to_the_store(steps):
    """Stored and replaced cookies are there, deleted ones are gone, a refusal changes nothing that lives."""
    for _, at, _, before, received in play(steps):
        before, after = before.live(at), received.store
        if received.outcome in (Outcome.STORED, Outcome.REPLACED):
            grown = received.outcome is Outcome.STORED
            assert after.find(received.cookie.key).value == received.cookie.value
            assert len(after.cookies) == len(before.cookies) + grown
        elif received.outcome is Outcome.DELETED:
            assert after.find(received.cookie.key) is None
            assert len(after.cookies) == len(before.cookies) - 1
        else:
            assert after == before
        assert (received.refusal is not None) == (received.outcome is Outcome.REFUSED)


@given(STEPS, URLS, CONTEXTS)
def test_what_is_sent_is_stored_alive_and_in_order(steps, url, context):
    """Longest path first; nothing expired, nothing HttpOnly to a script."""
    store, at = CookieStore(), AT
    for *_, at, _, _, received in play(steps):
        store = received.store
    cookies = cookies_for(store, url, at, context=context)
    assert set(cookies) <= set(store.cookies)
    assert [len(cookie.path) for cookie in cookies] == sorted(
        (len(each.path) for each in cookies), reverse=True
    )
    assert not any(cookie.expired(at) or (cookie.http_only and not context.http) for cookie in cookies)


@given(STEPS, URLS)
def test_the_server_reads_what_the_browser_sends(steps, url):
    """Cookie header and back: the same pairs in the same order, where no value poses as a pair."""
    store = CookieStore()
    for *_, received in play(steps):
        store = received.store
    cookies = cookies_for(store, url, AT)
    assert parse_cookie_header(cookie_string(cookies)) == tuple((each.name, each.value) for each in cookies)
