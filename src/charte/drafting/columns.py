"""What the columns of a table hold, by the words at their head."""

from __future__ import annotations

from collections.abc import Sequence

from charte.drafting.lexicon import Column, Lexicon
from charte.drafting.words import fold, stands

_LONGEST_HEADER = 80
_EXACT = 1000  # a header that is the phrase beats every header that contains one
Columns = tuple[Column | None, ...]


def columns_of(headers: Sequence[str], lexicons: Sequence[Lexicon]) -> Columns:
    """The meaning of each column; None where the words are not known or another column fits better.

    The first lexicon is that of the text; of the others only whole headers count, for many tables have
    English heads in a text of another language.
    """
    found = [_meaning(header, lexicons) for header in headers]
    best: dict[Column, int] = {}
    for place, (column, weight) in enumerate(found):
        if column and (column not in best or weight > found[best[column]][1]):
            best[column] = place
    return tuple(
        column if column and best[column] == place else None for place, (column, _) in enumerate(found)
    )


def _meaning(header: str, lexicons: Sequence[Lexicon]) -> tuple[Column | None, int]:
    folded = fold(header)
    if not folded or len(header) > _LONGEST_HEADER:
        return None, 0
    weighed = [
        (_weight(phrase, folded, exact_only=place > 0), column)
        for place, lexicon in enumerate(lexicons)
        for column, phrases in lexicon.columns.items()
        for phrase in phrases
    ]
    weight, column = max(weighed, key=lambda pair: pair[0])
    return (column, weight) if weight else (None, 0)


def _weight(phrase: str, folded: str, *, exact_only: bool) -> int:
    if phrase == folded:
        return _EXACT + len(phrase)
    return len(phrase) if not exact_only and stands(phrase, folded) else 0
