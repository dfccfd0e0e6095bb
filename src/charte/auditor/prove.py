"""Whether a consent state was really reached: what the browser holds, and what the site shows afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from charte.auditor.charte_banner import Attempt
from charte.core.cookie import domain_match

COOKIE = "cookies_preferences"
NOTHING_ASKED = "Nothing is asked: no purpose needs consent, and the page offers no choice."


class Proved(NamedTuple):
    """The fields of a proof event, but for its state."""

    by: str
    proven: bool
    why: str = ""


def prove_choice(
    attempt: Attempt, jar: Iterable[dict[str, Any]], url: str, *, asks: bool | None, asked_again: bool | None
) -> Proved:
    """Judges the last choice made on `url` by the `jar` (CDP cookies) after a later page view.

    `asks`: whether the charter has a purpose that needs consent; None without a charter.
    `asked_again`: whether that later page showed a banner; None where it could not be measured.
    """
    if not attempt.found and asks is False:
        return Proved("none", True, NOTHING_ASKED)
    if not attempt.ok:
        return Proved("none", False, attempt.why)
    if not holds_choice(jar, url):
        return Proved("preference-cookie", False, f"After the choice the browser holds no {COOKIE}.")
    if asked_again is None:
        return Proved("reload", False, "After the choice the page could not be looked at again.")
    if asked_again:
        return Proved("reload", False, "After the choice the site asks again on the next page.")
    return Proved("preference-cookie", True)


def prove_none(jar: Iterable[dict[str, Any]], url: str) -> Proved:
    """Judges the state in which nobody chose."""
    if holds_choice(jar, url):
        return Proved("preference-cookie", False, f"The browser holds {COOKIE} though nobody chose.")
    return Proved("preference-cookie", True)


def holds_choice(jar: Iterable[dict[str, Any]], url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return any(
        cookie["name"] == COOKIE and domain_match(host, cookie["domain"].removeprefix(".")) for cookie in jar
    )
