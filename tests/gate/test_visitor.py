"""Who asks: the choice in a request's cookies, however it comes."""

from datetime import timedelta

import pytest
from tests.gate.site import AT, CHARTER, DAY, preference

from charte.core.decision import COOKIE
from charte.gate.asked import Asked
from charte.gate.visitor import Visitors

AUDIENCE = next(tracker for tracker in CHARTER.trackers if tracker.name == "_mes_<ID>")
VISITS = next(tracker for tracker in CHARTER.trackers if tracker.name == "visites")


def visitor(*cookies: str, gpc: bool = False, at=AT, visitors: Visitors | None = None):
    headers = [(b"cookie", cookie.encode("latin-1")) for cookie in cookies]
    headers += [(b"sec-gpc", b"1")] if gpc else []
    return (visitors or Visitors(CHARTER)).of(Asked("GET", "/", headers).read(), at)


def test_a_visitor_without_a_choice_permits_what_is_exempt():
    """Nothing that needs consent; an objectable purpose until it is refused."""
    assert not visitor("lang=fr").permits(AUDIENCE, AT)
    assert visitor("lang=fr").permits(VISITS, AT)


def test_a_choice_is_read_among_other_cookies():
    """Yes to audience, and so no to visits, which were offered too."""
    found = visitor("a=1; " + preference("audience") + "; b=2")
    assert found.permits(AUDIENCE, AT)
    assert not found.permits(VISITS, AT)


@pytest.mark.parametrize(
    "cookie",
    [
        "cookies_preferences=",
        "cookies_preferences",
        "cookies_preferences=%%%",
        "cookies_preferences=" + "A" * 5000,
        "cookies_preferences=\xe9\xff",
        "cookies_preferences=yes; x",
        "xcookies_preferences=" + preference("audience").partition("=")[2],
        "Cookies_Preferences=" + preference("audience").partition("=")[2],
        preference("audience") + "A",
        preference("audience", day=DAY + timedelta(days=2)),
        preference("audience", day=DAY - timedelta(days=200)),
        ";;;=;=;" * 300,
    ],
)
def test_what_is_no_choice_of_today_permits_nothing_by_mistake(cookie):
    """Malformed, foreign, from the future, or older than the policy's term."""
    found = visitor(cookie)
    assert found.decisions == ()
    assert not found.permits(AUDIENCE, AT)


def test_a_choice_ends_when_the_policy_says_though_it_was_remembered():
    """The memory knows the moment at which a choice expires."""
    visitors, cookie = Visitors(CHARTER), preference("audience")
    assert visitor(cookie, visitors=visitors).permits(AUDIENCE, AT)
    later = AT + timedelta(days=200)
    assert not visitor(cookie, at=later, visitors=visitors).permits(AUDIENCE, later)


def test_of_two_choices_only_what_both_permit_is_permitted():
    """A browser may hold the cookie for two paths; the stricter answer holds."""
    yes, no = preference("audience", "visits"), preference("visits")
    both = visitor(f"{yes}; {no}")
    assert not both.permits(AUDIENCE, AT)
    assert both.permits(VISITS, AT)
    assert visitor(f"{yes}; {yes}").permits(AUDIENCE, AT)
    assert visitor(f"{COOKIE}=broken; {yes}").permits(AUDIENCE, AT)


def test_cookies_in_several_fields_are_one_list():
    """HTTP/2 may split the Cookie field."""
    assert visitor("a=1", preference("audience")).permits(AUDIENCE, AT)


def test_a_signal_is_a_standing_refusal_that_an_explicit_yes_overrides():
    """Global Privacy Control."""
    assert not visitor(gpc=True).permits(AUDIENCE, AT)
    assert visitor(preference("audience"), gpc=True).permits(AUDIENCE, AT)


def test_forged_choices_do_not_fill_the_memory():
    """Whoever invents choices is answered in constant memory."""
    visitors = Visitors(CHARTER)
    for number in range(3000):
        visitor(preference("audience", day=DAY - timedelta(days=number % 150)) + "; a=1", visitors=visitors)
        visitor(f"{COOKIE}=forged{number}", visitors=visitors)
    assert len(visitors._known) <= 150
