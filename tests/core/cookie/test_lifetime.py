"""How long a cookie asks to live and how long it is kept: RFC 6265bis section 5.5."""

from datetime import UTC, datetime, timedelta

import pytest

from charte.core.cookie import LONGEST_LIFETIME, asked_lifetime, kept_lifetime, parse_set_cookie

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("attributes", "asked", "kept"),
    [
        ("", None, None),
        ("Max-Age=86400", DAY, DAY),
        ("Max-Age=0", timedelta(0), timedelta(0)),
        ("Max-Age=-5", timedelta(0), timedelta(0)),
        ("Expires=Tue, 24 Nov 2026 12:00:00 GMT", DAY, DAY),
        ("Expires=Mon, 23 Nov 2026 12:00:00 GMT", timedelta(0), timedelta(0)),
        ("Expires=Thu, 01 Jan 1970 00:00:00 GMT", timedelta(0), timedelta(0)),
        ("Expires=never", None, None),
        ("Max-Age=86400; Expires=Thu, 01 Jan 1970 00:00:00 GMT", DAY, DAY),
        ("Max-Age=soon; Expires=Tue, 24 Nov 2026 12:00:00 GMT", DAY, DAY),
        ("Max-Age=34560000", LONGEST_LIFETIME, LONGEST_LIFETIME),
        ("Max-Age=315360000", 3650 * DAY, LONGEST_LIFETIME),
        ("Expires=Sat, 23 Nov 2030 12:00:00 GMT", 1461 * DAY, LONGEST_LIFETIME),
    ],
)
def test_max_age_counts_before_expires_and_only_what_is_kept_is_capped(attributes, asked, kept):
    """None is a session; zero is a deletion; what was asked stays beside the 400 days."""
    cookie = parse_set_cookie(f"a=b; {attributes}")
    assert asked_lifetime(cookie, AT) == asked
    assert kept_lifetime(cookie, AT) == kept


def test_a_lifetime_beyond_all_calendars_is_the_longest_there_is():
    """No header makes the arithmetic fail."""
    cookie = parse_set_cookie("a=b; Max-Age=" + "9" * 1024)
    assert asked_lifetime(cookie, AT) == timedelta(days=timedelta.max.days)
    assert kept_lifetime(cookie, AT) == LONGEST_LIFETIME


def test_four_hundred_days_are_34_560_000_seconds():
    """Section 5.5."""
    assert LONGEST_LIFETIME.total_seconds() == 34_560_000
