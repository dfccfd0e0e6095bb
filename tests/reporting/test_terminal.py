"""The report in a terminal: the same order as the page, in columns that hold, colour only when asked."""

import re

import pytest
from tests.reporting.reports import ALL, hostile, lying, true

from charte.reporting.terminal import render

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_asked(name, language, width):
    """Whatever a site calls its trackers."""
    for line in render(ALL[name](), language, width=width).splitlines():
        assert len(line) <= width, line


def test_the_verdict_comes_first_then_what_to_mend_then_what_is_open_then_what_was_seen():
    """The order in which a person acts."""
    text = render(lying())
    places = [
        text.index(part)
        for part in (
            "✕ The charter is not true",
            "Mend first: blocking (4)",
            "Then: major (4)",
            "What cannot be told (3)",
            "Trackers by state (1",
        )
    ]
    assert places == sorted(places)
    assert places[0] == 0


def test_each_failure_says_what_how_to_mend_and_what_proves_it():
    """Rule, subject, state; sentence; deed; tape and events."""
    text = render(lying())
    assert "✕ C01  _st_<ID>  nothing chosen\n       _st_<ID> is on the device before any choice.\n" in text
    assert "To mend: Let http://demo.localhost/early.js write it only after a yes to" in text
    assert "- tape none, events " in text


def test_there_is_no_colour_unless_asked_and_never_colour_alone():
    """With the escapes taken out the coloured text is the plain one."""
    assert "\x1b" not in render(lying())
    coloured = render(lying(), colour=True)
    assert "\x1b[31m" in coloured
    assert ESCAPE.sub("", coloured) == render(lying())


def test_a_site_cannot_write_to_the_terminal():
    """Its escapes are written out."""
    assert "\x1b" not in render(hostile())
    assert "\u202e" not in render(hostile())
    assert "⟨U+001B⟩" in render(hostile())


def test_the_matrix_stands_in_columns():
    """Every row's signs stand under their state."""
    lines = render(true()).splitlines()
    head = next(line for line in lines if "nothing chosen" in line and "withdrawn" in line)
    row = next(line for line in lines if line.strip().startswith("_visits"))
    starts = [head.index(word) for word in ("nothing chosen", "refused", "accepted", "withdrawn")]
    ends = [*starts[1:], len(head) + 1]
    signs = [row[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    assert signs == ["●", "–", "●", "–"]


def test_french_says_the_same():
    """With its own words and signs."""
    text = render(lying(), "fr")
    assert text.startswith("✕ La charte n’est pas vraie")
    assert "À corriger d’abord" in text
    assert text.endswith("report.html.\n")
