"""Words as they were written, without what nobody can see."""

from __future__ import annotations

import re

# Characters that show nothing and change what a reader sees (soft hyphen, zero widths, byte order mark,
# bidirectional overrides: CVE-2021-42574). The joiners U+200C and U+200D belong to words and stay.
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
# The no-break spaces are typography (« mot »), not layout, and stay.
_BLANKS = re.compile("[ \t\n\r\x0b\x0c\x85\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """The text on one line, each run of blanks one blank."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip(" \u00a0\u202f")


def clean_lines(text: str) -> str:
    """The same line by line; empty lines are left out."""
    lines = (clean(line) for line in _BREAKS.sub("\n", text).split("\n"))
    return "\n".join(line for line in lines if line)


def split_lines(text: str) -> list[str]:
    """The lines of a text file, as an editor counts them."""
    return _BREAKS.sub("\n", text).split("\n")


def cut(text: str, most: int) -> str:
    """At most so many characters, ended at a word and marked when something was left out."""
    if len(text) <= most:
        return text
    return text[: most - 2].rsplit(" ", 1)[0] + " …"
