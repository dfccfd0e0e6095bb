"""The sentences of a text that matter to a register: claims, and how a choice is taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charte.drafting.document import Document, Paragraph, Place
from charte.drafting.lexicon import Lexicon
from charte.drafting.words import fold

_END = re.compile(r"(?<=[^\s\d][.!?…])\s+")  # not after the number of a section
_LONGEST = 600  # characters; what is longer was no sentence


def sentences(text: str) -> list[str]:
    """A paragraph's sentences, each with its own full stop."""
    return [sentence for sentence in _END.split(text) if sentence]


def claimed(document: Document, claim: str, lexicon: Lexicon) -> Iterator[tuple[str, Place]]:
    """The sentences that make a claim of the lexicon, and where they stand."""
    signals = lexicon.claims[claim]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for sentence in sentences(block.text):
                folded = fold(sentence) if len(sentence) <= _LONGEST else ""
                if folded and any(signal.stands_in(folded) for signal in signals):
                    yield sentence, block.place
