"""What is published, read from the ledger: charters by site, by version, by digest."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings

from charte.core.charter import Charter, canonical_document, read
from charte.ledger.port import Ledger
from charte.site.own.filling import OWN_SITE


@dataclass(frozen=True, slots=True)
class Version:
    """One publication of a charter. `live` is the one in force."""

    charter: Charter
    at: datetime
    live: bool


def ledger() -> Ledger:
    """The installation's ledger."""
    opened: Ledger = settings.CHARTE_LEDGER
    return opened


def sites() -> list[str]:
    """The keys of the sites with a charter; the platform's own comes last."""
    return sorted(ledger().sites(), key=lambda site: (site == OWN_SITE, site))


def current(site: str) -> Charter | None:
    """The charter in force."""
    found = ledger().charter(site)
    return _parsed(found[1], found[0]) if found else None


def versions(site: str) -> list[Version]:
    """Every charter of a site, the one in force first."""
    found = []
    published = ledger().versions(site)
    for place, publication in enumerate(published, start=1):
        text = ledger().content(publication.digest)
        if text is not None:
            charter = _parsed(publication.digest, text)
            found.append(Version(charter, publication.at, place == len(published)))
    return found[::-1]


def version(site: str, digest: str) -> Version | None:
    """The version of this site that a digest (64 hex digits) names."""
    named = f"sha256:{digest}"
    return next((each for each in versions(site) if each.charter.digest == named), None)


def text_of(charter: Charter) -> bytes:
    """The register as it was published, word for word."""
    return ledger().content(charter.digest) or b""


# A digest names one text for ever, so what was read once is read.
@lru_cache(maxsize=512)
def _parsed(digest: str, text: bytes) -> Charter:
    return read(text.decode("utf-8"))


def canonical(text: bytes) -> bytes:
    """The bytes that a register's digest is over."""
    return canonical_document(tomllib.loads(text.decode("utf-8")))
