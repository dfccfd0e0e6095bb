"""Which kind of tracker a row is about: by its own column, the titles above it, or the words before its table."""

from __future__ import annotations

from dataclasses import dataclass

from charte.drafting.document import Heading, Paragraph, Place
from charte.drafting.lexicon import Category, Column, Lexicon
from charte.drafting.rows import Row
from charte.drafting.sentences import sentences
from charte.drafting.words import fold, stands

_LEAD_IN = 250  # characters: a sentence this short right before a table is about it


@dataclass(frozen=True, slots=True)
class Kind:
    """The category that a text gives. `words` said so at `place`; `others` are categories named beside it."""

    category: Category
    words: str
    place: Place
    others: tuple[Category, ...] = ()


def kind_of(row: Row, lexicon: Lexicon) -> Kind | None:
    """The category of a row, from the nearest words that name one; None where the text does not say.

    A sentence that names several kinds says nothing of the table below it.
    """
    own = row.says(Column.TYPE)
    if own and not _names_form(own, lexicon):
        return _read(own, row.place, lexicon)
    said = [(title.text, title.place) for title in row.section.captions]
    lead = row.section.lead
    if lead and len(lead[0].text) <= _LEAD_IN and _speaks(lead[0].text, lexicon):
        said.append((lead[0].text, lead[0].place))
    said += [(title.text, title.place) for title in row.section.headings]
    found = next((kind for words, place in said if (kind := _read(words, place, lexicon))), None)
    if found:
        return found
    sentences = (
        kind for block in lead for words in _of_trackers(block, lexicon) if (kind := _read(*words, lexicon))
    )
    return next((kind for kind in sentences if not kind.others), None)


def _names_form(words: str, lexicon: Lexicon) -> bool:
    """Whether a column of types tells the form or the party of a tracker and not its category."""
    folded = fold(words)
    if categories_in(folded, lexicon):
        return False
    forms = (*lexicon.kinds.values(), *lexicon.parties.values())
    return any(stands(phrase, folded) for phrases in forms for phrase in phrases)


def naming(row: Row, category: Category, lexicon: Lexicon) -> Heading | None:
    """The nearest title that names a category first, if any does."""
    return next(
        (
            title
            for title in row.section.titles()
            if categories_in(fold(title.text), lexicon)[:1] == (category,)
        ),
        None,
    )


def _read(words: str, place: Place, lexicon: Lexicon) -> Kind | None:
    found = categories_in(fold(words), lexicon)
    return Kind(found[0], words, place, found[1:]) if found else None


def categories_in(folded: str, lexicon: Lexicon) -> tuple[Category, ...]:
    """The categories that a folded text names, in its order; those after a negation are not named."""
    phrases = sorted(
        ((phrase, category) for category, words in lexicon.categories.items() for phrase in words),
        key=lambda pair: -len(pair[0]),
    )
    rest = f" {folded} "
    found: list[tuple[int, Category]] = []
    for phrase, category in phrases:
        while (at := rest.find(f" {phrase} ")) >= 0:
            if rest[:at].rsplit(" ", 1)[-1] not in lexicon.negations:
                found.append((at, category))
            # What a longer phrase said is not said again by a part of it.
            rest = f"{rest[:at]} {'.' * len(phrase)} {rest[at + len(phrase) + 2 :]}"
    return tuple(dict.fromkeys(category for _, category in sorted(found)))


def _of_trackers(block: Paragraph, lexicon: Lexicon) -> list[tuple[str, Place]]:
    return [(sentence, block.place) for sentence in sentences(block.text) if _speaks(sentence, lexicon)]


def _speaks(text: str, lexicon: Lexicon) -> bool:
    return any(stands(word, fold(text)) for word in lexicon.subject)
