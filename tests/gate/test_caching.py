"""May a shared cache store this? RFC 9111 section 3, case by case; a doubt is a yes."""

import pytest

from charte.gate.caching import is_for_one_visitor, may_be_shared, parse_cache_control


def fields(**given):
    return [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]


@pytest.mark.parametrize(
    ("method", "status", "headers", "authorized", "answer"),
    [
        # A page that says nothing is stored for as long as a cache guesses (section 4.2.2).
        ("GET", 200, {}, False, True),
        ("HEAD", 200, {}, False, True),
        ("GET", 404, {}, False, True),
        ("GET", 206, {}, False, True),
        ("GET", 302, {}, False, False),
        ("GET", 500, {}, False, False),
        ("GET", 302, {"cache_control": "max-age=60"}, False, True),
        ("GET", 302, {"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, False, True),
        ("GET", 302, {"cache_control": "public"}, False, True),
        ("GET", 302, {"cache_control": "s-maxage=1"}, False, True),
        # Not final, or not a method that caches know.
        ("GET", 101, {"cache_control": "public"}, False, False),
        ("PUT", 200, {"cache_control": "public"}, False, False),
        ("DELETE", 200, {}, False, False),
        ("POST", 200, {"cache_control": "max-age=60"}, False, False),
        ("POST", 200, {"cache_control": "max-age=60", "content_location": "/x"}, False, True),
        # A 304 refreshes the fields of what is stored (section 3.2).
        ("GET", 304, {}, False, True),
        ("GET", 304, {"cache_control": "private"}, False, False),
        # no-store and private forbid; no-cache only asks again (section 5.2.2.4).
        ("GET", 200, {"cache_control": "no-store"}, False, False),
        ("GET", 200, {"cache_control": "No-Store"}, False, False),
        ("GET", 200, {"cache_control": "private"}, False, False),
        ("GET", 200, {"cache_control": "max-age=0, PRIVATE"}, False, False),
        ("GET", 200, {"cache_control": "no-cache"}, False, True),
        ("GET", 200, {"cache_control": "max-age=0, must-revalidate"}, False, True),
        # must-understand lets a cache overlook no-store (section 5.2.2.3), never private.
        ("GET", 200, {"cache_control": "must-understand, no-store"}, False, True),
        ("GET", 200, {"cache_control": "must-understand, no-store, private"}, False, False),
        # private="field" forbids only that field (section 5.2.2.7).
        ("GET", 200, {"cache_control": 'private="Set-Cookie"'}, False, True),
        ("GET", 200, {"cache_control": 'private="Set-Cookie", private'}, False, False),
        ("GET", 200, {"cache_control": 'private, private="Set-Cookie"'}, False, False),
        # Words that only look like a directive, in a quoted string or behind a broken one.
        ("GET", 200, {"cache_control": 'x="a, private"'}, False, True),
        ("GET", 200, {"cache_control": 'x="a\\", no-store"'}, False, True),
        ("GET", 200, {"cache_control": 'x="a, no-store'}, False, True),
        ("GET", 200, {"cache_control": "privately"}, False, True),
        # Authorization, unless the response allows it (section 3.5).
        ("GET", 200, {}, True, False),
        ("GET", 200, {"cache_control": "max-age=60"}, True, False),
        ("GET", 200, {"cache_control": "public"}, True, True),
        ("GET", 200, {"cache_control": "s-maxage=60"}, True, True),
        ("GET", 200, {"cache_control": "must-revalidate"}, True, True),
        # What is said to the service's own caches goes before (RFC 9213).
        ("GET", 200, {"cache_control": "private", "cdn_cache_control": "max-age=60"}, False, True),
        ("GET", 200, {"cache_control": "no-store", "surrogate_control": "max-age=60"}, False, True),
        ("GET", 200, {"cache_control": "private", "cdn_cache_control": "no-store"}, False, False),
        ("GET", 200, {"cache_control": "private", "cdn_cache_control": " "}, False, False),
        ("GET", 200, {"vary": "Cookie"}, False, True),
    ],
)
def test_a_shared_cache_may_store_what_nothing_forbids(method, status, headers, authorized, answer):
    """The conditions of section 3, one by one."""
    assert may_be_shared(method, status, fields(**headers), authorized=authorized) is answer


def test_several_fields_of_one_name_are_one_list():
    """RFC 9110 section 5.3: their case and number do not matter."""
    headers = [(b"Cache-Control", b"max-age=60"), (b"CACHE-CONTROL", b"private")]
    assert not may_be_shared("GET", 200, headers)
    assert is_for_one_visitor(headers)


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({"cache_control": "private"}, True),
        ({"cache_control": "no-store"}, True),
        ({"cache_control": "max-age=0, private"}, True),
        ({}, False),
        ({"cache_control": "no-cache"}, False),
        ({"cache_control": 'private="Set-Cookie"'}, False),
        ({"cache_control": "no-store, must-understand"}, False),
        ({"cache_control": "private", "cdn_cache_control": "max-age=60"}, False),
    ],
)
def test_only_the_response_itself_says_that_it_is_for_one_visitor(headers, answer):
    """A response that is merely not storable, such as an answer to POST, does not say so."""
    assert is_for_one_visitor(fields(**headers)) is answer


def test_directives_are_read_by_name():
    """Names in lower case, arguments without quotes, empty parts passed over."""
    assert parse_cache_control(b' ,Max-Age = 60, private="a, b",no-store,') == {
        "max-age": "60",
        "private": "a, b",
        "no-store": None,
    }
