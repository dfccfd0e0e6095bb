"""Holds a choice against the charter in force: what may become an entry, and what is refused with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from charte.collector.choice import Choice
from charte.core.charter import Charter
from charte.core.entry import Entry, LogKind
from charte.core.errors import VisitorError
from charte.core.purpose import Basis
from charte.ledger.port import Reader

_AGAIN = "Fetch the notice again, show it, and ask anew."


class Notices:
    """Which charter, site and language a notice was published for; read once from the ledger."""

    def __init__(self, ledger: Reader) -> None:
        self._ledger = ledger
        self._read: Callable[[str], tuple[str, str, str] | None] = lru_cache(maxsize=256)(self._find)

    def fits(self, choice: Choice, charter: Charter) -> bool:
        """Whether the notice that a choice names was published for this charter, in the choice's language."""
        return self._known(choice.notice) == (charter.site.key, charter.digest, choice.language)

    def _known(self, digest: str) -> tuple[str, str, str] | None:
        try:
            return self._read(digest)
        except LookupError:  # not remembered: it may be published in a minute
            return None

    def _find(self, digest: str) -> tuple[str, str, str]:
        try:
            notice = json.loads(self._ledger.content(digest) or b"{}")
            site, language = notice["site"], notice["language"]
            found = self._ledger.history(site, LogKind.NOTICE, language)
        except (ValueError, TypeError, KeyError):  # no digest, or the digest of something else
            raise LookupError(digest) from None
        if not any(publication.digest == digest for publication in found):
            raise LookupError(digest)
        return site, notice["charter"], language


def check_choice(choice: Choice, charter: Charter, notices: Notices) -> None:
    """Raises `VisitorError` with the first thing that keeps a choice from being recorded.

    1. It answers the charter in force (409 otherwise: the page is older than the charter).
    2. It names a notice that was published for that charter, in its language.
    3. Every purpose offered is answered once, and nothing else is.
    4. Every service named has a purpose on which there is a say.
    5. The method says what the answers are.
    """
    if choice.charter != charter.digest:
        raise VisitorError("The charter has changed since this page was loaded.", _AGAIN, status=409)
    if not notices.fits(choice, charter):
        raise VisitorError(
            "The notice named was never published for this charter in this language.",
            "Send the digest (the ETag) of the notice that was shown.",
        )
    _check_purposes(choice, charter)
    _check_services(choice, charter)
    _check_method(choice, charter)


def make_entry(choice: Choice, charter: Charter, entry_id: str, at: datetime) -> Entry:
    """The entry of a choice that was checked. Raises `VisitorError` for a method or layout unknown."""
    try:
        return Entry(
            id=entry_id,
            site=charter.site.key,
            at=at.replace(microsecond=0),
            client_at=choice.client_at,
            charter=choice.charter,
            notice=choice.notice,
            yes=choice.yes,
            no=choice.no,
            services_yes=choice.services_yes,
            services_no=choice.services_no,
            method=choice.method,
            language=choice.language,
            layout=choice.layout,
        )
    except ValueError as error:
        raise VisitorError(f"The choice cannot be recorded: {error}", "Mend what it names.") from None


def _check_purposes(choice: Choice, charter: Charter) -> None:
    offered = [purpose.key for purpose in charter.offered]
    answered = [*choice.yes, *choice.no]
    if not offered:
        raise VisitorError("This charter offers no choice.", "There is nothing to record.")
    if unknown := sorted(set(answered) - set(offered)):
        raise VisitorError(
            f"The charter offers no choice on {_named(unknown)}.", f"It offers: {', '.join(offered)}."
        )
    if missing := [key for key in offered if key not in answered]:
        raise VisitorError(f"There is no answer on {', '.join(missing)}.", "Answer each purpose yes or no.")
    _check_once(answered)


def _check_services(choice: Choice, charter: Charter) -> None:
    offered = {purpose.key for purpose in charter.offered}
    open_to_choice = {
        service.key
        for service in charter.services
        if any(offered & set(tracker.purposes) for tracker in service.trackers)
    }
    answered = [*choice.services_yes, *choice.services_no]
    if unknown := sorted(set(answered) - open_to_choice):
        raise VisitorError(
            f"The charter offers no choice on the service {_named(unknown)}.",
            f"It offers: {', '.join(sorted(open_to_choice)) or 'none'}.",
        )
    _check_once(answered)


def _check_once(answered: list[str]) -> None:
    if twice := sorted({key for key in answered if answered.count(key) > 1}):
        raise VisitorError(f"{', '.join(twice)} is answered twice.", "Answer each yes or no, once.")


def _check_method(choice: Choice, charter: Charter) -> None:
    """`accept-all` with a no in it, or `refuse-all` with a yes, would be proof of what nobody clicked."""
    asked = {purpose.key for purpose in charter.purposes if purpose.basis is Basis.CONSENT}
    against = {
        "accept-all": asked & set(choice.no) or choice.services_no,
        "refuse-all": asked & set(choice.yes) or choice.services_yes,
    }
    if against.get(choice.method):
        raise VisitorError(
            f"The method {choice.method} does not fit the answers.", "Name the control that was used."
        )


def _named(keys: list[str]) -> str:
    return ", ".join(repr(key) for key in keys[:5])
