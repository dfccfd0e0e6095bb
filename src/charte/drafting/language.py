"""Which language a text is in, by its commonest words, and the lexicons to read it with."""

from __future__ import annotations

import re
from collections import Counter

from charte.core.errors import OperatorError
from charte.drafting.document import Document, Heading, Paragraph, Table
from charte.drafting.lexicon import LANGUAGES, Lexicon, common_words, language_name, lexicon
from charte.drafting.words import fold

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 8  # common words that a text must hold before they are believed
_MOST_REPEATS = 4  # times that one word counts: `un` in each row of a table tells little
_MOST_CHARACTERS = 200_000


def language_of(document: Document) -> str:
    """The language that most words of the running text belong to, or the heads of its tables; else empty.

    A page's own word (`lang`) counts only where neither tells: templates keep the one they came with.
    """
    words = Counter(_WORD.findall(_prose(document).casefold()))
    counts = {
        tag: sum(min(words[word], _MOST_REPEATS) for word in common) for tag, common in common_words().items()
    }
    best = max(counts, key=lambda tag: counts[tag])
    if counts[best] >= _LEAST_WORDS:
        return best
    return _language_of_heads(document) or document.language.partition("-")[0].lower()


def _language_of_heads(document: Document) -> str:
    """The language in which most heads of columns are known, whole."""
    heads = {
        fold(cell.text) for block in document.blocks if isinstance(block, Table) for cell in block.rows[0]
    }
    known = {
        tag: sum(head in phrases for head in heads for phrases in lexicon(tag).columns.values())
        for tag in LANGUAGES
    }
    best = max(known, key=lambda tag: known[tag])
    return best if known[best] > 1 and list(known.values()).count(known[best]) == 1 else ""


def lexicons_for(language: str) -> tuple[Lexicon, ...]:
    """Every lexicon, that of the language first; a policy in one language often borrows words of another."""
    return tuple(lexicon(tag) for tag in sorted(LANGUAGES, key=lambda tag: tag != language))


def refuse(document: Document, language: str, asked: str) -> OperatorError:
    """Why nothing can be drafted from a language, with the languages from which something can."""
    readable = ", ".join(f"{lexicon(tag).name} ({tag})" for tag in LANGUAGES)
    if asked:
        what = f"The language {asked!r} is not one that Charte drafts from."
    elif language:
        what = f"{document.name} is in {language_name(language)}, which Charte cannot draft from yet."
    else:
        what = f"The language of {document.name} cannot be told."
    return OperatorError(what, f"It reads {readable}; name one with --language where the text is in it.")


def _prose(document: Document) -> str:
    """The running text, and what stands in tables where there is little else."""
    running = " ".join(block.text for block in document.blocks if isinstance(block, Heading | Paragraph))
    if len(_WORD.findall(running[:_MOST_CHARACTERS])) > 5 * _LEAST_WORDS:
        return running[:_MOST_CHARACTERS]
    tables = (block for block in document.blocks if isinstance(block, Table))
    cells = " ".join(cell.text for table in tables for row in table.rows for cell in row)
    return f"{running} {cells}"[:_MOST_CHARACTERS]
