"""Name templates: `<WORD>` and `*` stand for what varies in a tracker's name. Never regular expressions.

Matching walks the name once with the set of places it may be at in the template, so its time is
bounded by length of name times length of template, whatever either holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WILDCARD = re.compile(r"<[A-Z][A-Z0-9_]*>|\*")
_WORD_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
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
    if re.search(r"[\s;=,]", template):
        return f"{template!r} holds a space or one of ; = , which no tracker's name has."
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
    steps = _steps(template)
    places = {0}
    for character in name:
        places = _advance(steps, places, character)
        if not places:
            return False
    return len(steps) in places


def _advance(steps: tuple[str, ...], places: set[int], character: str) -> set[int]:
    after: set[int] = set()
    for place in places:
        if place > 0 and _repeats(steps[place - 1], character):
            after.add(place)
        if place < len(steps) and (steps[place] == character or _repeats(steps[place], character)):
            after.add(place + 1)
    return after


def _repeats(step: str, character: str) -> bool:
    """Whether this step is a wildcard that takes the character (and may take more)."""
    return step == "<*>" or (step == "<W>" and character in _WORD_CHARACTERS)


@lru_cache(maxsize=4096)
def _steps(template: str) -> tuple[str, ...]:
    """The template as single characters and the steps `<W>` (a word) and `<*>` (anything)."""
    steps: list[str] = []
    position = 0
    for wildcard in _WILDCARD.finditer(template):
        steps += template[position : wildcard.start()]
        steps.append("<*>" if wildcard[0] == "*" else "<W>")
        position = wildcard.end()
    return (*steps, *template[position:])
