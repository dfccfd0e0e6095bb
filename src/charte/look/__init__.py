"""The look: design tokens, and Charte's own sentences in each language. Imports nothing of ours.

`texts/<language>.json` is the one source of words for Python, the client and the report. It has one
object per room (`banner`, `charter`, `office`, `report`, `purposes`, …); every language has the same keys.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

# Reviewed by a native; other languages may join as unreviewed files, named as such.
LANGUAGES = ("fr", "en")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@cache
def words(language: str) -> Mapping[str, Any]:
    """All sentences of a language, by room. Raises `KeyError` for a language that has no file."""
    if language not in LANGUAGES:
        raise KeyError(language)
    text = files(__package__).joinpath("texts", f"{language}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return MappingProxyType(loaded)


@cache
def tokens() -> str:
    """The design tokens as CSS custom properties, for the site, the report and the client's theme."""
    return files(__package__).joinpath("tokens.css").read_text(encoding="utf-8")


def direction(language: str) -> str:
    """`ltr` or `rtl`, as the `dir` attribute wants it."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
