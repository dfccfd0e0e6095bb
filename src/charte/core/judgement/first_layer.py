"""The first layer of a banner: what the rules on banners have in common."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from charte.core.judgement.case import Case, Seen
from charte.core.judgement.model import Evidence, Found, Ruling
from charte.core.judgement.need import Need
from charte.core.judgement.telling import of_event
from charte.core.judgement.words import say
from charte.core.observation import Control, Phase, State
from charte.core.purpose import Texts

ACCEPT, REFUSE = "accept", "refuse"
# A banner is seen by who has not chosen yet; that nobody chose needs no proof for what it looks like.
FIRST_LAYER: MappingProxyType[str, Any] = MappingProxyType(
    {
        "jurisdiction": "FR",
        "states": (State.NONE,),
        "needs": frozenset({Need.BANNER}),
        "proven": False,
    }
)


def drawn(case: Case) -> list[Seen]:
    """The banners that were there before a choice, on every tape."""
    return [seen for seen in case.banners(Phase.BEFORE) if seen.banner.seen]


def not_drawn(case: Case) -> Found:
    """There is no banner: nothing to judge where nothing is asked; elsewhere nobody can tell."""
    if case.charter is not None and not case.charter.asks:
        why = say(
            en="Nothing is asked: no purpose needs consent.",
            fr="Rien n’est demandé : aucune finalité n’exige de consentement.",
        )
        return Found(Ruling.NOT_APPLICABLE, "", State.NONE, why)
    return cannot_tell(
        say(
            en="No banner was recognised before a choice.", fr="Aucun bandeau n’a été reconnu avant un choix."
        )
    )


def pairs(case: Case) -> list[tuple[Seen, Control, Control]]:
    """Each banner that has both controls, with accept and refuse."""
    return [
        (seen, seen.banner.controls[ACCEPT], seen.banner.controls[REFUSE])
        for seen in drawn(case)
        if {ACCEPT, REFUSE} <= seen.banner.controls.keys()
    ]


def measured(seen: Seen, text: Texts) -> Evidence:
    """A banner as evidence."""
    return of_event(seen.reel, seen.banner, text)


def at_fault(subject: str, what: Texts, mend: Texts, evidence: list[Evidence]) -> Found:
    """A failure of the control, or the purpose, that is at fault."""
    return Found(Ruling.FAIL, subject, State.NONE, what, mend, tuple(evidence))


def cannot_tell(
    why: Texts, subject: str = "", evidence: tuple[Evidence, ...] = (), mend: Texts | None = None
) -> Found:
    """What a person must look at."""
    return Found(Ruling.UNKNOWN, subject, State.NONE, why, mend, evidence)
