"""Cookie dates: RFC 6265bis section 5.1.1, beyond the working group's cases."""

from datetime import UTC, datetime

import pytest

from charte.core.cookie import parse_cookie_date

MOMENT = datetime(2027, 6, 9, 10, 18, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Wed, 09 Jun 2027 10:18:14 GMT",
        "Wed, 09-Jun-2027 10:18:14 GMT",
        "Wednesday, 09-Jun-27 10:18:14 GMT",
        "Wed Jun  9 10:18:14 2027",
        "10:18:14 9 june 2027",
        "2027 9 JUNIUS 10:18:14",
        "9 Jun 2027 10:18:14 +0200",
        "9 Jun 2027 10:18:14.999",
        "9th Jun 2027AD 10:18:14h",
        "09\tJun\t2027\t10:18:14",
    ],
)
def test_a_date_is_read_however_it_is_written(text):
    """Order, delimiters, case and what follows the digits do not count; nor does the time zone."""
    assert parse_cookie_date(text) == MOMENT


@pytest.mark.parametrize(
    ("year", "meant"),
    [("00", 2000), ("69", 2069), ("70", 1970), ("99", 1999), ("1601", 1601), ("9999", 9999)],
)
def test_two_digits_stand_for_a_year_between_1970_and_2069(year, meant):
    """Section 5.1.1, steps 3 and 4."""
    assert parse_cookie_date(f"1 Jan {year} 00:00:00").year == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "tomorrow",
        "9 Jun 2027",
        "9 Jun 10:18:14",
        "Jun 2027 10:18:14",
        "9 2027 10:18:14",
        "9 Jun 2027 10:18",
        "9 Jun 2027 24:00:00",
        "9 Jun 2027 10:60:00",
        "9 Jun 2027 10:00:60",
        "9 Jun 2027 010:18:14",
        "31 Jun 2027 10:18:14",
        "29 Feb 2027 10:18:14",
        "0 Jun 2027 10:18:14",
        "32 Jun 2027 10:18:14",
        "009 Jun 2027 10:18:14",
        "9 Jun 1600 10:18:14",
        "9 Jun 20270 10:18:14",
        "9 Jun ٢٠٢٧ 10:18:14",
        "9\x0bJun\x0b2027\x0b10:18:14",
    ],
)
def test_what_lacks_a_field_or_exceeds_one_is_no_date(text):
    """Section 5.1.1, step 5: the date fails as a whole, and Expires is then ignored."""
    assert parse_cookie_date(text) is None


def test_the_first_token_that_fits_takes_the_field():
    """Section 5.1.1, step 2: the second day is passed over, it may still be a year."""
    assert parse_cookie_date("9 27 Jun 10:18:14 11:11:11 Jul 2030") == MOMENT
