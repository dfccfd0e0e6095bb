"""How long things last: ISO 8601, counted on the calendar."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from charte.core.duration import MOST_DIGITS, Duration, Lifetime, parse_duration, parse_lifetime


@pytest.mark.parametrize(
    ("text", "months", "seconds"),
    [
        ("P6M", 6, 0),
        ("P13M", 13, 0),
        ("P1Y", 12, 0),
        ("P2Y3M", 27, 0),
        ("P2W", 0, 14 * 86_400),
        ("P14D", 0, 14 * 86_400),
        ("PT30M", 0, 1_800),
        ("PT1H2M3S", 0, 3_723),
        ("P1Y2M3W4DT5H6M7S", 14, 25 * 86_400 + 18_367),
        ("P0D", 0, 0),
        ("P9999Y", 119_988, 0),
    ],
)
def test_a_duration_is_months_and_seconds(text, months, seconds):
    """Months have no fixed length, so they are kept apart; the text is kept as it was written."""
    assert parse_duration(text) == Duration(text, months, seconds)


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "P1DT", "PM", "6M", "p6m", "P6m", "P-6M", "+P6M", "P1.5D", "P1M1Y", "P1D1W", "P٦M", "P6M ", " P6M", "P6M\n",
     "P10000Y", "P1234567D", "PT1234567890S", f"P{'9' * 5_000}D", "session", "6 months"],
)  # fmt: skip
def test_anything_else_is_no_duration(text):
    """With a sentence that shows what is; other scripts' digits and numbers beyond reason are refused."""
    with pytest.raises(ValueError, match=r"is no ISO 8601 duration such as P6M, P1Y, P14D or PT30M\."):
        parse_duration(text)


@pytest.mark.parametrize(
    ("start", "text", "end"),
    [
        ("2026-11-23", "P6M", "2027-05-23"),
        ("2026-08-31", "P6M", "2027-02-28"),
        ("2027-08-31", "P6M", "2028-02-29"),
        ("2026-12-31", "P2M", "2027-02-28"),
        ("2028-02-29", "P1Y", "2029-02-28"),
        ("2028-02-29", "P4Y", "2032-02-29"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2026-01-31", "P13M", "2027-02-28"),
        ("2026-12-15", "P1M", "2027-01-15"),
        ("2026-11-23", "P1W", "2026-11-30"),
        ("2026-01-31", "P1M1D", "2026-03-01"),
        ("9999-06-01", "P6M", "9999-12-01"),
    ],
)
def test_months_are_counted_on_the_calendar(start, text, end):
    """A day that the month lacks becomes its last; what is in seconds comes after."""
    begin, due = datetime.fromisoformat(f"{start}T12:00:00Z"), datetime.fromisoformat(f"{end}T12:00:00Z")
    assert parse_duration(text).after(begin) == due


@pytest.mark.parametrize("text", ["P7M", "P9999Y", "P9999Y9999M", "P999999D", "PT999999999H"])
def test_what_outlasts_the_calendar_ends_with_it(text):
    """No date is later than the last that there is."""
    begin = datetime(9999, 6, 1, tzinfo=UTC)
    assert parse_duration(text).after(begin) == datetime.max.replace(tzinfo=UTC)


def test_the_end_keeps_the_zone_of_the_start():
    """A moment is moved, not translated."""
    zone = timezone(timedelta(hours=2))
    assert parse_duration("P1M").after(datetime(2026, 1, 1, tzinfo=zone)).tzinfo is zone


def test_thirteen_months_have_393_to_397_days():
    """As CNIL's thirteen months must be read; a fixed number of days would be wrong most of the year."""
    days = {
        (parse_duration("P13M").after(start) - start).days
        for start in (datetime(2023, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in range(4 * 366))
    }
    assert (min(days), max(days)) == (393, 397)


def test_a_lifetime_is_the_session_or_a_duration():
    """Both say how they are written."""
    session, half = parse_lifetime("session"), parse_lifetime("P6M")
    assert (session.session, session.duration, session.text) == (True, None, "session")
    assert (half.session, half.duration, half.text) == (False, parse_duration("P6M"), "P6M")
    assert session == Lifetime(None)


def test_what_is_no_lifetime_says_what_is():
    """The session among it."""
    with pytest.raises(
        ValueError, match="'13 months' is no lifetime: write session, or an ISO 8601 duration"
    ):
        parse_lifetime("13 months")


def test_the_largest_numbers_of_each_unit_are_read():
    """Whatever stands within the digits allowed can be counted with."""
    text = "P{Y}Y{M}M{W}W{D}DT{TH}H{TM}M{TS}S".format(
        **{unit: "9" * size for unit, size in MOST_DIGITS.items()}
    )
    assert parse_duration(text).after(datetime(2026, 1, 1, tzinfo=UTC)) == datetime.max.replace(tzinfo=UTC)
