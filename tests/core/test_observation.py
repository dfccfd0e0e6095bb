"""The tape's types: every kind of event that the formats name, and what a tape answers about itself."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from charte.core.observation import (
    EVENTS,
    Event,
    Phase,
    Provenance,
    Request,
    Selftest,
    State,
    Tape,
    Viewport,
    Visit,
)

FORMATS = Path(__file__).parents[2] / "docs" / "formats.md"
SECTION = FORMATS.read_text(encoding="utf-8").partition("## 6.")[2].partition("\n## ")[0]
# | `kind` | fields |: the fields' names are in backticks, those of inner objects in braces.
ROWS = dict(re.findall(r"^\| `([a-z-]+)`[^|]*\| (.*) \|$", SECTION, re.MULTILINE))


def provenance(**changes):
    """A first line as an audit writes it."""
    return Provenance(
        **{
            "charte": "0.1.0",
            "browser": "HeadlessChrome/156.0",
            "binary": "/usr/bin/chromium-headless-shell",
            "third_party_cookies": "allowed",
            "started": "2026-11-25T08:00:00Z",
            "state": State.REFUSED,
            "url": "http://demo.localhost/",
            "viewport": Viewport(1280, 800),
            "user_agent": "Mozilla/5.0",
            "selftest": Selftest(("request",), ("request", "jar")),
            **changes,
        }
    )


def visit(n):
    return Visit(n=n, t=n, phase=Phase.BEFORE, url="http://demo.localhost/", status=200, final_url="")


def named_in(row):
    """The names in backticks of a row's outermost level: what stands in brackets describes a field."""
    while (outer := re.sub(r"\{[^{}]*\}|\[[^][]*\]|\([^()]*\)", "", row)) != row:
        row = outer
    return set(re.findall(r"`([a-z_0-9]+)`", row))


def test_the_formats_name_every_kind_of_event():
    """No kind is written that docs/formats.md does not describe, and none is described that is never written."""
    assert ROWS.keys() == {*EVENTS, "provenance"}


@pytest.mark.parametrize("kind", sorted(EVENTS))
def test_an_event_has_the_fields_that_the_formats_promise(kind):
    """Field by field, beside the number, time and phase that every event has."""
    own = {item.name for item in fields(EVENTS[kind])} - {item.name for item in fields(Event)}
    assert own == named_in(ROWS[kind])


def test_the_provenance_has_the_fields_that_the_formats_promise():
    """It is the first line of every tape."""
    assert {item.name for item in fields(Provenance)} == named_in(ROWS["provenance"])


def test_a_state_is_named_after_its_last_phase():
    """`none` is the state in which nothing was chosen: its only phase is `before`."""
    assert {state.value for state in State} - {"none"} == {phase.value for phase in Phase} - {"before"}


def test_a_tape_gives_the_events_of_one_kind_in_order():
    """What a judge asks first."""
    events = (visit(1), visit(2))
    tape = Tape(provenance(), events, complete=True)
    assert list(tape.of(Visit)) == [*events]
    assert list(tape.of(Request)) == []


def test_a_tape_is_of_the_state_in_its_first_line():
    """Not of its file's name."""
    assert Tape(provenance(state=State.WITHDRAWN), (), complete=True).state is State.WITHDRAWN


def test_a_selftest_names_what_it_missed():
    """In the order in which it was expected; a judge calls unknown what rests on that."""
    assert Selftest(("jar",), ("request", "jar", "cache")).missed == ("request", "cache")
    assert Selftest(("jar",), ("jar",)).missed == ()
