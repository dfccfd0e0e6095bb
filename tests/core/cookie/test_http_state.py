"""The IETF http-state working group's cases, read from outside the repository (CHARTE_SHARED).

They were made for RFC 6265. Where RFC 6265bis changed the answer, the case stands in SUPERSEDED with the
clause that changed it and what is sent since; all others must hold as they are.
"""

import json
import os
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin

import pytest

from charte.core.cookie import CookieStore, cookies_for, parse_cookie_date, receive

SHARED = Path(__file__).parents[3] / os.environ.get("CHARTE_SHARED", "../shared")
CASES = SHARED / "data" / "http-state"
WHY = f"The http-state cases are not at {CASES}: set CHARTE_SHARED to the folder of shared inputs."

AT = datetime(2011, 1, 1, tzinfo=UTC)  # some dates of the cases lie in 2019: the clock stands before
URL = "http://home.example.org:8888/cookie-parser?"

NAMELESS = "section 5.6, step 3: without = the whole is the value of a cookie without a name"
EMPTY_NAME = "section 5.6, steps 3 to 4: an empty name no longer drops the cookie"
CONTROLS = "section 5.6, step 1: a control character drops the cookie, it does not end the header"
EMPTY_DOMAIN = (
    "section 5.6.3: an empty Domain is no longer passed over; the last one counts, for the host alone"
)
NO_DECODING = "section 5.1.4: two spellings of one path differ (the suite itself had this case disabled)"

SUPERSEDED = {
    "0004": (NAMELESS, [("", "foo")]),
    "0021": (EMPTY_NAME, [("a", "b"), ("", "x"), ("c", "d")]),
    "0023": (NAMELESS, [("", "foo")]),
    "0024": (NAMELESS, [("", "foo")]),
    "0025": (NAMELESS, [("", "foo")]),
    "0026": (NAMELESS, [("", "foo")]),
    "0027": (NAMELESS, [("", "bar")]),
    "0028": (NAMELESS, [("", "foo")]),
    "CHROMIUM0009": (NAMELESS, [("", "BLAHHH")]),
    "CHROMIUM0010": (NAMELESS, [("", '"BLA\\"HHH"')]),
    "CHROMIUM0012": (EMPTY_NAME, [("", "ABC")]),
    "DISABLED_CHROMIUM0022": (CONTROLS, []),
    "DISABLED_CHROMIUM0023": (CONTROLS, []),
    "DISABLED_PATH0029": (NO_DECODING, []),
    "MOZILLA0012": (NAMELESS, [("test", '"fubar! = foo'), ("", "five")]),
    "MOZILLA0014": (NAMELESS, [("", "six")]),
    "MOZILLA0015": (NAMELESS, [("", "seven")]),
    "MOZILLA0016": (EMPTY_NAME, [("", "eight")]),
    "MOZILLA0017": (EMPTY_NAME, [("", "eight"), ("test", "six")]),
    "NAME0017": (EMPTY_NAME, [("", "a=bar")]),
    "NAME0023": (NAMELESS, [("", "foo")]),
    "NAME0025": (EMPTY_NAME, [("", "==a=bar")]),
    "NAME0028": (EMPTY_NAME, [("", "a")]),
    "NAME0031": (NAMELESS, [("", '"foo')]),
    "NAME0032": (NAMELESS, [("", '"foo\\"bar')]),
    "NAME0033": (NAMELESS, [("", "aaa")]),
    "OPTIONAL_DOMAIN0042": (EMPTY_DOMAIN, [("foo", "bar")]),
}


def read(path):
    """A file of cases; the licence at the head of one is no JSON."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return json.loads("\n".join(line for line in lines if not line.startswith("//")))


def parser_cases():
    """The 222 cases, or one that says why they are not here."""
    if not CASES.is_dir():
        return [pytest.param(None, marks=pytest.mark.skip(reason=WHY), id="absent")]
    return [pytest.param(case, id=case["test"]) for case in read(CASES / "parser.json")]


def date_cases():
    """The 70 dates, or one that says why they are not here."""
    if not CASES.is_dir():
        return [pytest.param(None, marks=pytest.mark.skip(reason=WHY), id="absent")]
    files = sorted((CASES / "dates").glob("*.json"))
    return [pytest.param(case, id=case["test"]) for file in files for case in read(file)]


def is_public_suffix(domain):
    """What the cases need of the list: top-level domains."""
    return "." not in domain


def sent_after(case):
    """What a browser sends back once the case's headers came in."""
    url = URL + case["test"].lower()
    store = CookieStore()
    for header in case["received"]:
        # As octets, the way they come from a network.
        received = receive(store, header.encode(), url, AT, is_public_suffix=is_public_suffix)
        store = received.store
    back = urljoin(url, case.get("sent-to", "/cookie-parser-result?" + case["test"].lower()))
    return [(cookie.name, cookie.value) for cookie in cookies_for(store, back, AT)]


@pytest.mark.parametrize("case", parser_cases())
def test_what_is_sent_back_is_what_the_working_group_found(case):
    """The case's own answer, or the one that RFC 6265bis gave in its place."""
    answer = [(cookie["name"], cookie["value"]) for cookie in case["sent"]]
    if case["test"] in SUPERSEDED:
        _, answer = SUPERSEDED[case["test"]]
    assert sent_after(case) == answer


@pytest.mark.skipif(not CASES.is_dir(), reason=WHY)
def test_a_case_is_superseded_only_where_the_answer_changed():
    """The list names cases that exist, and none that still holds as it was."""
    cases = {case["test"]: case for case in read(CASES / "parser.json")}
    assert SUPERSEDED.keys() <= cases.keys()
    for name, (_, answer) in SUPERSEDED.items():
        assert answer != [(cookie["name"], cookie["value"]) for cookie in cases[name]["sent"]], name


@pytest.mark.parametrize("case", date_cases())
def test_a_cookie_date_means_what_the_working_group_found(case):
    """All dates, those that mean nothing included."""
    expected = case["expected"] and parsedate_to_datetime(case["expected"])
    assert parse_cookie_date(case["test"]) == expected
