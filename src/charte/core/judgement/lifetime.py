"""Family R, lifetimes: how long cookies ask to live, against what is declared and what the policy allows.

The browser's jar shows at most 400 days, so only what the header or the script asked for proves that a life is
short enough; what the jar still holds can prove that it is too long. A month is as long as the longest run of so many
months on the calendar, so that a true declaration fails in no season.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from charte.core.charter import Kind, Tracker
from charte.core.duration import Duration
from charte.core.judgement.case import Case
from charte.core.judgement.model import Found, Ruling
from charte.core.judgement.need import Need
from charte.core.judgement.registry import rule
from charte.core.judgement.sightings import Sighting
from charte.core.judgement.sources import DURATION, EXEMPT_LIFE, LIL82
from charte.core.judgement.telling import of_traces
from charte.core.judgement.traces import How, Trace
from charte.core.judgement.words import lasting, say
from charte.core.observation import State
from charte.core.purpose import Exemption, Texts

LIVES = frozenset({Need.WRITES, Need.JAR})
_BRIEF = frozenset({Exemption.AUTHENTICATION, Exemption.BASKET, Exemption.BALANCING})


@lru_cache(maxsize=256)
def longest(duration: Duration) -> timedelta:
    """The longest that so many months and seconds last, from whichever day they are counted."""
    starts = (datetime(year, month, 1, tzinfo=UTC) for year in range(2024, 2029) for month in range(1, 13))
    return max(duration.after(start) - start for start in starts)


@rule(
    code="R04",
    statement=say(
        en="No cookie asks to live longer than declared.",
        fr="Aucun cookie ne demande à vivre plus longtemps que déclaré.",
    ),
    severity=3,
    grade="A",
    sources=(DURATION,),
    jurisdiction="EU",
    valid_from=date(2019, 10, 1),
    states=tuple(State),
    needs=LIVES,
    by_state=False,
)
def as_long_as_declared(case: Case) -> Iterator[Found]:
    """Tolerance by the policy (a day). Storage keys have no end of their own: their life shows on no tape."""
    tolerance = case.policy.lifetime_tolerance
    for sighting in case.declared:
        entry = sighting.entry
        if entry is None or sighting.place.kind is not Kind.COOKIE:
            continue
        if entry.lifetime is None:
            yield _untold(sighting, entry)
            continue
        declared = entry.lifetime.duration
        limit = (longest(declared) if declared else timedelta(0)) + tolerance
        beyond = beyond_limit(sighting, limit)
        if beyond:
            yield Found(
                Ruling.FAIL,
                sighting.subject,
                None,
                say(
                    en="{name} asks to live {asked}; the charter declares {declared}.",
                    fr="{name} demande à vivre {asked} ; la charte déclare {declared}.",
                    name=sighting.subject,
                    asked=life_of(beyond),
                    declared=lasting(declared),
                ),
                say(
                    en="Shorten the life it is given, or declare the true one (line {line}).",
                    fr="Raccourcissez la durée qui lui est donnée, ou déclarez la vraie (ligne {line}).",
                    line=entry.line,
                ),
                of_traces(beyond),
            )
        elif not any(sighting.headers):
            yield _unwritten(sighting)


@rule(
    code="R13",
    statement=say(
        en="Cookies of sign-in, basket and load balancing last for the session, or the register says why not.",
        fr="Les cookies de connexion, de panier et de répartition de charge durent la session, ou le registre dit pourquoi.",
    ),
    severity=2,
    grade="A",
    sources=(EXEMPT_LIFE, LIL82),
    jurisdiction="FR",
    valid_from=date(2020, 9, 17),
    states=tuple(State),
    needs=LIVES,
    by_state=False,
)
def brief(case: Case) -> Iterator[Found]:
    """Justified: the entry declares that it outlives the session, and its purpose gives a reason. Whether the reason
    is a good one, a person decides."""
    judged = [
        entry
        for entry in case.register.trackers
        if entry.kind is Kind.COOKIE and exempt_as(case, entry, _BRIEF)
    ]
    if not judged:
        why = say(
            en="No cookie serves sign-in, a basket or load balancing.",
            fr="Aucun cookie ne sert à la connexion, au panier ou à la répartition de charge.",
        )
        yield Found(Ruling.NOT_APPLICABLE, "", None, why)
    for sighting in case.declared:
        entry = sighting.entry
        if entry is None or entry not in judged or _justified(case, entry):
            continue
        beyond = beyond_limit(sighting, case.policy.lifetime_tolerance)
        if beyond:
            yield Found(
                Ruling.FAIL,
                sighting.subject,
                None,
                say(
                    en="{name} outlives the session (it asks for {asked}) and the register does not say why.",
                    fr="{name} survit à la session (il demande {asked}) et le registre ne dit pas pourquoi.",
                    name=sighting.subject,
                    asked=life_of(beyond),
                ),
                say(
                    en="Let it end with the session, or declare its life (line {line}) and the reason of its purpose.",
                    fr="Faites-le finir avec la session, ou déclarez sa durée (ligne {line}) et la raison de sa finalité.",
                    line=entry.line,
                ),
                of_traces(beyond),
            )


def _justified(case: Case, entry: Tracker) -> bool:
    reasons = [purpose.reason for key in entry.purposes if (purpose := case.register.purpose(key))]
    return entry.lifetime is not None and not entry.lifetime.session and all(reasons)


def exempt_as(case: Case, entry: Tracker, cases: frozenset[Exemption]) -> bool:
    """Whether an entry serves a purpose that is exempt as one of these cases."""
    return any(
        purpose.exemption in cases for key in entry.purposes if (purpose := case.register.purpose(key))
    )


def beyond_limit(sighting: Sighting, limit: timedelta) -> list[Trace]:
    """The writes that ask for more than the limit, and the jars that still hold more."""
    return [
        trace
        for trace in sighting.traces
        if sighting.place.kind is Kind.COOKIE
        and trace.how in (How.WRITTEN, How.KEPT)
        and trace.life is not None
        and trace.life > limit
    ]


def life_of(traces: list[Trace]) -> Texts:
    """The longest life among traces: as asked for where it was, else as kept."""
    asked = [trace.life for trace in traces if trace.how is How.WRITTEN and trace.life is not None]
    kept = [trace.life for trace in traces if trace.life is not None]
    return lasting(max(asked or kept))


def _untold(sighting: Sighting, entry: Tracker) -> Found:
    why = say(
        en="The charter declares no lifetime for {name} (line {line}).",
        fr="La charte ne déclare pas de durée pour {name} (ligne {line}).",
        name=sighting.subject,
        line=entry.line,
    )
    return Found(Ruling.UNKNOWN, sighting.subject, None, why)


def _unwritten(sighting: Sighting) -> Found:
    why = say(
        en="{name} was seen and no header or script that writes it: how long it asks to live is not known.",
        fr="{name} a été vu sans en-tête ni script qui l’écrive : la durée qu’il demande n’est pas connue.",
        name=sighting.subject,
    )
    return Found(Ruling.UNKNOWN, sighting.subject, None, why)
