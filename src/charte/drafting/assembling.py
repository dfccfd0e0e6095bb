"""Makes the register of what was read: every fact in it is the text's, every doubt a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from charte.core.charter import Charter, Site
from charte.core.party import SuffixRules
from charte.core.purpose import Basis
from charte.drafting.document import Document, Place
from charte.drafting.hosts import short_name
from charte.drafting.lexicon import Lexicon
from charte.drafting.notes import (
    claim_notes,
    purpose_notes,
    service_notes,
    site_notes,
    tracker_notes,
    unread_notes,
)
from charte.drafting.purposes import groups_of, purpose_of
from charte.drafting.repeats import joined
from charte.drafting.rows import Rows
from charte.drafting.sentences import claimed
from charte.drafting.services import Offer, offers_of, services_of
from charte.drafting.site_facts import SiteHost, dated, site_host, version
from charte.drafting.trackers import Drafted, drafted

_PLACEHOLDER = "site"  # key and name of a site that the text does not name


@dataclass(frozen=True, slots=True)
class Draft:
    """A first register. `language` is the text's; `places` says of each tracker, by its key
    (`services[0].trackers[0]`), where it was read.
    """

    charter: Charter
    language: str
    places: Mapping[str, Place]


def assemble(
    document: Document,
    read: Rows,
    lexicons: Sequence[Lexicon],
    suffixes: SuffixRules,
    key: str = "",
) -> Draft:
    """The draft of a register. `key` names the site where the person asking has decided it."""
    lexicon = lexicons[0]
    found = site_host(document, lexicon, suffixes)
    groups = groups_of(read.rows, lexicon)
    purpose_keys = {id(row): group.key for group in groups for row in group.rows}
    entries = joined(
        (drafted(row, purpose_keys[id(row)], lexicons, found.host, suffixes) for row in read.rows), found.host
    )
    asked = frozenset(group.key for group in groups if group.basis is Basis.CONSENT)
    offers = offers_of(entries, asked, lexicon)
    keyed = list(_keyed(offers))
    worded = [purpose_of(group, lexicon) for group in groups]
    charter = Charter(
        digest="",
        site=_site(document, found, lexicon, suffixes, key),
        version=version(document, lexicon),
        date=dated(document, lexicon),
        purposes=tuple(purpose for purpose, _ in worded),
        services=tuple(services_of(offers, lexicon)),
        notes=(
            *site_notes(document, found, lexicon),
            *purpose_notes(groups, worded),
            *service_notes(offers),
            *tracker_notes(keyed),
            *unread_notes(read),
            *claim_notes(document, lexicon, groups),
        ),
    )
    return Draft(charter, lexicon.language, {place: entry.row.place for place, entry in keyed})


def _site(document: Document, found: SiteHost, lexicon: Lexicon, suffixes: SuffixRules, key: str) -> Site:
    withdrawal = next(claimed(document, "withdrawal", lexicon), None)
    return Site(
        key=key or (short_name(found.host, suffixes) if found.host else _PLACEHOLDER),
        name=document.site_name or found.host or _PLACEHOLDER,
        hosts=(found.host,) if found.host else (),
        languages=(lexicon.language,),
        default_language=lexicon.language,
        withdrawal={lexicon.language: withdrawal[0]} if withdrawal else {},
    )


def _keyed(offers: Sequence[Offer]) -> Iterator[tuple[str, Drafted]]:
    """Each entry with the key that it has in the register."""
    for place, offer in enumerate(offers):
        for index, entry in enumerate(offer.entries):
            yield f"services[{place}].trackers[{index}]", entry
