"""From a row of words to an entry of the register, and the doubts that a person must settle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charte.core.charter import Kind, Party, Status, Tracker
from charte.core.duration import Lifetime
from charte.core.party import SuffixRules, registrable_domain
from charte.drafting.hosts import hosts_in, party_of
from charte.drafting.lexicon import Column, Lexicon
from charte.drafting.lifetimes import life_of
from charte.drafting.rows import Row
from charte.drafting.words import fold, stands


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt about one field of an entry (`lifetime`; empty for the whole), as one or more sentences."""

    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """An entry, the row it was read from, and what is doubtful."""

    tracker: Tracker
    row: Row
    doubts: tuple[Doubt, ...]


def drafted(row: Row, purpose: str, lexicons: Sequence[Lexicon], site: str, suffixes: SuffixRules) -> Drafted:
    """The entry for a row. Only what its words say is filled in; `site` is the site's host, if known."""
    language = lexicons[0].language
    doubts = [Doubt("name", " ".join(row.doubts))] if row.doubts else []
    if row.name != row.written:
        doubts.append(Doubt("name", "The text writes the name with a placeholder, which became a template."))
    host, host_doubt = _host(row, site, suffixes)
    lifetime, life_doubt = _lifetime(row, lexicons)
    recipients, words = row.says(Column.RECIPIENTS), row.says(Column.PURPOSE)
    tracker = Tracker(
        name=row.name,
        kind=_kind(row, lexicons),
        host=host,
        party=_party(row, lexicons) or party_of(host, site, suffixes),
        lifetime=lifetime,
        purposes=(purpose,),
        data={language: row.says(Column.DATA)} if row.says(Column.DATA) else {},
        recipients=(recipients,) if recipients else None,
        text={language: words} if words else {},
        status=Status.DRAFT,
    )
    return Drafted(tracker, row, (*doubts, *host_doubt, *life_doubt))


def _lifetime(row: Row, lexicons: Sequence[Lexicon]) -> tuple[Lifetime | None, list[Doubt]]:
    life = life_of(row.says(Column.LIFETIME), row.lifetime_header, lexicons)
    return life.lifetime, [Doubt("lifetime", life.doubt)] if life.doubt else []


def _kind(row: Row, lexicons: Sequence[Lexicon]) -> Kind:
    folded = fold(row.says(Column.TYPE))
    return next(
        (Kind(kind) for lexicon in lexicons for kind, words in lexicon.kinds.items() if _any(words, folded)),
        Kind.COOKIE,
    )


def _party(row: Row, lexicons: Sequence[Lexicon]) -> Party | None:
    """The party that the words give: in the column of types, or by a provider that is the site itself."""
    folded = fold(row.says(Column.TYPE))
    for lexicon in lexicons:
        for name, words in lexicon.parties.items():
            if _any(words, folded):
                return Party(name)
    provider = fold(row.says(Column.PROVIDER))
    return Party.FIRST if any(provider == words for lexicon in lexicons for words in lexicon.here) else None


def _host(row: Row, site: str, suffixes: SuffixRules) -> tuple[str, list[Doubt]]:
    """The one host that the words name; several hosts of the site itself need no entry of their own."""
    hosts = hosts_in(row.says(Column.HOST), suffixes)
    if len(hosts) < 2:
        return "".join(hosts), []
    own = registrable_domain(site, suffixes) if site else ""
    if all(registrable_domain(host, suffixes) == own for host in hosts):
        return "", []
    return "", [Doubt("host", "The text names several hosts, and an entry has one.")]


def _any(phrases: Sequence[str], folded: str) -> bool:
    return any(stands(phrase, folded) for phrase in phrases)


def locations_of(words: str, lexicon: Lexicon) -> tuple[str, tuple[str, ...]]:
    """A service's name without the places named after it in parentheses, and those places.

    `Authentification (front et back office)` is the service `Authentification` in `front` and `back`.
    """
    head, bracket, tail = words.rstrip().rpartition("(")
    if not bracket or not tail.endswith(")"):
        return words, ()
    found = tuple(_places(fold(tail), lexicon))
    return (head.strip(), found) if found else (words, ())


def _places(folded: str, lexicon: Lexicon) -> Iterator[str]:
    """The locations, when the words name nothing else."""
    known = {word for phrases in lexicon.locations.values() for phrase in phrases for word in phrase.split()}
    if set(folded.split()) <= known | lexicon.joiners:
        yield from (name for name, phrases in lexicon.locations.items() if _any(phrases, folded))
