"""The kinds of evidence, and what each stands on: collectors, self-test, snapshots."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from charte.core.judgement.words import say


class Need(StrEnum):
    """Evidence that a rule cannot do without."""

    REQUESTS = "requests"
    WRITES = "writes"
    SENT = "sent"
    JAR = "jar"
    STORAGE = "storage"
    BANNER = "banner"
    THIRD_PARTY_COOKIES = "third-party-cookies"


NAMES = MappingProxyType(
    {
        Need.REQUESTS: say(en="requests", fr="requêtes"),
        Need.WRITES: say(en="writes", fr="écritures"),
        Need.SENT: say(en="cookies sent", fr="cookies envoyés"),
        Need.JAR: say(en="the cookie jar", fr="les cookies conservés"),
        Need.STORAGE: say(en="storage", fr="le stockage"),
        Need.BANNER: say(en="the banner", fr="le bandeau"),
        Need.THIRD_PARTY_COOKIES: say(en="third-party cookies", fr="cookies tiers"),
    }
)
# The collectors of the auditor, by the name under which a tape tells of their failure.
COLLECTORS = MappingProxyType(
    {
        "requests": frozenset({Need.REQUESTS, Need.WRITES, Need.SENT}),
        "sent-cookies": frozenset({Need.SENT}),
        "response-cookies": frozenset({Need.WRITES}),
        "script-writes": frozenset({Need.WRITES}),
        "storage-events": frozenset({Need.WRITES}),
        "banner": frozenset({Need.BANNER}),
        "jar": frozenset({Need.JAR}),
        "storage": frozenset({Need.STORAGE}),
        "screenshots": frozenset[Need](),
    }
)
# What the self-test must have shown before an instrument is believed.
SELFTEST = MappingProxyType(
    {
        Need.REQUESTS: ("request", "request of a worker"),
        Need.WRITES: (
            "response cookie",
            "response cookie of a redirect",
            "response cookie after a redirect",
            "refused cookie",
            "document.cookie",
            "document.cookie in a frame",
            "cookieStore",
            "storage item",
            "storage property",
            "indexedDB",
            "cache",
        ),
        Need.SENT: ("cookie sent",),
        Need.JAR: ("jar",),
        Need.STORAGE: ("storage",),
        Need.BANNER: (),
        Need.THIRD_PARTY_COOKIES: (),
    }
)


def spoiled_by(collector: str) -> frozenset[Need]:
    """What is unknown once this collector failed; a name that is not known spoils everything."""
    return COLLECTORS.get(collector, frozenset(Need))
