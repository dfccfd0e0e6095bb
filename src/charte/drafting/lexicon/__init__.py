"""The words by which policies are read, one file per language; a language is data, never code.

`languages.json` tells languages apart by their commonest words, `elsewhere.json` names domains that policies
link to and that are never the site itself. Each file bears the day it was last reviewed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from charte.drafting.words import Signal, fold

# Each language that has a file; to add one is to add its file.
LANGUAGES = tuple(
    sorted(
        file.name[:2] for file in files(__package__).iterdir() if re.fullmatch(r"[a-z]{2}\.json", file.name)
    )
)


class Column(StrEnum):
    """What a column of a table of trackers holds."""

    NAME = "name"
    PROVIDER = "provider"
    SERVICE = "service"
    LOCATION = "location"
    PURPOSE = "purpose"
    LIFETIME = "lifetime"
    TYPE = "type"
    HOST = "host"
    DATA = "data"
    RECIPIENTS = "recipients"
    POLICY = "policy"


class Category(StrEnum):
    """The kinds of trackers that policies speak of; only the first needs no consent."""

    NECESSARY = "necessary"
    FUNCTIONAL = "functional"
    STATISTICS = "statistics"
    ADVERTISING = "advertising"
    SOCIAL = "social"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, folded (see `words.fold`), in the order of their file.

    `context` is what a text about trackers speaks of and one about pastry does not; `site` names the site
    itself; `claims` are sentences that matter, as signals of which one must stand in the sentence.
    """

    language: str
    name: str
    subject: tuple[str, ...]
    context: tuple[str, ...]
    site: tuple[str, ...]
    here: tuple[str, ...]
    negations: frozenset[str]
    joiners: frozenset[str]
    columns: Mapping[Column, tuple[str, ...]]
    categories: Mapping[Category, tuple[str, ...]]
    signals: Mapping[str, tuple[Signal, ...]]
    locations: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    parties: Mapping[str, tuple[str, ...]]
    claims: Mapping[str, tuple[Signal, ...]]
    session: tuple[str, ...]
    below: tuple[str, ...]
    numbers: Mapping[str, int]
    units: Mapping[str, tuple[str, ...]]
    months: tuple[tuple[str, ...], ...]
    dated: tuple[str, ...]
    vocabulary: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language. Raises `KeyError` for one that has none."""
    if language not in LANGUAGES:
        raise KeyError(language)
    written = _load(language)
    lists = ("subject", "context", "site", "here", "session", "below", "dated")
    return Lexicon(
        language=language,
        name=written["name"],
        **{name: _folded(written[name]) for name in lists},
        negations=frozenset(_folded(written["negations"])),
        joiners=frozenset(_folded(written["joiners"])),
        columns={Column(name): _folded(words) for name, words in written["columns"].items()},
        categories={Category(name): _folded(words) for name, words in written["categories"].items()},
        signals=_signals(written["signals"]),
        locations=_folded_map(written["locations"]),
        kinds=_folded_map(written["kinds"]),
        parties=_folded_map(written["parties"]),
        claims=_signals(written["claims"]),
        numbers=MappingProxyType({fold(word): number for word, number in written["numbers"].items()}),
        units=_folded_map(written["units"]),
        months=tuple(_folded(names) for names in written["months"]),
        vocabulary=frozenset(fold(json.dumps(written, ensure_ascii=False)).split()),
    )


@cache
def common_words() -> Mapping[str, frozenset[str]]:
    """Language tag to its commonest words, for more languages than there are lexicons."""
    return MappingProxyType(
        {tag: frozenset(text.split()) for tag, text in _load("languages")["words"].items()}
    )


def language_name(tag: str) -> str:
    """The English name of a language; its tag where it is not known."""
    return str(_load("languages")["names"].get(tag, tag))


@cache
def elsewhere() -> frozenset[str]:
    """Registrable domains that a policy links to without being theirs: browsers, authorities, vendors."""
    return frozenset(domain for domains in _load("elsewhere")["domains"].values() for domain in domains)


@cache
def _load(name: str) -> dict[str, Any]:
    text = files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _folded(words: list[str]) -> tuple[str, ...]:
    return tuple(fold(word) for word in words)


def _folded_map(words: dict[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({name: _folded(phrases) for name, phrases in words.items()})


def _signals(words: dict[str, list[str]]) -> Mapping[str, tuple[Signal, ...]]:
    return MappingProxyType({name: tuple(map(Signal.read, written)) for name, written in words.items()})
