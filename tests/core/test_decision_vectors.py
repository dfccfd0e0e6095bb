"""vectors/codec.json, permission.json, matching.json: the committed files are what the code gives and what holds."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from vectors import make_codec, make_decisions

from charte.core.charter import template_matches
from charte.core.decision import COOKIE, MOST_BYTES, Decision, decode, encode

FOLDER = Path(__file__).parents[2] / "vectors"
CODEC = json.loads((FOLDER / "codec.json").read_text(encoding="utf-8"))
PERMISSION = json.loads((FOLDER / "permission.json").read_text(encoding="utf-8"))
MATCHING = json.loads((FOLDER / "matching.json").read_text(encoding="utf-8"))
SEAL = bytes.fromhex(CODEC["seal"])


def decision_of(fields):
    """A decision from its JSON."""
    return Decision(
        {bytes.fromhex(mark): yes for mark, yes in fields["purposes"].items()},
        {bytes.fromhex(mark): yes for mark, yes in fields["services"].items()},
        bytes.fromhex(fields["charter"]),
        date(1970, 1, 1) + timedelta(days=fields["day"]),
    )


def moment(text):
    """A moment from its JSON."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("name", ["codec.json", *make_decisions.FILES])
def test_the_committed_file_is_what_the_code_gives(name):
    """Changing a permanent format, or the one rule, must show as a change of these files."""
    make = make_codec.codec if name == "codec.json" else make_decisions.FILES[name]
    assert make_codec.text(make()) == (FOLDER / name).read_text(encoding="utf-8")


def test_a_decision_and_its_cookie_are_one():
    """Each decision encodes to its value and comes back from it, and fits in 200 bytes."""
    at = moment(CODEC["at"])
    for fields in CODEC["values"]:
        decision = decision_of(fields)
        assert encode(decision) == fields["value"]
        assert decode(fields["value"], at) == decision
        assert len(f"{COOKIE}={fields['value']}") <= MOST_BYTES


def test_a_sealed_cookie_is_read_with_and_without_its_key():
    """Without the key the seal goes unchecked; with another key the value is no decision."""
    for fields in CODEC["sealed"]:
        assert decode(fields["value"]) == decode(fields["value"], seal=SEAL) == decision_of(fields)
        assert decode(fields["value"], seal=b"another key") is None


@pytest.mark.parametrize("claim", [pytest.param(claim, id=claim["why"]) for claim in CODEC["refused"]])
def test_what_no_encoder_writes_is_no_decision(claim):
    """Each for the one thing that is wrong with it."""
    assert decode(claim["value"], moment(claim["at"]) if "at" in claim else None) is None


def test_a_decision_that_does_not_fit_is_refused():
    """The cookie stays within 200 bytes, whatever is asked."""
    for fields in CODEC["too_large"]:
        with pytest.raises(ValueError, match="does not fit"):
            encode(decision_of(fields))


def test_the_cases_show_every_reason_and_both_answers_to_what_is_offered():
    """A vector file that lost its hard cases would hold nothing equal."""
    verdicts = {verdict for case in PERMISSION["cases"] for verdict in case["verdicts"]}
    assert verdicts == {
        "yes: exempt",
        "yes: accepted",
        "yes: not-refused",
        "no: refused",
        "no: not-asked",
        "no: signal",
        "no: no-purpose",
        "no: undeclared",
    }
    assert len(PERMISSION["cases"]) > 200
    sizes = [len(notice["purposes"]) for notice in PERMISSION["notices"].values()]
    assert max(sizes) == 20
    assert {case["in_force"] for case in PERMISSION["cases"]} == {True, False}


def test_names_match_their_templates_and_no_other():
    """The names that each template matches, out of all names."""
    for template, matched in MATCHING["matched"].items():
        assert [name for name in MATCHING["names"] if template_matches(template, name)] == matched
