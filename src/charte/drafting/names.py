"""The names of trackers: what can be one, what cannot be anything else, and the template that a register holds."""

from __future__ import annotations

import re

from charte.core.charter.template import template_fault
from charte.drafting.cleaning import clean
from charte.drafting.limits import LONGEST_NAME

# A cookie's name is a token (RFC 9110, 5.6.2); keys of a storage also hold : / [ ] { } and templates < >.
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z/:@<>\[\]{}-]+")
_PLACEHOLDER = re.compile(r"\{([^{}]{0,60})\}|\[([^\[\]]{0,60})\]|<([^<>]{0,60})>")
_WILDCARDS = re.compile(r"(?:<[A-Z][A-Z0-9_]*>|\*){2,}")
_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|//|/)|@", re.IGNORECASE)
_WORDY = re.compile(r"[A-Za-z]?[a-z]+(?:['-][a-z]+)*")
_MARKS = re.compile(r"_|\d|\.\w|[a-z][A-Z]|\w-\w|\*|<[A-Z]")
_QUOTES = "\"'`“”«»‘’\u00a0\u202f "
_AROUND = _QUOTES + ":;,()"
_LABEL = re.compile(r"^.*\s[^\s:]*:(?:\s+|$)|^[^\s:]+:(?:\s+|$)|:$")  # `Cookies of the partner:` before names


def as_template(written: str) -> str:
    """The template for a name as a policy writes it; empty when this can be no tracker's name.

    `_ga_{container id}`, `_ga_[id]` and `_ga_<container-id>` become `_ga_<CONTAINER_ID>`, `dpi-****` becomes
    `dpi-*`: a placeholder says that something varies there.
    """
    name = clean(written).strip(_QUOTES)
    if not name or len(name) > LONGEST_NAME or _ADDRESS.search(name):
        return ""
    template = _WILDCARDS.sub("*", _PLACEHOLDER.sub(_wildcard, name.replace("…", "*")))
    if not _NAME.fullmatch(template) or not re.search(r"[A-Za-z0-9]", template) or template_fault(template):
        return ""
    return template


def _wildcard(match: re.Match[str]) -> str:
    inside = next((group for group in match.groups() if group), "")
    word = re.sub(r"[^A-Z0-9]+", "_", inside.upper()).strip("_")
    return f"<{word}>" if re.match(r"[A-Z]", word) else "*"


def may_be_name(written: str) -> bool:
    """Whether a cell of a name column can be taken at its word."""
    return bool(as_template(written)) and not re.fullmatch(r"[\d.,]+", written.strip())


def is_distinctive(written: str) -> bool:
    """Whether this can hardly be a word of any language: `_ga`, `sessionId`, `csrf-token`, `GDPR`."""
    name = written.strip(_QUOTES)
    if not may_be_name(name) or name.endswith((".", ":")):
        return False
    if re.fullmatch(r"[A-Z]{2,}", name):
        return True
    return bool(_MARKS.search(name)) and not _is_ordinary(name)


def _is_ordinary(name: str) -> bool:
    """Words with a hyphen or an abbreviation's dots (`well-known`, `e.g.`), and plain numbers."""
    if re.fullmatch(r"[\d.,:/%*+-]+", name) or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]?", name):
        return True
    return bool(_WORDY.fullmatch(name))


def names_in(cell: str, joiners: frozenset[str]) -> tuple[str, ...]:
    """The names that a cell lists, as written; empty when none can be told from the words around it.

    A cell that is one name is that name; in a list each part may bear a remark in parentheses; in words only
    what is distinctive counts.
    """
    if may_be_name(cell) and "\n" not in cell:
        return (cell.strip(_QUOTES),)
    found: list[str] = []
    for part in _parts(_rejoined(cell), joiners):
        bare = _LABEL.sub("", re.sub(r"\([^()]*\)", " ", part)).strip(_QUOTES)
        words = (
            [bare]
            if may_be_name(bare)
            else filter(is_distinctive, (word.strip(_AROUND) for word in bare.split()))
        )
        found += [word.strip(_QUOTES) for word in words]
    return tuple(dict.fromkeys(found))


def _rejoined(cell: str) -> str:
    """A name broken over lines at a sign that no name ends with: `cookies_` / `preferences`."""
    return re.sub(r"(?<=[A-Za-z0-9][_-])\n(?=\w)", "", cell)


def _parts(cell: str, joiners: frozenset[str]) -> list[str]:
    words = "|".join(sorted(map(re.escape, joiners)))
    return re.split(rf"[,;\n]|\s/\s|\s(?:{words})\s" if words else r"[,;\n]|\s/\s", cell)
