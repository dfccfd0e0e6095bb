"""How long a cookie asks to live, and how long a browser lets it (RFC 6265bis section 5.5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from charte.core.cookie.header import SetCookie

LONGEST_LIFETIME = timedelta(days=400)  # section 5.5: SHOULD be no greater than 400 days


def asked_lifetime(cookie: SetCookie, at: datetime) -> timedelta | None:
    """What the header asks for when received `at` (aware): None until the session ends, zero to be deleted.

    Max-Age counts before Expires (section 5.7, step 6). Nothing is capped: the jar of a browser shows at
    most 400 days, so only the header tells what was asked.
    """
    if cookie.max_age is not None:
        return timedelta(seconds=min(cookie.max_age, _LONGEST_SECONDS))
    if cookie.expires is not None:
        return max(cookie.expires - at, timedelta(0))
    return None


def kept_lifetime(cookie: SetCookie, at: datetime) -> timedelta | None:
    """What a browser grants of `asked_lifetime`: at most 400 days (section 5.5)."""
    asked = asked_lifetime(cookie, at)
    return None if asked is None else min(asked, LONGEST_LIFETIME)


_LONGEST_SECONDS = timedelta.max.days * 86_400  # in whole days: exact, where total_seconds() is rounded
