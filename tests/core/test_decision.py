"""A visitor's decision: its life, how the cookie holds it, when it ends, and what is asked again."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from tests.fakes.charters import rivebelle

from charte.core.decision import (
    CODEC,
    COOKIE,
    LIFE_CYCLE,
    MOST_BYTES,
    Decision,
    State,
    choose,
    decode,
    encode,
    expired,
    to_ask,
)
from charte.core.mark import purpose_mark, service_mark
from charte.core.policy import FR_CNIL_2026

DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SEAL = b"a key of the collector"
CHARTER = rivebelle()
EVENTS = {"ask", "accept", "refuse", "defer", "withdraw", "expire", "change"}


def keys(purposes) -> list[str]:
    """Their keys."""
    return [purpose.key for purpose in purposes]


def value_of(body: bytes) -> str:
    """A cookie's value of these bytes."""
    return urlsafe_b64encode(body).rstrip(b"=").decode()


def body_of(value: str) -> bytes:
    """The bytes of a cookie's value."""
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))


# --- life ----------------------------------------------------------------------------------------------------------


def test_every_state_is_reached_and_left():
    """From the first visit on, by events that happen; no state is a dead end."""
    reached, before = {State.UNKNOWN}, set()
    while reached != before:
        before = set(reached)
        reached |= {to for (state, _), to in LIFE_CYCLE.items() if state in before}
    assert reached == set(State)
    assert {state for state, _ in LIFE_CYCLE} == set(State)
    assert {event for _, event in LIFE_CYCLE} == EVENTS


def test_nothing_is_asked_while_an_answer_holds():
    """Only who never answered, deferred, or whose answer ended is asked (rules.md 5.4)."""
    asked = {state for state, event in LIFE_CYCLE if event == "ask"}
    assert asked == {State.UNKNOWN, State.DEFERRED, State.EXPIRED, State.INVALIDATED}
    answered = set(State) - asked - {State.REQUESTED}
    assert all((state, "expire") in LIFE_CYCLE and (state, "change") in LIFE_CYCLE for state in answered)


def test_only_what_was_given_can_be_withdrawn():
    """And what was refused or withdrawn can be given after all."""
    withdrawn = {state for state, event in LIFE_CYCLE if event == "withdraw"}
    assert withdrawn == {State.GIVEN, State.RENEWED}
    assert all(LIFE_CYCLE[state, "accept"] is State.GIVEN for state in (State.REFUSED, State.WITHDRAWN))


# --- choosing ------------------------------------------------------------------------------------------------------


def test_a_choice_says_yes_to_what_is_named_and_no_to_all_else_that_is_offered():
    """By marks; what is not offered is not in it."""
    decision = choose(CHARTER, ["audience"], DAY)
    expected = {"count": False, "audience": True, "media": False}
    assert decision.purposes == {
        purpose_mark(CHARTER, CHARTER.purpose(key)): yes for key, yes in expected.items()
    }
    assert decision.services == {}
    assert decision.charter.hex() == CHARTER.digest.removeprefix("sha256:")[:24]
    assert decision.day == DAY


def test_a_choice_holds_the_services_that_differ():
    """Yes or no to each that was named."""
    decision = choose(CHARTER, [], DAY, services_yes=["stats"], services_no=["video"])
    marks = {key: service_mark(CHARTER, CHARTER.service(key)) for key in ("stats", "video")}
    assert decision.services == {marks["stats"]: True, marks["video"]: False}


@pytest.mark.parametrize(
    ("yes", "services_yes", "services_no", "sentence"),
    [
        (["ads"], [], [], "ads is not offered by this charter."),
        (["choice"], [], [], "choice is not offered by this charter."),
        ([], ["nobody"], [], "nobody is no service that this charter offers a choice on."),
        ([], [], ["nobody"], "nobody is no service that this charter offers a choice on."),
        ([], ["stats"], ["stats", "video"], "stats is answered with both yes and no."),
    ],
)
def test_a_choice_on_what_is_not_offered_is_refused(yes, services_yes, services_no, sentence):
    """Nothing is guessed."""
    with pytest.raises(ValueError) as caught:
        choose(CHARTER, yes, DAY, services_yes=services_yes, services_no=services_no)
    assert str(caught.value) == sentence


def test_a_service_without_an_offered_purpose_has_no_answer():
    """Its mark could be that of another one."""
    objectable = 'exemption = "E7"\nobjectable = true'
    charter = rivebelle((objectable, 'exemption = "E7"'))
    with pytest.raises(ValueError, match="platform is no service"):
        choose(charter, [], DAY, services_no=["platform"])


# --- the cookie ----------------------------------------------------------------------------------------------------


def test_the_cookies_bytes_are_those_of_the_formats():
    """Field by field, written out by hand."""
    decision = Decision(
        {b"\x02\x00\x00": True, b"\x01\x00\x00": False}, {b"\x01\x00": True}, bytes(range(12)), DAY
    )
    days = (DAY - date(1970, 1, 1)).days
    body = bytes([1]) + days.to_bytes(2, "big") + bytes(range(12)) + bytes([2, 1])
    body += b"\x01\x00\x00\x02\x00\x00" + b"\x01\x00" + bytes([0b01100000])
    assert encode(decision) == value_of(body)
    sealed = bytes([0x81]) + body[1:]
    assert encode(decision, SEAL) == value_of(sealed + hmac.digest(SEAL, sealed, "sha256")[:12])


def test_a_decision_comes_back_from_its_cookie():
    """Sealed or not."""
    decision = choose(CHARTER, ["audience"], DAY, services_no=["video"])
    assert decode(encode(decision), NOON) == decision
    assert decode(encode(decision, SEAL), NOON, SEAL) == decision
    assert decode(encode(decision, SEAL), NOON) == decision


def test_a_seal_is_good_forged_or_absent():
    """Whoever has the key takes no other, and none that lacks it; without the key it goes unchecked."""
    decision = choose(CHARTER, ["audience"], DAY)
    sealed, plain = body_of(encode(decision, SEAL)), encode(decision)
    forged = value_of(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    changed = value_of(sealed[:1] + bytes([sealed[1] ^ 1]) + sealed[2:])
    assert decode(value_of(sealed), seal=SEAL) == decision
    assert decode(value_of(sealed), seal=b"another") is None
    assert decode(forged, seal=SEAL) is decode(changed, seal=SEAL) is decode(plain, seal=SEAL) is None
    assert decode(forged) == decision


REFUSED = {
    "nothing": "",
    "one byte": "AQ",
    "no base64url": "A" * 22 + "+",
    "not ASCII": "é" * 23,
    "a length that base64 has not": "A" * 21,
    "padding written out": "good=",
    "a foreign character": "good ",
}


@pytest.mark.parametrize("why", REFUSED)
def test_text_that_no_encoder_writes_is_no_decision(why):
    """None, whatever it is: a visitor can write anything into a cookie."""
    good = encode(choose(CHARTER, ["audience"], DAY))
    assert decode(REFUSED[why].replace("good", good)) is None


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("version 0", lambda body: bytes([0]) + body[1:]),
        ("a later version", lambda body: bytes([CODEC + 1]) + body[1:]),
        ("another version, sealed", lambda body: bytes([0x82]) + body[1:] + bytes(12)),
        ("a byte too many", lambda body: body + b"\x00"),
        ("a byte too few", lambda body: body[:-1]),
        ("one purpose more than there are", lambda body: body[:15] + bytes([body[15] + 1]) + body[16:]),
        ("one service more than there are", lambda body: body[:16] + bytes([body[16] + 1]) + body[17:]),
        ("padding set", lambda body: body[:-1] + bytes([body[-1] | 1])),
        ("marks that descend", lambda body: body[:17] + body[20:23] + body[17:20] + body[23:]),
        ("the same mark twice", lambda body: body[:20] + body[17:20] + body[23:]),
        ("services that descend", lambda body: body[:26] + body[28:30] + body[26:28] + body[30:]),
        ("a seal on too little", lambda body: bytes([0x81]) + body[1:17]),
        ("longer than 200 bytes", lambda body: body[:15] + bytes([50, 0]) + bytes(150)),
    ],
)
def test_bytes_that_no_encoder_writes_are_no_decision(why, change):
    """One decision has one text (docs/formats.md, 2)."""
    body = body_of(encode(choose(CHARTER, ["audience"], DAY, services_yes=["stats"], services_no=["video"])))
    assert decode(value_of(body)) is not None
    assert decode(value_of(change(body))) is None


@pytest.mark.parametrize(("days", "held"), [(-400, True), (0, True), (1, True), (2, False), (30, False)])
def test_a_day_after_tomorrow_is_no_day_of_a_choice(days, held):
    """Clocks differ by hours, not by days; without a clock to compare with any day passes."""
    value = encode(choose(CHARTER, [], DAY + timedelta(days=days)))
    assert (decode(value, NOON) is not None) is held
    assert decode(value) is not None


def test_tomorrow_is_counted_in_utc():
    """Whatever zone the server's clock is in."""
    late = datetime(2026, 11, 24, 1, tzinfo=timezone(timedelta(hours=2)))  # still the 23rd in UTC
    assert decode(encode(choose(CHARTER, [], date(2026, 11, 24))), late) is not None
    assert decode(encode(choose(CHARTER, [], date(2026, 11, 25))), late) is None


@pytest.mark.parametrize("day", [date(1969, 12, 31), date(2149, 6, 7)])
def test_a_day_that_two_bytes_do_not_hold_is_refused(day):
    """Rather than written as another day."""
    with pytest.raises(ValueError, match="is no day of a choice"):
        encode(Decision({}, {}, bytes(12), day))
    assert encode(Decision({}, {}, bytes(12), date(1970, 1, 1)))
    assert encode(Decision({}, {}, bytes(12), date(2149, 6, 6)))


@pytest.mark.parametrize(("purposes", "services"), [(20, 0), (12, 12), (20, 20), (1, 48), (0, 0)])
@pytest.mark.parametrize("seal", [None, SEAL])
def test_what_the_design_promises_fits_in_200_bytes(purposes, services, seal):
    """Name, equals sign and value."""
    decision = sized(purposes, services)
    value = encode(decision, seal)
    assert len(f"{COOKIE}={value}") <= MOST_BYTES
    assert decode(value, seal=seal) == decision


@pytest.mark.parametrize(("purposes", "services"), [(20, 21), (1, 49), (34, 0)])
def test_what_does_not_fit_is_refused(purposes, services):
    """Rather than cut."""
    with pytest.raises(ValueError, match=f"{purposes} purposes and {services} services does not fit"):
        encode(sized(purposes, services), SEAL)


def sized(purposes: int, services: int) -> Decision:
    """A decision on so many of each."""
    marks = {number.to_bytes(3, "big"): number % 2 == 0 for number in range(purposes)}
    return Decision(marks, {number.to_bytes(2, "big"): True for number in range(services)}, bytes(12), DAY)


# --- when it ends, and what is asked ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "last", "ended"),
    [
        ("2026-11-23", "2027-05-22T23:59:59", "2027-05-23T00:00:00"),
        ("2026-08-31", "2027-02-27T23:59:59", "2027-02-28T00:00:00"),
        ("2027-08-31", "2028-02-28T23:59:59", "2028-02-29T00:00:00"),
        ("2027-08-29", "2028-02-28T23:59:59", "2028-02-29T00:00:00"),
        ("2028-02-29", "2028-08-28T23:59:59", "2028-08-29T00:00:00"),
        ("2026-07-01", "2026-12-31T23:59:59", "2027-01-01T00:00:00"),
    ],
)
def test_a_choice_ends_six_months_after_the_start_of_its_day(day, last, ended):
    """On the calendar and in UTC, to the second."""
    decision = choose(CHARTER, ["audience"], date.fromisoformat(day))
    assert not expired(decision, datetime.fromisoformat(f"{last}+00:00"), FR_CNIL_2026)
    assert expired(decision, datetime.fromisoformat(f"{ended}+00:00"), FR_CNIL_2026)
    assert expired(decision, datetime.fromisoformat(f"{ended}+00:00") + timedelta(days=999), FR_CNIL_2026)


def test_who_never_answered_is_asked_all_that_needs_consent():
    """An objection is never asked for."""
    assert keys(to_ask(CHARTER, None, NOON, FR_CNIL_2026)) == ["audience", "media"]


@pytest.mark.parametrize("yes", [[], ["audience"], ["audience", "media", "count"]])
def test_who_answered_is_asked_nothing(yes):
    """A no is an answer."""
    assert to_ask(CHARTER, choose(CHARTER, yes, DAY), NOON, FR_CNIL_2026) == ()


def test_who_answered_long_ago_is_asked_everything():
    """Once the choice has ended."""
    late = datetime(2027, 5, 23, tzinfo=UTC)
    assert keys(to_ask(CHARTER, choose(CHARTER, [], DAY), late, FR_CNIL_2026)) == ["audience", "media"]


@pytest.mark.parametrize(
    ("old", "new", "asked"),
    [
        ('text = { fr = "Analyser', 'text = { fr = "Examiner', []),
        ('version = "1.0"', 'version = "2.0"', []),
        ('recipients = ["Réclamo"]', 'recipients = ["Réclamo", "Autre"]', ["media"]),
        ('controller = "Cinébord SA"', 'controller = "Autre SA"', ["audience", "media"]),
        ('basis = "exempt"\nexemption = "E7"\nobjectable = true', 'basis = "consent"', ["count"]),
        ('[[purposes]]\nkey = "media"', ('[[purposes]]\nkey = "more"\nbasis = "consent"\n'
         'title = { fr = "x", en = "x" }\ntext = { fr = "x", en = "x" }\n[[purposes]]\nkey = "media"'), ["more"]),
    ],
)  # fmt: skip
def test_only_what_is_new_or_has_changed_is_asked_again(old, new, asked):
    """Wording is not; basis, controllers and recipients are. The other answers hold."""
    decision = choose(CHARTER, ["audience"], DAY)
    assert keys(to_ask(rivebelle((old, new)), decision, NOON, FR_CNIL_2026)) == asked
