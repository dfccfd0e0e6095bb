"""The public suffix list that is installed with Charte, read once."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from charte.core.errors import OperatorError
from charte.core.party import SuffixRules, parse_suffix_rules

PACKAGE = "publicsuffixlist"  # brings the list as a file


@lru_cache(maxsize=1)
def load(package: str = PACKAGE) -> SuffixRules:
    """The rules of the public suffix list in the installed `package`; `version` is the list's day.

    Raises `OperatorError` where the list cannot be read.
    """
    try:
        text = (files(package) / "public_suffix_list.dat").read_text(encoding="utf-8")
    except (ModuleNotFoundError, OSError, UnicodeDecodeError) as error:
        raise OperatorError(
            f"The public suffix list cannot be read: {error}.",
            f"Install the Python package {package} again.",
        ) from None
    return parse_suffix_rules(text)
