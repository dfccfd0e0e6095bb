"""Groups trackers by who provides them and what for: the services of the register."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from charte.core.charter import Service
from charte.core.charter.fitting import most_services
from charte.core.errors import OperatorError
from charte.drafting.hosts import host_of
from charte.drafting.lexicon import Column, Lexicon
from charte.drafting.own_words import no_provider
from charte.drafting.trackers import Drafted, locations_of
from charte.drafting.words import fold

_LONGEST_KEY = 40


@dataclass(slots=True)
class Offer:
    """What one provider does in one place, and the trackers for it."""

    provider: str
    name: str
    locations: tuple[str, ...]
    policy_url: str
    entries: list[Drafted] = field(default_factory=list)

    def answers_to(self, asked: frozenset[str]) -> bool:
        """Whether any of these purposes is one of its trackers'."""
        return any(asked.intersection(entry.tracker.purposes) for entry in self.entries)


def offers_of(entries: Sequence[Drafted], asked: frozenset[str], lexicon: Lexicon) -> list[Offer]:
    """The services in the order of the text; entries that agree in all that is said of them share one.

    A visitor may answer a service apart from its purposes (`asked` are those that need consent), and the
    preference cookie holds only so many answers: beyond that, the services of one provider are one. Raises
    `OperatorError` where even the providers are too many.
    """
    most = most_services(len(asked))
    for by_provider in (False, True):
        offers = _grouped(entries, lexicon, by_provider=by_provider)
        if sum(offer.answers_to(asked) for offer in offers) <= most:
            return offers
    raise OperatorError(
        f"The text names more than {most} providers of trackers that need consent, and a register holds {most}.",
        "Draft from the page of one site alone, or write the register by hand.",
    )


def _grouped(entries: Sequence[Drafted], lexicon: Lexicon, *, by_provider: bool) -> list[Offer]:
    offers: dict[tuple[str, ...], Offer] = {}
    for entry in entries:
        provider = entry.row.says(Column.PROVIDER)
        name, locations = locations_of(entry.row.says(Column.SERVICE), lexicon)
        offer = Offer(provider, *(("", (), "") if by_provider else (name, locations, _policy(entry))))
        key = (fold(provider), fold(offer.name), *offer.locations, offer.policy_url)
        offers.setdefault(key, offer).entries.append(entry)
    return list(offers.values())


def services_of(offers: Iterable[Offer], lexicon: Lexicon) -> Iterator[Service]:
    """The services, each under a key of its own made from its name or its provider's."""
    taken: set[str] = set()
    for offer in offers:
        key = _free(_slug(offer.name or offer.provider) or "service", taken)
        taken.add(key)
        yield Service(
            key=key,
            provider=offer.provider or no_provider(lexicon.language),
            name={lexicon.language: offer.name} if offer.name else {},
            policy_url=offer.policy_url,
            locations=offer.locations,
            trackers=tuple(entry.tracker for entry in offer.entries),
        )


def _policy(entry: Drafted) -> str:
    """The address in the column of policies, as a link or as text."""
    cell = entry.row.cells.get(Column.POLICY)
    addresses = (*cell.links, cell.text.strip()) if cell else ()
    return next((address for address in addresses if host_of(address)), "")


def _slug(words: str) -> str:
    parted = re.sub(r"[\W_]+", "-", words.casefold())
    plain = unicodedata.normalize("NFKD", parted).encode("ascii", "ignore").decode()
    return re.sub(r"-+", "-", plain)[:_LONGEST_KEY].strip("-")


def _free(key: str, taken: set[str]) -> str:
    if key not in taken:
        return key
    return next(free for number in range(2, len(taken) + 3) if (free := f"{key}-{number}") not in taken)
