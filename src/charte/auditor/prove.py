"""Whether a consent state was really reached: what the browser holds, and what the site shows afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from charte.auditor.charte_banner import Attempt
from charte.core.charter.model import Charter
from charte.core.cookie import domain_match
from charte.core.decision import COOKIE, Decision, decode
from charte.core.mark import purpose_mark, service_mark
from charte.core.observation import State
from charte.core.purpose import Basis

NOTHING_ASKED = "Nothing is asked: no purpose needs consent, and the site offers no such choice."
_COOKIE = "preference-cookie"


class Proved(NamedTuple):
    """The fields of a proof event, but for its state."""

    by: str
    proven: bool
    why: str = ""


def prove_choice(
    state: State,
    attempt: Attempt,
    jar: Iterable[dict[str, Any]],
    url: str,
    *,
    charter: Charter | None,
    asked_again: bool | None,
) -> Proved:
    """Judges the last choice made on `url` by the `jar` (CDP cookies) after a later page view.

    `charter` is None where none is known; then any answer to every purpose that the cookie names will do.
    `asked_again`: whether that later page showed a banner; None where it could not be measured.
    """
    if not attempt.found and charter is not None and reached_without_choice(state, charter):
        return Proved("none", True, NOTHING_ASKED)
    if not attempt.ok:
        return Proved("none", False, attempt.why)
    values = held(jar, url)
    if not values:
        return Proved(_COOKIE, False, f"After the choice the browser holds no {COOKIE}.")
    for value in values:
        if why := _contradiction(decode(value), state, charter):
            return Proved(_COOKIE, False, why)
    if asked_again is None:
        return Proved("reload", False, "After the choice the page could not be looked at again.")
    if asked_again:
        return Proved("reload", False, "After the choice the site asks again on the next page.")
    return Proved(_COOKIE, True)


def prove_none(jar: Iterable[dict[str, Any]], url: str) -> Proved:
    """Judges the state in which nobody chose."""
    if held(jar, url):
        return Proved(_COOKIE, False, f"The browser holds {COOKIE} though nobody chose.")
    return Proved(_COOKIE, True)


def reached_without_choice(state: State, charter: Charter) -> bool:
    """Whether a visitor of a site with this charter is in `state` from the start: where nothing is asked everything
    is accepted, and where nothing can be refused either, all states are one."""
    return not charter.offered or (state is State.ACCEPTED and not charter.asks)


def held(jar: Iterable[dict[str, Any]], url: str) -> list[str]:
    """The values of every preference cookie that would go to the host of `url`."""
    host = urlsplit(url).hostname or ""
    return [
        cookie["value"] for cookie in jar if cookie["name"] == COOKIE and _goes_to(host, cookie["domain"])
    ]


def _goes_to(host: str, domain: str) -> bool:
    """Whether a cookie of this CDP domain, whose leading dot says that it is not host-only, goes to `host`."""
    return domain_match(host, domain[1:]) if domain.startswith(".") else host == domain


def _contradiction(decision: Decision | None, state: State, charter: Charter | None) -> str:
    """What in the cookie speaks against the state; empty when nothing does."""
    if decision is None:
        return f"After the choice {COOKIE} holds nothing that Charte can read."
    yes = state is State.ACCEPTED
    answers = [*decision.purposes.values(), *decision.services.values()]
    wrong = answers.count(not yes)
    if charter is None:
        if wrong or not answers:
            return f"After the choice {COOKIE} says {_word(not yes)} to {wrong} of {len(answers)} purposes and services."
        return ""
    # Who accepts need not answer what is permitted anyway; who refuses refuses that too.
    asked = [purpose for purpose in charter.offered if not yes or purpose.basis is Basis.CONSENT]
    unlike = [p.key for p in asked if decision.purposes.get(purpose_mark(charter, p)) is not yes]
    unlike += [
        service.key
        for service in charter.services
        if decision.services.get(service_mark(charter, service), yes) is not yes
    ]
    if unlike:
        return f"After the choice {COOKIE} does not say {_word(yes)} to {', '.join(unlike)}."
    return ""


def _word(yes: bool) -> str:
    return "yes" if yes else "no"
