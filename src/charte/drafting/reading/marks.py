"""What Markdown's marks inside a line say, taken off without harming names such as `__utma` or `_ga_*`."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from charte.drafting.cleaning import clean_lines

# Escaped characters and code wait in the private use area (U+E000) while marks are taken off. Every
# repetition is bounded, so that a hostile line costs no more than its length.
_HIDDEN = 0xE000
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`{1,2})([^`\n]{1,300})\1")
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,500})\]\(\s{0,3}<?([^()\s<>]{0,2000})>?[^()\n]{0,300}\)")
_ADDRESS = re.compile(r"<(https?://[^<>\s]{1,2000}|mailto:[^<>\s]{1,300})>")
_BARE_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"“”«»|]{1,2000}")
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|b|code|div|em|i|li|ol|p|small|span|strong|sub|sup|u|ul)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\*{2,3}(?=\S)([^*\n]{1,500})(?<=\S)\*{2,3}")
_STARRED = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,500})(?<=\S)\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]{1,500})(?<=\S)\1(?![\w_])")
_ALL_STRONG = re.compile(r"(\*\*|__|\*|_)(?=\S)(.{1,300}?)(?<=\S)\1:?")


@dataclass(frozen=True, slots=True)
class Inline:
    """The words of a line, the addresses in it, and whether all of it was emphasised."""

    text: str
    links: tuple[str, ...] = ()
    emphasised: bool = False


def inline(written: str) -> Inline:
    """A line of Markdown, or of plain text, as the words that a reader sees."""
    line = _CODE.sub(lambda match: _hide(match[2]), written)
    line = _ESCAPED.sub(lambda match: _hide(match[1]), line)
    emphasised = bool(_ALL_STRONG.fullmatch(line.strip()))
    line = _IMAGE.sub(" ", line)
    links = [match[2] for match in _LINK.finditer(line)]
    line = _LINK.sub(lambda match: match[1], line)
    line = _ADDRESS.sub(lambda match: match[1].removeprefix("mailto:"), line)
    links += [match[0].rstrip(".,;:!?*_") for match in _BARE_ADDRESS.finditer(line)]
    line = _TAG.sub("", _BREAK.sub("\n", line))
    line = _STARRED.sub(r"\1", _STRONG.sub(r"\1", line))
    line = _UNDERLINED.sub(_underlined, line)
    return Inline(
        clean_lines(html.unescape(_shown(line))), tuple(dict.fromkeys(map(_shown, links))), emphasised
    )


def cells_of(line: str) -> list[str]:
    """The cells of a line of a pipe table; a pipe in code or after a backslash is part of its cell."""
    hidden = _ESCAPED.sub(lambda match: "\\" + _hide(match[1]), line)
    hidden = _CODE.sub(lambda match: match[1] + _hide(match[2]) + match[1], hidden)
    inner = hidden.strip().removeprefix("|").removesuffix("|")
    return [_shown(cell) for cell in inner.split("|")]


def _underlined(match: re.Match[str]) -> str:
    """`_Objectif_` and `_deux mots_` are emphasis; `_ga_` may be a name and stays."""
    words = match[2]
    return words if " " in words or re.fullmatch(r"[A-ZÀ-Þ][^\W\d_]+\W?", words) else match[0]


def _hide(text: str) -> str:
    return "".join(chr(_HIDDEN + ord(character)) if ord(character) < 128 else character for character in text)


def _shown(text: str) -> str:
    return "".join(
        chr(ord(character) - _HIDDEN) if 0 <= ord(character) - _HIDDEN < 128 else character
        for character in text
    )
