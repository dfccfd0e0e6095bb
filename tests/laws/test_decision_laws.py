"""Laws of decisions and permission: a cookie says one thing, and no refusal ever permits more."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.charters import rivebelle

from charte.core.charter.fitting import fits
from charte.core.decision import COOKIE, MOST_BYTES, Decision, choose, decode, encode, to_ask
from charte.core.permission import permits
from charte.core.policy import FR_CNIL_2026

CHARTER = rivebelle()
PURPOSES = [purpose.key for purpose in CHARTER.offered]
SERVICES = [service.key for service in CHARTER.offered_services]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = NOON.date()
days = st.dates(date(1970, 1, 1), date(2149, 6, 6))


def marks(size, most):
    """Yes or no to so many marks."""
    return st.dictionaries(st.binary(min_size=size, max_size=size), st.booleans(), max_size=most)


decisions = st.builds(Decision, marks(3, 20), marks(2, 20), st.binary(min_size=12, max_size=12), days)


@st.composite
def choices(draw):
    """What a visitor may choose: purposes, and services that differ."""
    answers = draw(st.dictionaries(st.sampled_from(SERVICES), st.booleans()))
    return draw(st.sets(st.sampled_from(PURPOSES))), answers


def chosen(yes, answers, day=DAY):
    """The decision of a choice."""
    agreed = [key for key, answer in answers.items() if answer]
    declined = [key for key, answer in answers.items() if not answer]
    return choose(CHARTER, yes, day, services_yes=agreed, services_no=declined)


def bytes_of(value):
    """The bytes of a cookie's value."""
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))


def value_of(body):
    """A cookie's value of these bytes."""
    return urlsafe_b64encode(body).rstrip(b"=").decode()


def permitted(decision, at=NOON, *, gpc=False):
    """The names of all trackers that may be used."""
    return {
        tracker.name
        for tracker in CHARTER.trackers
        if permits(CHARTER, decision, tracker, at, FR_CNIL_2026, gpc=gpc)
    }


@given(decisions, st.none() | st.binary(min_size=1, max_size=40))
def test_a_decision_and_its_cookie_are_one(decision, seal):
    """Encoding and decoding lose nothing, within 200 bytes."""
    value = encode(decision, seal)
    assert len(f"{COOKIE}={value}") <= MOST_BYTES
    assert decode(value, seal=seal) == decision
    assert decode(value) == decision


@given(decisions, st.integers(0, 140), st.integers(0, 255))
def test_what_decodes_encodes_to_the_same_text(decision, place, change):
    """So one decision has one text, and a forger gains nothing by writing it otherwise."""
    body = bytearray(bytes_of(encode(decision)))
    body[place % len(body)] ^= change & 0x7F if place % len(body) == 0 else change
    value = value_of(body)
    found = decode(value)
    assert found is None or encode(found) == value


@given(st.text(max_size=220))
def test_no_text_breaks_the_decoder(text):
    """A visitor can write anything."""
    assert decode(text, NOON) is None or isinstance(decode(text, NOON), Decision)


@given(decisions, st.data())
def test_a_cookie_with_a_byte_changed_never_passes_its_seal(decision, data):
    """Ninety-six bits of it."""

    value = encode(decision, b"key")
    body = bytearray(bytes_of(value))
    place = data.draw(st.integers(0, len(body) - 1))
    body[place] ^= data.draw(st.integers(1, 255))
    assert decode(value_of(body), seal=b"key") is None


@given(st.integers(0, 40), st.integers(0, 60), st.booleans())
def test_what_fits_by_count_fits_in_the_cookie(purposes, services, sealed):
    """The register's check and the encoder agree on every size."""
    decision = Decision(
        {number.to_bytes(3, "big"): True for number in range(purposes)},
        {number.to_bytes(2, "big"): True for number in range(services)},
        bytes(12),
        DAY,
    )
    try:
        value = encode(decision, b"key" if sealed else None)
    except ValueError:
        assert not fits(purposes, services, sealed=sealed)
    else:
        assert fits(purposes, services, sealed=sealed)
        assert len(f"{COOKIE}={value}") <= MOST_BYTES


@given(choices(), st.sampled_from(PURPOSES), st.booleans())
def test_one_purpose_less_never_permits_more(choice, purpose, gpc):
    """Taking a yes back, or saying no where nothing was said."""
    yes, answers = choice
    assert permitted(chosen(yes - {purpose}, answers), gpc=gpc) <= permitted(chosen(yes, answers), gpc=gpc)


@given(choices(), st.sampled_from(SERVICES), st.booleans())
def test_one_service_refused_never_permits_more(choice, service, gpc):
    """Whatever was said of it, or of its purposes, before."""
    yes, answers = choice
    assert permitted(chosen(yes, answers | {service: False}), gpc=gpc) <= permitted(
        chosen(yes, answers), gpc=gpc
    )


@given(choices())
def test_refusing_all_never_permits_more_than_not_choosing(choice):
    """And a signal never more than no signal."""
    assert permitted(chosen(set(), {})) <= permitted(None)
    assert permitted(None, gpc=True) <= permitted(None)
    decision = chosen(*choice)
    assert permitted(decision, gpc=True) == permitted(decision)


@given(choices(), st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(-400, 400))
def test_an_ended_choice_is_as_none(choice, day, later):
    """What is permitted and what is asked are then as at a first visit."""
    decision = chosen(*choice, day=day)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    at = start + timedelta(days=later)
    if at >= FR_CNIL_2026.choice_life.after(start):
        assert permitted(decision, at) == permitted(None, at)
        assert to_ask(CHARTER, decision, at, FR_CNIL_2026) == to_ask(CHARTER, None, at, FR_CNIL_2026)
    else:
        assert to_ask(CHARTER, decision, at, FR_CNIL_2026) == ()
