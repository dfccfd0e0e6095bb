"""The public suffix list that is installed with Charte, read once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from charte.core.errors import OperatorError
from charte.core.party import SuffixRules, parse_suffix_rules


@lru_cache(maxsize=1)
def load() -> SuffixRules:
    """The rules of the list in the `publicsuffixlist` package; `version` is the list's day.

    Raises `OperatorError` where the list cannot be read.
    """
    try:
        text = (files("publicsuffixlist") / "public_suffix_list.dat").read_text(encoding="utf-8")
    except (ModuleNotFoundError, OSError, UnicodeDecodeError) as error:
        raise OperatorError(
            f"The public suffix list cannot be read: {error}.",
            "Install the package publicsuffixlist again.",
        ) from None
    return parse_suffix_rules(text)
