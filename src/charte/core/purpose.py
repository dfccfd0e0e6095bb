"""Purposes, their legal basis and the exemptions: why something is stored.

Source of the exemptions: CNIL guidelines 2020-091, art. 5 (rules E1 to E7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from charte.core.duration import Duration

Texts = Mapping[str, str]  # language tag -> words
NO_TEXTS: Texts = MappingProxyType({})


def texts_field() -> Texts:
    """A field of texts, empty by default; a mapping has no hash, so it takes no part in the hash."""
    texts: Texts = field(default_factory=lambda: NO_TEXTS, hash=False)
    return texts


class Basis(StrEnum):
    """Consent (art. 82 loi 78-17), or one of its exemptions."""

    EXEMPT = "exempt"
    CONSENT = "consent"


class Exemption(StrEnum):
    """The seven cases that need no consent (CNIL guidelines 2020-091, art. 5)."""

    CHOICE = "E1"
    AUTHENTICATION = "E2"
    BASKET = "E3"
    INTERFACE = "E4"
    BALANCING = "E5"
    METERING = "E6"
    AUDIENCE = "E7"


@dataclass(frozen=True, slots=True)
class Assessment:
    """The self-assessment that the audience exemption rests on (CNIL, 4 July 2025)."""

    tool: str
    date: date
    document: str


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why a tracker is used. `objectable`: exempt, yet the visitor may refuse it."""

    key: str
    basis: Basis
    exemption: Exemption | None = None
    reason: Texts = texts_field()
    objectable: bool = False
    title: Texts = texts_field()
    text: Texts = texts_field()
    assessment: Assessment | None = None
    data_retention: Duration | None = None
    line: int = field(default=0, compare=False)

    @property
    def offered(self) -> bool:
        """Whether the visitor has a say: consent is asked, or an objection is heard."""
        return self.basis is Basis.CONSENT or self.objectable
