"""Takes a tracker's name out of words that it was glued to, as happens where a PDF loses its columns.

`vos préférencescookies_preferences sur les cookies` is the name `cookies_preferences` and the words `vos
préférences sur les cookies`: the cut is where a known word ends and a name begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from charte.drafting.cleaning import clean
from charte.drafting.names import is_distinctive
from charte.drafting.words import fold

_LONGEST_TOKEN = 100
_SHORTEST_WORD = 3
_KNOWN_WORD = 2  # what each sign for a cut weighs
_KNOWN_BEGINNING = 1
_WHOLE_TOKEN = 1
_ODD_CUT = -3  # beside a sign that joins the parts of a name, or inside one of its words
_JOINTS = re.compile(r"[_.-]|(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Unglued:
    """A name, the words it stood in, and how much speaks for this cut."""

    name: str
    words: str
    weight: int


def unglue(cell: str, vocabulary: frozenset[str]) -> Unglued | None:
    """The best cut of a cell, or None where nothing in it can be a name.

    `vocabulary` are folded words that the text or its language is known to use.
    """
    tokens = cell.split(" ")
    found = [
        Unglued(name, clean(" ".join([*tokens[:place], before, after, *tokens[place + 1 :]])), weight)
        for place, token in enumerate(tokens)
        for before, name, after, weight in _cuts(token, vocabulary)
    ]
    return max(found, key=lambda cut: (cut.weight, len(cut.words)), default=None)


def _cuts(token: str, vocabulary: frozenset[str]) -> list[tuple[str, str, str, int]]:
    """Every way to read a token as words, a name, and words: both words known, or absent."""
    if len(token) > _LONGEST_TOKEN or not re.search(r"[A-Za-z0-9]", token):
        return []
    starts = [at for at in range(len(token)) if not at or _known(token[:at], vocabulary)]
    ends = [at for at in range(1, len(token) + 1) if at == len(token) or _known(token[at:], vocabulary)]
    return [
        (token[:start], token[start:end], token[end:], _weight(token, start, end, vocabulary))
        for start in starts
        for end in ends
        if start < end and is_distinctive(token[start:end])
    ]


def _known(part: str, vocabulary: frozenset[str]) -> bool:
    return len(part) >= _SHORTEST_WORD and part.isalpha() and fold(part) in vocabulary


def _weight(token: str, start: int, end: int, vocabulary: frozenset[str]) -> int:
    """What speaks for a cut: words that are known on both sides of it, and no half of a word left over."""
    name = token[start:end]
    parts = [fold(part) for part in _JOINTS.split(name) if part]
    weight = _WHOLE_TOKEN if (start, end) == (0, len(token)) else 0
    weight += _KNOWN_WORD * ((start > 0) + (end < len(token)))
    weight += _KNOWN_BEGINNING * (parts[0] in vocabulary)
    odd_beginning = start > 0 and token[:start].isascii() and (name[0] in "_.-" or parts[0] not in vocabulary)
    odd_end = end < len(token) and (name[-1] in "_.-" or parts[-1] not in vocabulary)
    return weight + _ODD_CUT * (odd_beginning + odd_end)
