"""Dated legal parameters. A policy is data: changing it changes verdicts and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from charte.core.duration import Duration, parse_duration
from charte.core.purpose import Exemption


@dataclass(frozen=True, slots=True)
class Policy:
    """What a jurisdiction asks, from a date to a date.

    `mandatory` names what a charter must say before it may be published (see `charter.review`);
    `gpc_refuses` is the set of bases that a Global Privacy Control signal refuses.
    """

    key: str
    title: str
    valid_from: date
    valid_to: date | None
    choice_life: Duration
    audience_life: Duration
    audience_retention: Duration
    assessment_life: Duration
    lifetime_tolerance: timedelta
    exemptions: frozenset[Exemption]
    gpc_refuses_consent: bool
    size_tolerance: float  # share by which accept and refuse may differ in area, font and weight
    contrast: float  # least contrast ratio of a label
    mandatory: frozenset[str]


FR_CNIL_2026 = Policy(
    key="fr-cnil-2026",
    title="France, CNIL, as of 2026",
    valid_from=date(2026, 1, 1),
    valid_to=None,
    choice_life=parse_duration("P6M"),  # recommendation 2020-092: good practice
    audience_life=parse_duration("P13M"),  # recommendation 2020-092, art. 5
    audience_retention=parse_duration("P25M"),  # recommendation 2020-092, art. 5
    assessment_life=parse_duration("P12M"),
    lifetime_tolerance=timedelta(days=1),
    exemptions=frozenset(Exemption),
    gpc_refuses_consent=True,
    size_tolerance=0.10,
    contrast=4.5,  # WCAG 1.4.3, RGAA 3.2
    mandatory=frozenset(
        {
            "version",
            "date",
            "hosts",
            "controller",
            "withdrawal",
            "lifetime",
            "third-party-access",
            "exemption",
            "reason",
            "assessment",
            "log",
            "note",
        }
    ),
)

POLICIES = MappingProxyType({policy.key: policy for policy in (FR_CNIL_2026,)})
