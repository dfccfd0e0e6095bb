"""Name templates: `<WORD>` and `*` stand for what varies in a tracker's name. Never regular expressions.

A template is compiled to the places that a name may have reached in it, one bit each, so that a name is
matched in one step for each of its characters, whatever either holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_WILDCARD = re.compile(r"<[A-Z][A-Z0-9_]*>|\*")
_WORD_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# Shorter literals are names that many vendors use: public lists with two-letter wildcards match falsely.
LEAST_LITERALS = 3
MOST_WILDCARDS = 4


def is_exact(template: str) -> bool:
    """Whether the template has no wildcard and so names one tracker."""
    return not _WILDCARD.search(template)


def literals(template: str) -> int:
    """How many literal characters the template holds: the more, the more specific."""
    return len(_WILDCARD.sub("", template))


def template_fault(template: str) -> str:
    """Why this template is not safe to match with, as a sentence; empty when it is."""
    wildcards = _WILDCARD.findall(template)
    if not template.strip():
        return "The name is empty."
    if "<" in _WILDCARD.sub("", template) or ">" in _WILDCARD.sub("", template):
        return f"{template!r} has a wildcard that is not written <WORD> in capitals."
    if wildcards and literals(template) < LEAST_LITERALS:
        return f"{template!r} matches too much: it has fewer than {LEAST_LITERALS} literal characters."
    if len(wildcards) > MOST_WILDCARDS:
        return f"{template!r} has more than {MOST_WILDCARDS} wildcards."
    if re.search(r"(?:<[A-Z][A-Z0-9_]*>|\*){2}", template):
        return f"{template!r} has two wildcards in a row."
    return ""


def template_matches(template: str, name: str) -> bool:
    """Whether the whole of `name` is an instance of `template`."""
    compiled = _compiled(template)
    if not name.startswith(compiled.prefix):
        return False
    places = 1
    for character in name:
        places = compiled.after(places, *compiled.taking(character))
        if not places:
            return False
    return bool(places >> compiled.length & 1)


def templates_meet(one: str, other: str) -> bool:
    """Whether some name is an instance of both templates."""
    walked, kept = _compiled(one), _compiled(other)
    if not (walked.prefix.startswith(kept.prefix) or kept.prefix.startswith(walked.prefix)):
        return False
    if not (walked.suffix.endswith(kept.suffix) or kept.suffix.endswith(walked.suffix)):
        return False
    places = 1
    for step in walked.steps:
        if step not in (_WORD, _ANY):
            places = kept.after(places, *kept.taking(step))
            continue
        taking = kept.taking_some(step)
        places = reached = kept.after(places, *taking)
        while reached := kept.after(reached, *taking) & ~places:
            places |= reached
    return bool(places >> kept.length & 1)


_WORD, _ANY = "<W>", "<*>"  # the two steps that are no literal character


@dataclass(frozen=True, slots=True)
class _Template:
    """`takes` holds, for each literal character, a bit for each step that it passes; `words` and `anys` the
    steps that are wildcards. Place 0 is before the first step, place n after the n-th."""

    steps: tuple[str, ...]
    prefix: str  # the literals before the first wildcard
    suffix: str  # and after the last
    takes: dict[str, int]
    words: int
    anys: int

    @property
    def length(self) -> int:
        return len(self.steps)

    def taking(self, character: str) -> tuple[int, int]:
        """The steps that this character passes, and those of them that it may pass again."""
        again = self.anys | self.words if character in _WORD_CHARACTERS else self.anys
        return self.takes.get(character, 0) | again, again

    def taking_some(self, wildcard: str) -> tuple[int, int]:
        """The same for whichever character the wildcard stands for."""
        again = self.anys | self.words
        literal = sum(
            bits
            for character, bits in self.takes.items()
            if wildcard == _ANY or character in _WORD_CHARACTERS
        )
        return literal | again, again

    def after(self, places: int, passed: int, again: int) -> int:
        """The places after one character more: each step passed, or a wildcard before the place once more."""
        return ((places & passed) << 1) | (places & (again << 1))


@lru_cache(maxsize=4096)
def _compiled(template: str) -> _Template:
    steps: list[str] = []
    position = 0
    for wildcard in _WILDCARD.finditer(template):
        steps += template[position : wildcard.start()]
        steps.append(_ANY if wildcard[0] == "*" else _WORD)
        position = wildcard.end()
    steps += template[position:]
    takes: dict[str, int] = {}
    for place, step in enumerate(steps):
        takes[step] = takes.get(step, 0) | 1 << place
    words, anys = takes.pop(_WORD, 0), takes.pop(_ANY, 0)
    pieces = _WILDCARD.split(template)
    return _Template(tuple(steps), pieces[0], pieces[-1], takes, words, anys)
