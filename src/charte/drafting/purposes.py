"""Why trackers are used, as far as a text makes it clear: the purposes of the register and their legal basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from charte.core.purpose import Basis, Exemption, Purpose
from charte.drafting.categories import Kind, kind_of, naming
from charte.drafting.cleaning import cut
from charte.drafting.lexicon import Category, Column, Lexicon
from charte.drafting.own_words import purpose_words
from charte.drafting.rows import Row
from charte.drafting.trackers import locations_of
from charte.drafting.words import fold

_LONGEST_QUOTE = 80
_SHORTEST_LEAD = 20  # characters of a paragraph that says why
UNSORTED = "unsorted"  # the key of the purpose of trackers whose category the text does not give
# The case that each signal of the lexicon makes clear (CNIL guidelines 2020-091, art. 5), and the purpose's key.
# `security` alone names no case: only what protects authentication is a part of E2.
CASES: Mapping[str, tuple[str, Exemption | None]] = MappingProxyType(
    {
        "choice": ("choice", Exemption.CHOICE),
        "auth": ("auth", Exemption.AUTHENTICATION),
        "csrf": ("security", Exemption.AUTHENTICATION),
        "security": ("security", None),
        "form_cart": ("form_cart", Exemption.BASKET),
        "ui": ("ui", Exemption.INTERFACE),
        "balance": ("balance", Exemption.BALANCING),
        "meter": ("meter", Exemption.METERING),
    }
)
_KEYS = {
    Category.NECESSARY: "necessary",
    Category.FUNCTIONAL: "functional",
    Category.STATISTICS: "audience_consent",
    Category.ADVERTISING: "ads_perso",
    Category.SOCIAL: "social",
}


def key_of(category: Category) -> str:
    """The key of the purpose that a category alone leads to."""
    return _KEYS[category]


@dataclass(frozen=True, slots=True)
class Inference:
    """The case of exemption that a row's own words make clear, and those words."""

    exemption: Exemption | None
    quote: str


@dataclass(slots=True)
class Group:
    """The rows of one purpose, with what was inferred about each."""

    key: str
    basis: Basis
    rows: list[Row] = field(default_factory=list)
    kinds: list[Kind | None] = field(default_factory=list)
    inferred: list[Inference] = field(default_factory=list)

    @property
    def exemption(self) -> Exemption | None:
        """The case, when every row makes the same one clear."""
        cases = {inference.exemption for inference in self.inferred}
        return cases.pop() if len(cases) == 1 and len(self.inferred) == len(self.rows) else None


def groups_of(rows: Sequence[Row], lexicon: Lexicon) -> list[Group]:
    """The rows by purpose, in the order of the text."""
    groups: dict[str, Group] = {}
    for row in rows:
        kind = kind_of(row, lexicon)
        exempt = kind is not None and kind.category is Category.NECESSARY
        key, inference = _case(row, lexicon) if exempt else (_KEYS[kind.category] if kind else UNSORTED, None)
        group = groups.setdefault(key, Group(key, Basis.EXEMPT if exempt else Basis.CONSENT))
        group.rows.append(row)
        group.kinds.append(kind)
        if inference:
            group.inferred.append(inference)
    return list(groups.values())


def _case(row: Row, lexicon: Lexicon) -> tuple[str, Inference | None]:
    """The purpose of a necessary tracker: by its service's words, else by its purpose's, when they are clear."""
    for words in (row.says(Column.SERVICE), row.says(Column.PURPOSE)):
        folded = fold(words)
        found = [
            name
            for name, signals in lexicon.signals.items()
            if any(each.stands_in(folded) for each in signals)
        ]
        if "csrf" in found:
            found = ["csrf"]  # a request's protection, whatever the request is about
        if len(found) == 1:
            key, exemption = CASES[found[0]]
            return key, Inference(exemption, cut(words, _LONGEST_QUOTE))
    return _KEYS[Category.NECESSARY], None


@dataclass(frozen=True, slots=True)
class _Wording:
    """A purpose in words. `own`: some of them are Charte's, for the text has none for the purpose."""

    title: str
    text: str
    own: bool = False


def purpose_of(group: Group, lexicon: Lexicon) -> tuple[Purpose, tuple[str, ...]]:
    """The purpose of a group, and which of its words (`title`, `text`) are Charte's own.

    The text's words come first: those that its trackers share, or, where its kind alone put them together,
    the title above them and the paragraph below that. Charte's follow, and at last those of the first tracker.
    """
    found = {
        "title": _only(_services(group, lexicon)),
        "text": _only(row.says(Column.PURPOSE) for row in group.rows),
    }
    if group.key in (*_KEYS.values(), UNSORTED):
        title, lead = _heading(group, lexicon)
        found = {"title": found["title"] or title, "text": found["text"] or lead}
    standard = purpose_words(group.key, lexicon.language)
    own = tuple(name for name, words in found.items() if not words and name in standard)
    first = group.rows[0].says(Column.PURPOSE) or group.rows[0].written
    words = {name: said or standard.get(name, first) for name, said in found.items()}
    purpose = Purpose(
        key=group.key,
        basis=group.basis,
        exemption=group.exemption,
        title={lexicon.language: words["title"]},
        text={lexicon.language: words["text"]},
    )
    return purpose, own


def _services(group: Group, lexicon: Lexicon) -> Iterator[str]:
    return (locations_of(row.says(Column.SERVICE), lexicon)[0] for row in group.rows)


def _only(words: Iterable[str]) -> str:
    """What all say alike; empty when they do not."""
    different = set(words)
    return different.pop() if len(different) == 1 else ""


def _heading(group: Group, lexicon: Lexicon) -> tuple[str, str]:
    """The one title that names the kind of all rows, and the paragraph that stands first below it."""
    titles = [
        (row, naming(row, kind.category, lexicon) if kind else None)
        for row, kind in zip(group.rows, group.kinds, strict=True)
    ]
    title = _only(heading.text if heading else "" for _, heading in titles)
    lead = group.rows[0].section.lead
    text = lead[-1].text if title and lead else ""
    return title.strip(" :"), "" if text.endswith(":") or len(text) < _SHORTEST_LEAD else text
