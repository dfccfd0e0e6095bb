"""Words compared: without case, accents, punctuation and plural; and the phrases that a lexicon looks for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_NO_WORD = re.compile(r"[\W_]+")
_LONGEST_SINGULAR = 3  # shorter words keep their s: "das", "les"


def fold(text: str) -> str:
    """The words of a text in their comparable form, one blank between them.

    The plural is taken off as French and English mark it, by an s, from texts and phrases alike, so that it
    only has to be the same on both sides.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(map(_singular, _NO_WORD.sub(" ", plain.replace("œ", "oe")).split()))


def _singular(word: str) -> str:
    plural = len(word) > _LONGEST_SINGULAR and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word


def stands(phrase: str, folded: str) -> bool:
    """Whether a folded phrase stands in a folded text as whole words."""
    return f" {phrase} " in f" {folded} "


@dataclass(frozen=True, slots=True)
class Signal:
    """Phrases, folded, that say something when all of them stand in a text."""

    phrases: tuple[str, ...]

    @classmethod
    def read(cls, written: str) -> Signal:
        """From the lexicon's form: `choix + cookie` is two phrases."""
        return cls(tuple(fold(phrase) for phrase in written.split("+")))

    def stands_in(self, folded: str) -> bool:
        return all(stands(phrase, folded) for phrase in self.phrases)
