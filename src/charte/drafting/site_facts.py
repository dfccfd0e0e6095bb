"""What a text says of the site itself: its host, its charter's date and version, addresses to write to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from charte.core.party import SuffixRules, registrable_domain
from charte.drafting.document import Document, Heading, Paragraph, Place
from charte.drafting.hosts import host_of, hosts_in
from charte.drafting.lexicon import Lexicon, elsewhere
from charte.drafting.words import fold, stands

_LONGEST_DATED = 250  # characters of a line that dates a text
_VERSION = re.compile(
    r"\bversion\s*(?:n[°o]\s*)?:?\s*v?(\d{1,3}(?:\.\d{1,3}){0,2})(?![\w./-])", re.IGNORECASE
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?![\w-])", re.IGNORECASE
)
_ORDINAL = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)")
_EARLIEST_YEAR = 1994  # no cookie is older


@dataclass(frozen=True, slots=True)
class SiteHost:
    """The host that a text is about. `sure`: the page was read there or says plainly that it is the site's;
    `others` are further domains that it names and that may be meant as well.
    """

    host: str = ""
    sure: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    """A host that the text names: where the site is spoken of (`about`), and plainly as the site's (`plainly`):
    on a line of its own below such words, or right behind them.
    """

    host: str
    about: bool
    plainly: bool


def site_host(document: Document, lexicon: Lexicon, suffixes: SuffixRules) -> SiteHost:
    """The host a page was read from or names as its own; otherwise the first that is spoken of as the site,
    or the one whose domain is named most.

    Domains that policies merely link to (browsers, authorities, vendors) are never the site.
    """
    if host := host_of(document.address):
        return SiteHost(host, sure=True)
    named = list(_named(document, lexicon, suffixes))
    counts = Counter(registrable_domain(each.host, suffixes) for each in named)
    spoken_of = [each for each in named if each.about]
    if spoken_of:
        chosen = spoken_of[0]
    elif most := _most_named(counts):
        chosen = next(each for each in named if registrable_domain(each.host, suffixes) == most)
    else:
        return SiteHost(others=tuple(counts))
    own = registrable_domain(chosen.host, suffixes)
    return SiteHost(
        chosen.host, chosen.about and chosen.plainly, tuple(domain for domain in counts if domain != own)
    )


def _most_named(counts: Counter[str]) -> str:
    """The domain that is named more often than any other; empty where two are named as often."""
    (most, times), *rest = [*counts.most_common(2), ("", 0)][:2]
    return most if all(times > others for _, others in rest) else ""


def _named(document: Document, lexicon: Lexicon, suffixes: SuffixRules) -> Iterator[_Named]:
    before = ""
    for block in _running(document):
        folded = fold(block.text)
        about = any(stands(word, text) for word in lexicon.site for text in (folded, before))
        links = block.links if isinstance(block, Paragraph) else ()
        hosts = [host for link in links if (host := host_of(link))]
        hosts += hosts_in(block.text, suffixes) if about and not hosts else ()
        for host in hosts:
            if registrable_domain(host, suffixes) not in elsewhere():
                behind = any(stands(f"{word} {fold(host)}", folded) for word in lexicon.site)
                yield _Named(host, about, behind or block.text in links)
        before = folded


def dated(document: Document, lexicon: Lexicon) -> date | None:
    """The latest day that the text gives as that of its version."""
    days = (day for block in _dating(document, lexicon) for day in _days(fold(block.text).split(), lexicon))
    return max(days, default=None)


def version(document: Document, lexicon: Lexicon) -> str:
    """The version that the text gives itself, such as `2` or `1.3`; empty where it gives none."""
    return next(
        (match[1] for block in _dating(document, lexicon) if (match := _VERSION.search(block.text))), ""
    )


def emails(document: Document) -> Iterator[tuple[str, Place]]:
    """Each e-mail address of the running text, once, and where it first stands."""
    seen: set[str] = set()
    for block in _running(document):
        for match in _EMAIL.finditer(block.text):
            if match[0].lower() not in seen:
                seen.add(match[0].lower())
                yield match[0], block.place


def _running(document: Document) -> Iterator[Heading | Paragraph]:
    return (block for block in document.blocks if isinstance(block, Heading | Paragraph))


def _dating(document: Document, lexicon: Lexicon) -> Iterator[Heading | Paragraph]:
    for block in _running(document):
        if len(block.text) <= _LONGEST_DATED and any(
            stands(word, fold(block.text)) for word in lexicon.dated
        ):
            yield block


def _days(tokens: list[str], lexicon: Lexicon) -> Iterator[date]:
    months = {name: number for number, names in enumerate(lexicon.months, start=1) for name in names}
    for one, two, three in zip(tokens, tokens[1:], tokens[2:], strict=False):
        first, second = _plain(one), _plain(two)
        if two in months:
            yield from _day(three, months[two], first)
        elif one in months:
            yield from _day(three, months[one], second)
        elif len(one) == 4:
            yield from _day(one, _number(two), _number(three))
        elif lexicon.language != "en" or _number(first) > 12:  # 03/04 is two days in English
            yield from _day(three, _number(second), first)


def _day(year: str, month: int, day: str | int) -> Iterator[date]:
    if len(year) == 4 and _number(year) > _EARLIEST_YEAR:
        try:
            yield date(_number(year), month, _number(str(day)))
        except ValueError:
            return


def _plain(token: str) -> str:
    match = _ORDINAL.fullmatch(token)
    return match[1] if match else token


def _number(token: str) -> int:
    return int(token) if token.isascii() and token.isdigit() and len(token) <= 4 else 0
