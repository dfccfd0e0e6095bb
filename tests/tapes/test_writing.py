"""A tape is written beside its place and moved there; whatever ends it, what was seen stays readable."""

import pytest

from charte.core.errors import OperatorError
from charte.core.observation import Act, Phase, Provenance, Selftest, State, Value, Viewport
from charte.core.observation import ResponseCookie as Cookie
from charte.tapes.reading import read_tape
from charte.tapes.writing import TapeWriter

PROVENANCE = Provenance(
    charte="0.1.0",
    browser="HeadlessChrome/156.0",
    binary="/usr/bin/chromium-headless-shell",
    third_party_cookies="allowed",
    started="2026-11-25T08:00:00Z",
    state=State.NONE,
    url="http://demo.localhost/",
    viewport=Viewport(1280, 800),
    user_agent="Mozilla/5.0",
    selftest=Selftest((), ()),
)


def act(n, why=""):
    return Act(n=n, t=n, phase=Phase.BEFORE, control="accept", clicks=1, ok=not why, why=why)


def test_what_is_written_is_read_back(tmp_path):
    """Event by event, and whole."""
    with TapeWriter(tmp_path / "none.tape", PROVENANCE) as tape:
        for n in (1, 2, 3):
            tape.write(act(n))
    read = read_tape(tmp_path / "none.tape")
    assert (read.provenance, read.events, read.complete) == (PROVENANCE, (act(1), act(2), act(3)), True)


def test_nothing_stands_in_its_place_until_it_is_over(tmp_path):
    """Only then is the file moved; none is left beside it."""
    with TapeWriter(tmp_path / "none.tape", PROVENANCE):
        assert [path.name for path in tmp_path.iterdir()] == ["none.tape.part"]
    assert [path.name for path in tmp_path.iterdir()] == ["none.tape"]


def test_a_tape_that_an_error_ends_says_that_it_was_cut(tmp_path):
    """With all that was seen until then."""
    tape = TapeWriter(tmp_path / "none.tape", PROVENANCE)
    tape.write(act(1))
    tape.__exit__(OSError, OSError(), None)
    read = read_tape(tmp_path / "none.tape")
    assert (read.events, read.complete) == ((act(1),), False)


def test_a_run_that_is_killed_loses_little(tmp_path):
    """What was flushed can be read while it still runs, and from its unfinished file."""
    tape = TapeWriter(tmp_path / "none.tape", PROVENANCE)
    for n in range(1, 101):
        tape.write(act(n))
    read = read_tape(tmp_path / "none.tape.part")
    assert (read.provenance, read.complete) == (PROVENANCE, False)
    assert len(read.events) >= 64
    tape.close()


def test_a_text_that_no_utf_8_can_hold_does_not_end_the_tape(tmp_path):
    """A page may hand over half a character."""
    with TapeWriter(tmp_path / "none.tape", PROVENANCE) as tape:
        tape.write(act(1, "half \ud800"))
    assert read_tape(tmp_path / "none.tape").events[0].why == "half ?"


def test_a_line_may_hold_any_character(tmp_path):
    """Line ends of other alphabets are no line ends of the tape."""
    header = "a=…; Path=/\u2028\u2029\x85\x00é"
    cookie = Cookie(
        n=1,
        t=1,
        phase=Phase.BEFORE,
        request="r1",
        url="",
        host="",
        name="a",
        header=header,
        value=Value("00", 1, 0.0),
    )
    with TapeWriter(tmp_path / "none.tape", PROVENANCE) as tape:
        tape.write(cookie)
    assert read_tape(tmp_path / "none.tape").events == (cookie,)


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path):
    """Before anything is done."""
    with pytest.raises(OperatorError, match=r"none\.tape cannot be written") as caught:
        TapeWriter(tmp_path / "absent" / "none.tape", PROVENANCE)
    assert "folder" in caught.value.mend
