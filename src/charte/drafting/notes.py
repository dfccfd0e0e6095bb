"""The doubts of a draft as notes for a person to settle: each says what is doubtful and where it was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charte.core.charter import Note
from charte.core.purpose import Purpose
from charte.drafting.cleaning import cut
from charte.drafting.document import Document
from charte.drafting.lexicon import Category, Lexicon
from charte.drafting.purposes import UNSORTED, Group, key_of
from charte.drafting.repeats import names_of
from charte.drafting.rows import Rows, Unknown
from charte.drafting.sentences import claimed
from charte.drafting.services import Offer
from charte.drafting.site_facts import SiteHost, emails
from charte.drafting.trackers import Drafted

_MOST_NAMED = 8  # trackers, hosts or addresses that one note names
_MOST_UNREAD = 20  # rows without a name that are noted one by one
_LONGEST_QUOTE = 160


def site_notes(document: Document, found: SiteHost, lexicon: Lexicon) -> Iterator[Note]:
    """About the site: hosts that may be meant, a withdrawal that was copied, addresses whose owner is not said."""
    if found.others:
        others = ", ".join(found.others[:_MOST_NAMED])
        yield Note("site.hosts", f"The text also names {others}; say which hosts are the site's.")
    elif found.host and not found.sure:
        yield Note("site.hosts", "The text names this host and does not say plainly that it is the site's.")
    if not found.host:
        yield Note("site.key", "The text names no site; the key and the name are placeholders.")
    if withdrawal := next(claimed(document, "withdrawal", lexicon), None):
        why = f"Taken from {withdrawal[1]}; check that it tells a visitor where to take a choice back."
        yield Note("site.withdrawal", why)
    for address, place in list(emails(document))[:_MOST_NAMED]:
        why = f"The text gives the address {address} ({place}); say whether it is the controller's or the DPO's."
        yield Note("site.controller", why)


def purpose_notes(groups: Sequence[Group], worded: Sequence[tuple[Purpose, Sequence[str]]]) -> Iterator[Note]:
    """About purposes: what was inferred, whose words they have, which basis is presumed.

    `worded` is the purpose of each group and which of its words (title, text) are Charte's own.
    """
    for index, (group, (purpose, _)) in enumerate(zip(groups, worded, strict=True)):
        key = f"purposes[{index}]"
        if purpose.exemption:
            quotes = " and ".join(dict.fromkeys(f"“{inference.quote}”" for inference in group.inferred[:2]))
            why = (
                f"{purpose.exemption} was inferred from {quotes}; the text itself names no case of exemption."
            )
            yield Note(f"{key}.exemption", why)
        if group.key == UNSORTED:
            yield Note(
                f"{key}.basis", "The text does not say of what kind these trackers are; consent is presumed."
            )
        elif group.key == key_of(Category.FUNCTIONAL):
            yield Note(f"{key}.basis", "The text calls these functional, not necessary; consent is presumed.")
    if foreign := [purpose.key for purpose, own in worded if own]:
        why = f"The title or text of {', '.join(foreign)} is in Charte's words: the policy has none for the purpose."
        yield Note("purposes", why)
    yield from _doubtful_titles(groups)


def service_notes(offers: Sequence[Offer]) -> Iterator[Note]:
    """About services: those whose provider the text does not name."""
    nameless = [place for place, offer in enumerate(offers) if not offer.provider]
    if nameless:
        names = names_of(
            (entry.tracker for place in nameless for entry in offers[place].entries), _MOST_NAMED
        )
        yield Note(f"services[{nameless[0]}].provider", f"The text does not say who provides {names}.")


def tracker_notes(keyed: Sequence[tuple[str, Drafted]]) -> Iterator[Note]:
    """About trackers, by their keys: a doubt that several share is written once and names them."""
    shared: dict[tuple[str, str], list[tuple[str, Drafted]]] = {}
    for key, entry in keyed:
        for doubt in entry.doubts:
            shared.setdefault((doubt.field, doubt.why), []).append((key, entry))
    for (field, why), sharing in shared.items():
        names = names_of((entry.tracker for _, entry in sharing), _MOST_NAMED)
        yield Note(f"{sharing[0][0]}.{field}", f"{why} It concerns {names}." if len(sharing) > 1 else why)


def unread_notes(read: Rows) -> Iterator[Note]:
    """About what stands in a table of trackers and was not understood: nothing is left out in silence."""
    headers: dict[str, Unknown] = {}
    for column in read.unknown:
        headers.setdefault(column.header, column)
    for column in headers.values():
        yield Note(
            "services", f"The column “{column.header}” ({column.place}) was not understood and is left out."
        )
    for row in read.unread[:_MOST_UNREAD]:
        yield Note("services", f"The row at {row.place} names no tracker that could be read: “{row.text}”.")
    if len(read.unread) > _MOST_UNREAD:
        left, last = len(read.unread) - _MOST_UNREAD, read.unread[-1].place
        yield Note("services", f"{left} more rows name no tracker that could be read, down to {last}.")


def claim_notes(document: Document, lexicon: Lexicon, groups: Sequence[Group]) -> Iterator[Note]:
    """About claims that need more than the claim.

    Anonymous statistics are exempt under conditions (CNIL guidelines 2020-091, art. 5; CNIL, 4 July 2025).
    """
    claim = next(claimed(document, "anonymous", lexicon), None)
    if not claim or next(claimed(document, "anonymous-conditions", lexicon), None):
        return
    declared = any(group.key == key_of(Category.STATISTICS) for group in groups)
    yield Note(
        "purposes",
        f"The text says that anonymous statistics need no consent (“{cut(claim[0], _LONGEST_QUOTE)}”, {claim[1]}) "
        "and gives none of the conditions behind “anonymous”: for this site's own use only, no cross-referencing, "
        "nothing to third parties, limited lifetimes, a dated self-assessment."
        + ("" if declared else " It declares no tracker for statistics."),
    )


def _doubtful_titles(groups: Sequence[Group]) -> Iterator[Note]:
    """Titles that name two categories, of which the first was taken."""
    doubtful = {kind.words: kind for group in groups for kind in group.kinds if kind and kind.others}
    for words, kind in doubtful.items():
        others = " and ".join(kind.others)
        effect = ", hence exempt from consent" if kind.category is Category.NECESSARY else ""
        why = (
            f"“{cut(words, _LONGEST_QUOTE)}” ({kind.place}) names two kinds, {kind.category} and {others}; "
            f"what stands below was taken as {kind.category}{effect}."
        )
        yield Note("purposes", why)
