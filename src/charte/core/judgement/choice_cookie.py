"""Family R, the cookie that keeps the choice (R05): no identifier, no longer than the policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from charte.core.charter import Kind
from charte.core.decision import COOKIE
from charte.core.judgement.case import Case
from charte.core.judgement.lifetime import LIVES, beyond_limit, exempt_as, life_of, longest
from charte.core.judgement.model import Found, Ruling
from charte.core.judgement.registry import rule
from charte.core.judgement.sightings import Sighting
from charte.core.judgement.sources import MINIMISATION, SIX_MONTHS
from charte.core.judgement.telling import of_traces
from charte.core.judgement.traces import How, Trace
from charte.core.judgement.words import lasting, say
from charte.core.observation import Phase, State
from charte.core.purpose import Exemption


@rule(
    code="R05",
    statement=say(
        en="The cookie that keeps the choice holds no identifier and lives no longer than the limit.",
        fr="Le cookie qui garde le choix ne contient pas d’identifiant et ne vit pas au-delà de la limite.",
    ),
    severity=2,
    grade="A",
    sources=(SIX_MONTHS, MINIMISATION),
    jurisdiction="FR",
    valid_from=date(2020, 9, 17),
    states=(State.REFUSED, State.ACCEPTED, State.WITHDRAWN),
    needs=LIVES,
    by_state=False,
    register=False,
)
def keeps_the_choice(case: Case) -> Iterator[Found]:
    """The same choice, made in two fresh browsers on one day, must be kept in the same words; what differs tells
    visitors apart. After an acceptance that is permitted to linked proof alone, where scripts cannot read it."""
    keepers = [sighting for sighting in case.sightings if sighting.seen and _keeps_choice(case, sighting)]
    if not keepers:
        yield _no_keeper(case)
    limit = longest(case.policy.choice_life) + case.policy.lifetime_tolerance
    for sighting in keepers:
        beyond = beyond_limit(sighting, limit)
        if beyond:
            yield Found(
                Ruling.FAIL,
                sighting.subject,
                None,
                say(
                    en="{name} keeps the choice for {asked}; {limit} is the most.",
                    fr="{name} garde le choix {asked} ; le maximum est de {limit}.",
                    name=sighting.subject,
                    asked=life_of(beyond),
                    limit=lasting(case.policy.choice_life),
                ),
                say(
                    en="Give it the policy’s life, and ask again after that.",
                    fr="Donnez-lui la durée de la politique, et redemandez ensuite.",
                ),
                of_traces(beyond),
            )
        yield from _tells_apart(case, sighting)


def _keeps_choice(case: Case, sighting: Sighting) -> bool:
    if sighting.place.name == COOKIE:
        return sighting.place.kind is Kind.COOKIE
    entry = sighting.entry
    return entry is not None and sighting.declared and exempt_as(case, entry, frozenset({Exemption.CHOICE}))


def _no_keeper(case: Case) -> Found:
    offers = case.charter is None or bool(case.charter.offered)
    if not offers:
        why = say(en="There is no choice to keep.", fr="Il n’y a pas de choix à garder.")
        return Found(Ruling.NOT_APPLICABLE, "", None, why)
    why = say(
        en="No cookie that keeps the choice was seen.", fr="Aucun cookie qui garde le choix n’a été vu."
    )
    return Found(Ruling.UNKNOWN, "", None, why)


def _tells_apart(case: Case, sighting: Sighting) -> Iterator[Found]:
    accepted = _values(sighting, Phase.ACCEPTED, case)
    refused = [
        trace for phase in (Phase.REFUSED, Phase.WITHDRAWN) for trace in _values(sighting, phase, case)
    ]
    if _differ(accepted) and not _linked(case, accepted):
        yield Found(
            Ruling.FAIL,
            sighting.subject,
            None,
            say(
                en="{name} is not the same for two visitors who accepted alike: it tells them apart.",
                fr="{name} n’est pas le même pour deux visiteurs qui ont accepté pareillement : il les distingue.",
                name=sighting.subject,
            ),
            say(
                en="Keep only the answers and the day in it: no number, no time in seconds.",
                fr="N’y gardez que les réponses et le jour : ni numéro, ni heure à la seconde.",
            ),
            of_traces(accepted),
        )
    elif len(accepted) < 2 or len(refused) < 2 or _differ(refused):
        yield Found(
            Ruling.UNKNOWN,
            sighting.subject,
            None,
            say(
                en="{name} was not kept twice by the same choice on one day, so nothing shows whether it tells visitors apart.",
                fr="{name} n’a pas été gardé deux fois par le même choix le même jour : rien ne montre s’il distingue les visiteurs.",
                name=sighting.subject,
            ),
            evidence=of_traces([*accepted, *refused]),
        )


def _values(sighting: Sighting, phase: Phase, case: Case) -> list[Trace]:
    """What the jars held at the end of a phase, one for each tape; tapes of one day and one run only."""
    days = {reel.started.date() for reel in case.reels}
    if len(days) > 1 or len({reel.state for reel in case.reels}) < len(case.reels):
        return []
    return [
        trace
        for trace in sighting.traces
        if trace.how is How.KEPT and trace.phase is phase and trace.value is not None
    ]


def _differ(traces: list[Trace]) -> bool:
    return len({trace.value.hash for trace in traces if trace.value is not None}) > 1


def _linked(case: Case, traces: list[Trace]) -> bool:
    linked = case.charter is not None and case.charter.site.proof == "linked"
    return linked and all(trace.http_only for trace in traces)
