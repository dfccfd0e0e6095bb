"""Cookies as browsers keep them: RFC 6265bis draft 22, with Partitioned (CHIPS). The clock is an argument.

Where Chromium 156 differs from the draft (tried with the http-state cases and 60 more; the draft is kept):
it refuses a cookie without name whose value holds `=`, a tab within a value, `Domain=.`, and `__Host-` with
a Path that is not `/` as written; it takes a year before 1601 for the past; an unusable Max-Age undoes an
earlier good one; and it enforces `__Http-` and `__Host-Http-`, which only the layered-cookies draft knows.
"""

from charte.core.cookie.dates import parse_cookie_date
from charte.core.cookie.header import (
    MAX_ATTRIBUTE,
    MAX_PAIR,
    SameSite,
    SetCookie,
    cookie_name,
    parse_cookie_header,
    parse_set_cookie,
)
from charte.core.cookie.lifetime import LONGEST_LIFETIME, asked_lifetime, kept_lifetime
from charte.core.cookie.matching import default_path, domain_match, path_match
from charte.core.cookie.receiving import Outcome, Received, Refusal, receive
from charte.core.cookie.store import (
    OWN_PAGE,
    Context,
    CookieStore,
    StoredCookie,
    cookie_string,
    cookies_for,
    is_secure_origin,
)

__all__ = [
    "LONGEST_LIFETIME",
    "MAX_ATTRIBUTE",
    "MAX_PAIR",
    "OWN_PAGE",
    "Context",
    "CookieStore",
    "Outcome",
    "Received",
    "Refusal",
    "SameSite",
    "SetCookie",
    "StoredCookie",
    "asked_lifetime",
    "cookie_name",
    "cookie_string",
    "cookies_for",
    "default_path",
    "domain_match",
    "is_secure_origin",
    "kept_lifetime",
    "parse_cookie_date",
    "parse_cookie_header",
    "parse_set_cookie",
    "path_match",
    "receive",
]
