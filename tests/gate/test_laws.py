"""Laws of the gate, for any response and any visitor."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.gate.site import AT, CHARTER, KNOWN, charter_with, preference

from charte.core.charter import Kind, match
from charte.core.charter.template import template_fault
from charte.core.cookie import asked_lifetime, cookie_name, parse_set_cookie
from charte.core.decision import choose
from charte.core.errors import InvalidCharter
from charte.core.permission import permits
from charte.core.policy import FR_CNIL_2026
from charte.gate.asked import Asked
from charte.gate.caching import is_for_one_visitor, may_be_shared
from charte.gate.matcher import Matcher, by_path
from charte.gate.policy import GatePolicy, Mode

HOST = "demo.localhost"
OFFERED = ("visits", "audience", "ads")
ATTRIBUTES = (
    "Path=/", "Path=/shop", "Max-Age=0", "Max-Age=60", "max-age=-3", "Max-Age=x", "Secure", "HttpOnly", "", " ",
    "Expires=Thu, 01 Jan 1970 00:00:00 GMT", "Expires=Thu, 01 Jan 2099 00:00:00 GMT", "Domain=demo.localhost",
    "Domain=.DEMO.localhost", "Domain=third.localhost", "domain=rivebelle.example", "SameSite=Lax", "Partitioned",
)  # fmt: skip
CACHING = (
    "private", "no-store", "public", "max-age=60", "s-maxage=60", "no-cache", "must-understand", "must-revalidate",
    'private="Set-Cookie"', 'no-cache="Set-Cookie"', '"', "x",
)  # fmt: skip

names = st.one_of(st.sampled_from([*KNOWN, "twin", "Sessionid", " sessionid "]), st.text(max_size=8))
set_cookies = st.builds(
    lambda name, value, tail: "; ".join([f"{name}={value}", *tail]).encode("utf-8", "surrogatepass"),
    names,
    st.text(max_size=6),
    st.lists(st.sampled_from(ATTRIBUTES), max_size=4),
) | st.binary(max_size=40)
fields = st.one_of(
    st.tuples(st.sampled_from([b"set-cookie", b"Set-Cookie", b"SET-COOKIE "]), set_cookies),
    st.tuples(st.sampled_from([b"cache-control", b"Cache-Control", b"cdn-cache-control"]), st.lists(st.sampled_from(CACHING), max_size=3).map(lambda parts: ", ".join(parts).encode())),
    st.tuples(st.sampled_from([b"vary", b"x-a", b"expires", b"content-location"]), st.binary(max_size=10)),
)  # fmt: skip
choices = st.none() | st.sets(st.sampled_from(OFFERED))
statuses = st.sampled_from([101, 200, 204, 206, 302, 304, 404, 500])
methods = st.sampled_from(["GET", "HEAD", "POST", "PUT"])
carried = st.lists(names, max_size=5).map(lambda found: "; ".join(f"{name}=1" for name in found))


def is_set_cookie(header: tuple[bytes, bytes]) -> bool:
    return header[0].strip().lower() == b"set-cookie"


def asked_of(choice: set[str] | None, cookies: str, gpc: bool, method: str) -> Asked:
    choice_cookie = "" if choice is None else preference(*choice)
    headers = [(b"host", HOST.encode())]
    headers.append((b"cookie", f"{cookies}; {choice_cookie}".encode("utf-8", "surrogatepass")))
    headers += [(b"sec-gpc", b"1")] if gpc else []
    return Asked(method, "/", headers)


def entry_of(header: bytes):
    cookie = parse_set_cookie(header)
    domain = (cookie and cookie.domain) or HOST
    name = cookie_name(header).decode("utf-8", "surrogateescape")
    return match(CHARTER, name, Kind.COOKIE, domain, (cookie and cookie.path) or "/")


def deletes(header: bytes) -> bool:
    cookie = parse_set_cookie(header)
    return cookie is not None and asked_lifetime(cookie, AT) == timedelta(0)


@given(
    st.lists(fields, max_size=8), choices, carried, st.booleans(), statuses, methods, st.sampled_from(Mode)
)
def test_what_is_not_permitted_never_leaves_and_the_rest_is_untouched(
    headers, choice, cookies, gpc, status, method, mode
):
    """Each Set-Cookie that leaves is permitted by `core.permission`, deletes, or is unknown and only observed; all
    other headers leave in their order, byte for byte; what is added deletes, on responses for one visitor."""
    asked = asked_of(choice, cookies, gpc, method)
    left = GatePolicy(CHARTER, mode).rule(asked, status, headers, lambda: AT).headers
    decision = None if choice is None else choose(CHARTER, choice, AT.date())

    others = [header for header in headers if not is_set_cookie(header)]
    assert [header for header in left if not is_set_cookie(header)] == others

    rest = iter(headers)
    kept = [header for header in left if header in rest]  # a subsequence, in its order
    added = list(left[len(kept) :])
    assert list(left[: len(kept)]) == kept
    for name, value in added:
        assert is_for_one_visitor(headers)
        assert name == b"set-cookie"
        assert deletes(value)
        entry = entry_of(value)
        assert entry
        assert not permits(CHARTER, decision, entry, AT, FR_CNIL_2026, gpc=gpc)

    shared = may_be_shared(method, status, headers)
    for header in kept:
        if not is_set_cookie(header) or deletes(header[1]):
            continue
        entry = entry_of(header[1])
        if entry is None:
            assert mode is Mode.OBSERVE
            continue
        assert permits(CHARTER, decision, entry, AT, FR_CNIL_2026, gpc=gpc)
        if shared:
            offered = [purpose.key for purpose in CHARTER.offered]
            assert not set(offered) & set(entry.purposes)


@given(st.lists(fields, max_size=8), choices, choices, statuses, methods)
def test_what_a_shared_cache_may_store_is_the_same_for_every_visitor(headers, one, other, status, method):
    """So it needs no Vary."""
    if not may_be_shared(method, status, headers):
        return
    rules = GatePolicy(CHARTER, Mode.ENFORCE)
    answers = [
        list(
            rules.rule(
                asked_of(choice, "_mes_abc=1; both=1", False, method), status, headers, lambda: AT
            ).headers
        )
        for choice in (one, other)
    ]
    assert answers[0] == answers[1]


@given(st.lists(fields, max_size=8), statuses, methods, st.booleans())
def test_a_response_for_one_visitor_is_never_one_that_may_be_shared(headers, status, method, authorized):
    """The two questions do not contradict each other."""
    assert not (is_for_one_visitor(headers) and may_be_shared(method, status, headers, authorized=authorized))


templates = st.lists(
    st.sampled_from(["a", "b", "_", "ab_", "<ID>", "<X>", "*"]), min_size=1, max_size=5
).map("".join).filter(lambda template: not template_fault(template))  # fmt: skip
entries = st.lists(
    st.tuples(
        templates, st.sampled_from(["", HOST, "third.localhost", "*.localhost"]), st.sampled_from(["/", "/a"])
    ),
    max_size=8,
    unique=True,
)


@given(entries, st.lists(st.text("ab_", max_size=7), max_size=6), st.sampled_from(["/", "/a", "/b"]))
def test_the_compiled_register_answers_as_the_register(declared, asked_for, path):
    """`Matcher` is `core.charter.match`, only faster."""
    lines = [
        f"name='{name}'\npath='{at}'" + (f"\nhost='{host}'" if host else "") for name, host, at in declared
    ]
    try:
        charter = charter_with(*lines)
    except InvalidCharter:  # two entries claim one cookie
        return
    matcher = Matcher(charter)
    for name in asked_for:
        for host in (HOST, "third.localhost", "other.example"):
            closest = matcher.closest(name.encode(), host)
            found = by_path(closest, path) if closest else None
            assert found is match(charter, name, Kind.COOKIE, host, path)
