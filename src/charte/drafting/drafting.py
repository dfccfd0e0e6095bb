"""The whole way from the bytes of a policy to a draft of its register."""

from __future__ import annotations

import re
from collections.abc import Sequence

from charte.core.errors import OperatorError
from charte.core.party import SuffixRules
from charte.drafting.assembling import Draft, assemble
from charte.drafting.continuing import Words
from charte.drafting.document import Document, Heading, Paragraph
from charte.drafting.language import language_of, lexicons_for, refuse
from charte.drafting.lexicon import LANGUAGES, Lexicon
from charte.drafting.limits import MOST_TRACKERS
from charte.drafting.reading import read
from charte.drafting.rows import Rows, rows_of
from charte.drafting.source import Source
from charte.drafting.tables import tracker_tables
from charte.drafting.words import fold, stands

_KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")  # not a part of a name, for words may be glued to it
_LEAST_CONTEXT = 3  # different words of the trade that a text about trackers uses


def draft(source: Source, suffixes: SuffixRules, *, language: str = "", key: str = "") -> Draft:
    """The draft of a register from a published policy, as text, Markdown, HTML or PDF.

    `language` overrides the one found in the text, `key` the site's key. Raises `OperatorError` when the
    source cannot be read, is no charter, or names no tracker that could be read.
    """
    return draft_document(read(source), suffixes, language=language, key=key)


def draft_document(document: Document, suffixes: SuffixRules, *, language: str = "", key: str = "") -> Draft:
    """The same for a document that has been read. Raises `OperatorError` as `draft` does."""
    if key and not _KEY.fullmatch(key):
        raise OperatorError(
            f"{key!r} cannot be a site's key.", "Use lower-case letters, digits and hyphens, such as my-site."
        )
    spoken = language.lower() or language_of(document)
    if spoken and spoken not in LANGUAGES:
        raise refuse(document, spoken, language)
    lexicons = lexicons_for(spoken)
    text = " ".join(_texts(document))
    about = is_about_trackers(fold(text), lexicons)
    vocabulary = frozenset(fold(" ".join(_WORD.findall(text))).split())
    found = _rows(document, lexicons, vocabulary, about_trackers=about)
    if not found.rows:
        raise _nothing(document, about_trackers=about)
    if not spoken:
        raise refuse(document, spoken, language)
    if len(found.rows) > MOST_TRACKERS:
        raise OperatorError(
            f"{document.name} names {len(found.rows)} trackers; {MOST_TRACKERS} is the most that is drafted.",
            "Give the policy of one site alone.",
        )
    return assemble(document, found, lexicons, suffixes, key)


def is_about_trackers(folded: str, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a text speaks of trackers as a browser keeps them: their word, and enough words of the trade."""
    return any(
        any(stands(word, folded) for word in lexicon.subject)
        and sum(stands(word, folded) for word in lexicon.context) >= _LEAST_CONTEXT
        for lexicon in lexicons
    )


def _rows(
    document: Document, lexicons: Sequence[Lexicon], vocabulary: frozenset[str], *, about_trackers: bool
) -> Rows:
    joiners = frozenset(word for lexicon in lexicons for word in lexicon.joiners)
    known = vocabulary.union(*(lexicon.vocabulary for lexicon in lexicons))
    tables = tracker_tables(document, lexicons, Words(known, joiners), about_trackers=about_trackers)
    return sum((rows_of(table, joiners) for table in tables), Rows())


def _nothing(document: Document, *, about_trackers: bool) -> OperatorError:
    by_script = " If the page builds it by script, save it from a browser and give the file." * bool(
        document.address
    )
    if about_trackers:
        return OperatorError(
            f"{document.name} speaks of cookies and names none in a table.",
            f"Charte drafts from tables with the name of each cookie: give the page that holds one.{by_script}",
        )
    return OperatorError(
        f"{document.name} is no cookie charter: it has no table of trackers.",
        f"Give the page on which the site lists its cookies.{by_script}",
    )


def _texts(document: Document) -> list[str]:
    texts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            texts.append(block.text)
        else:
            texts += [cell.text for row in block.rows for cell in row]
    return texts
