"""A tape is read to its end or to where it was cut; whatever else a file holds is a sentence."""

import json

import pytest
import zstandard

from charte.core.errors import OperatorError
from charte.core.observation import Phase, Provenance, Selftest, State, Viewport, Visit
from charte.core.transcript import to_document
from charte.tapes.reading import read_tape

PROVENANCE = to_document(
    Provenance(
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
)
VISIT = to_document(Visit(n=1, t=1, phase=Phase.BEFORE, url="http://a/", status=200, final_url="http://a/"))
END = {"kind": "end", "complete": True}


def packed(*documents, cut=None):
    """The bytes of a tape with these lines; `cut` leaves out so many of the text's last bytes."""
    text = "".join(json.dumps(document) + "\n" for document in documents).encode()
    return zstandard.compress(text[:cut])


@pytest.fixture
def read(tmp_path):
    """Reads these bytes as a tape."""

    def read(data):
        path = tmp_path / "none.tape"
        path.write_bytes(data)
        return read_tape(path)

    return read


def fault(read, data):
    """What is said of these bytes."""
    with pytest.raises(OperatorError) as caught:
        read(data)
    assert caught.value.mend
    return caught.value.what


def test_a_tape_is_read_to_its_end(read):
    """And is then complete."""
    tape = read(packed(PROVENANCE, VISIT, END))
    assert (tape.state, len(tape.events), tape.complete) == (State.NONE, 1, True)


def test_a_tape_without_an_end_was_cut(read):
    """What stands before the cut stays evidence."""
    tape = read(packed(PROVENANCE, VISIT))
    assert (len(tape.events), tape.complete) == (1, False)


def test_a_line_cut_in_its_middle_is_left_out(read):
    """The lines before it are whole."""
    tape = read(packed(PROVENANCE, VISIT, VISIT, cut=-20))
    assert (len(tape.events), tape.complete) == (1, False)


def test_an_end_that_says_so_is_no_complete_one(read):
    """The word counts, not the line."""
    assert not read(packed(PROVENANCE, {"kind": "end", "complete": False})).complete


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "holds no line"),
        (packed(), "holds no line"),
        (b"{}", "is not a tape, or it is damaged"),
        (packed(PROVENANCE)[:-6] + b"damage", "is not a tape, or it is damaged"),
        (zstandard.compress(b"plain words\n"), "line 1 is no JSON"),
        (zstandard.compress(b"[" * 100_000 + b"\n"), "line 1 is no JSON"),
        (packed(VISIT), "the first line is no provenance"),
        (packed([]), "the first line is no provenance"),
        (packed({**PROVENANCE, "tape": 2}), "a tape of version 2; this Charte reads version 1"),
        (packed(PROVENANCE, END, VISIT), "a line follows the end of the tape"),
    ],
)
def test_what_is_no_tape_is_said_in_a_sentence(read, data, words):
    """A person may name any file."""
    assert words in fault(read, data)


def test_every_fault_is_named_by_line_and_key(read):
    """Not only the first."""
    what = fault(read, packed(PROVENANCE, {**VISIT, "status": "200"}, {"kind": "visits"}, END))
    assert "line 2: status: " in what
    assert "line 3: kind: “visits” is no kind of event." in what


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path):
    """Nor a folder."""
    for path in (tmp_path / "absent.tape", tmp_path):
        with pytest.raises(OperatorError, match="cannot be read"):
            read_tape(path)


def test_a_file_that_unpacks_without_end_is_left(tmp_path):
    """A few bytes may hold a billion, and all in one line."""
    path = tmp_path / "none.tape"
    path.write_bytes(zstandard.compress(b"[" * (3 << 20)))
    with pytest.raises(OperatorError, match="unpacks to more than 2 MiB"):
        read_tape(path, largest=2 << 20)


def test_a_line_longer_than_what_is_read_at_once_is_one_line(read):
    """A banner's text, or an address, may be long."""
    tape = read(packed(PROVENANCE, {**VISIT, "why": "x" * 200_000}, END))
    assert len(tape.events[0].why) == 200_000
