"""Markdown's marks inside a line, taken off without harming names."""

from __future__ import annotations

import pytest

from charte.drafting.reading.marks import cells_of, inline


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\_hjSession\_\*", "_hjSession_*"),
        ("__utma", "__utma"),
        ("_ga_* et _gac_*", "_ga_* et _gac_*"),
        ("`_ga_*`", "_ga_*"),
        ("_ga_", "_ga_"),
        ("_ga_<container-id>", "_ga_<container-id>"),
        ("**dpi-\\*\\*\\*\\***", "dpi-****"),
        ("**_Objectif_**", "Objectif"),
        ("_deux mots_", "deux mots"),
        ("*Nom*", "Nom"),
        ("[privacy](https://www.hotjar.com/legal/)", "privacy"),
        ("![logo](logo.png) Cookies", "Cookies"),
        ("Name<br><br>bcookie", "Name\nbcookie"),
        ("a &amp; b &lt;ID&gt;", "a & b <ID>"),
        ("<strong>Nom</strong>", "Nom"),
    ],
)
def test_what_a_reader_sees_is_left(written, text):
    """Emphasis goes, names with the same signs stay."""
    assert inline(written).text == text


def test_addresses_are_kept_beside_the_words():
    """Of links, of addresses in angle brackets, and of bare ones."""
    read = inline("[ici](https://a.example.org/x) <https://b.example.org/> https://c.example.org.")
    assert read.links == ("https://a.example.org/x", "https://b.example.org/", "https://c.example.org")
    assert read.text == "ici https://b.example.org/ https://c.example.org."


@pytest.mark.parametrize("written", ["**Titre**", "__Titre__ :", "_Titre_"])
def test_a_line_emphasised_as_a_whole_is_known(written):
    """Such lines are titles in many policies."""
    assert inline(written).emphasised == (not written.endswith(" :"))


def test_cells_are_parted_at_bare_pipes():
    """Not at those in code or after a backslash."""
    assert cells_of(r"| a | `b|c` | d\|e |") == [" a ", " `b|c` ", r" d\|e "]


def test_what_nobody_sees_is_removed():
    """Zero widths and direction overrides would let a text show another name than it holds."""
    assert inline("\u202e_ga\u202c\u200b").text == "_ga"


@pytest.mark.parametrize("sign", ["_", "*", "[", "`", "<", "![", "**", "](", "\\"])
def test_a_hostile_line_costs_no_more_than_its_length(sign):
    """Repetitions in the patterns are bounded."""
    inline((sign + " a") * 5000)
    inline(sign * 10_000)
