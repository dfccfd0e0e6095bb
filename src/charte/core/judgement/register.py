"""Family R: whether the register says what is there. Its findings leave the state empty, for a register is true or
false in all of them at once; the evidence says in which states.

Lifetimes stand in `lifetime`, audience measurement in `audience`, the choice itself in `choice_cookie`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from charte.core.charter import Kind, Service, Status, Tracker
from charte.core.judgement.address import path_of
from charte.core.judgement.case import Case
from charte.core.judgement.consent import wrong_kind
from charte.core.judgement.model import Found, Ruling
from charte.core.judgement.need import Need
from charte.core.judgement.reel import PHASE, Reel
from charte.core.judgement.registry import rule
from charte.core.judgement.sightings import Sighting
from charte.core.judgement.sources import (
    ACCURACY,
    CONSENT,
    DURATION,
    EXEMPT_ALONE,
    MICROSOFT,
    RECORD,
)
from charte.core.judgement.telling import of_charter, of_traces
from charte.core.judgement.traces import PRESENT
from charte.core.judgement.words import listed, say
from charte.core.observation import State
from charte.core.purpose import Basis

_EVERYTHING = frozenset(
    {Need.WRITES, Need.SENT, Need.JAR, Need.STORAGE, Need.REQUESTS, Need.THIRD_PARTY_COOKIES}
)
STALE_AFTER = 3  # audits that went there and never saw it
_UNSEEABLE = frozenset({Kind.FINGERPRINT, Kind.SDK, Kind.URL_PARAMETER})
_EVERYWHERE = ("/*",)


@rule(
    code="R01",
    statement=say(
        en="Every tracker seen is declared: name, host and kind.",
        fr="Chaque traceur vu est déclaré : nom, hôte et type.",
    ),
    severity=3,
    grade="A",
    sources=(CONSENT, RECORD, DURATION),
    jurisdiction="EU",
    valid_from=date(2019, 10, 1),
    states=tuple(State),
    needs=_EVERYTHING,
    by_state=False,
)
def declared(case: Case) -> Iterator[Found]:
    """One finding for each name that no living entry covers, whatever its kind; a wrong kind alone is C07."""
    strangers: dict[tuple[str, bool], list[Sighting]] = defaultdict(list)
    for sighting in case.sightings:
        if sighting.seen and not sighting.declared and wrong_kind(case, sighting) is None:
            strangers[sighting.subject, sighting.entry is not None].append(sighting)
    for (name, retired), sightings in strangers.items():
        hosts = listed(tuple(dict.fromkeys(sighting.place.host for sighting in sightings)))
        kind = str(sightings[0].place.kind)
        what, mend = _RETIRED if retired else _UNDECLARED
        entry = sightings[0].entry
        yield Found(
            Ruling.FAIL,
            name,
            None,
            say(*what, name=name, hosts=hosts, kind=kind),
            say(*mend, name=name, hosts=hosts, kind=kind, line=entry.line if entry else 0),
            of_traces(trace for sighting in sightings for trace in sighting.traces if trace.how in PRESENT),
        )


_UNDECLARED = (
    (
        "{name} ({kind}, {hosts}) is seen and the charter does not declare it.",
        "{name} ({kind}, {hosts}) est vu et la charte ne le déclare pas.",
    ),
    (
        'Declare it under the service that sets it (name = "{name}", kind = "{kind}", host = "{hosts}"), or remove what sets it.',
        'Déclarez-le sous le service qui le dépose (name = "{name}", kind = "{kind}", host = "{hosts}"), ou retirez ce qui le dépose.',
    ),
)
_RETIRED = (
    (
        "{name} ({kind}, {hosts}) is seen and the charter calls it retired.",
        "{name} ({kind}, {hosts}) est vu et la charte le dit retiré.",
    ),
    (
        'Remove what sets it, or take status = "retired" out of its entry (line {line}).',
        'Retirez ce qui le dépose, ou ôtez status = "retired" de son entrée (ligne {line}).',
    ),
)


@rule(
    code="R02",
    statement=say(
        en="What is declared is there: an entry never seen where it should be is stale.",
        fr="Ce qui est déclaré existe : une entrée jamais vue là où elle devrait l’être est périmée.",
    ),
    severity=2,
    grade="A",
    sources=(ACCURACY,),
    jurisdiction="EU",
    valid_from=date(2018, 5, 25),
    states=(State.ACCEPTED,),
    needs=_EVERYTHING,
    by_state=False,
)
def still_there(case: Case) -> Iterator[Found]:
    """Declared, never seen. One audit cannot call an entry stale: that takes three that went to its location with
    everything accepted; with fewer the answer is unknown."""
    if not case.proven(State.ACCEPTED):
        return
    seen = [sighting.entry for sighting in case.declared]
    for service in case.register.services:
        for entry in service.trackers:
            if entry.status is not Status.RETIRED and entry not in seen:
                yield _unseen(case, service, entry)


def _unseen(case: Case, service: Service, entry: Tracker) -> Found:
    went = [reel for reel in case.of(State.ACCEPTED) if _exercised(case, service, reel)]
    line = of_charter(
        entry.line,
        say(en="Declared by {service}.", fr="Déclaré par {service}.", service=service.key),
    )
    stale = len(went) >= STALE_AFTER and entry.kind not in _UNSEEABLE
    if entry.kind in _UNSEEABLE:
        why = say(
            en="{name} is declared; a tape does not show trackers of the kind {kind}.",
            fr="{name} est déclaré ; un enregistrement ne montre pas les traceurs de type {kind}.",
            name=entry.name,
            kind=str(entry.kind),
        )
    elif not went:
        why = say(
            en="{name} is declared and was not seen: the audit did not go where it is used ({where}).",
            fr="{name} est déclaré et n’a pas été vu : l’audit n’est pas allé là où il sert ({where}).",
            name=entry.name,
            where=listed(service.locations),
        )
    elif stale:
        why = say(
            en="{name} is declared and was never seen in {n} audits.",
            fr="{name} est déclaré et n’a été vu dans aucun des {n} audits.",
            name=entry.name,
            n=len(went),
        )
    else:
        why = say(
            en="{name} is declared and was not seen in this audit; it takes {n} audits to call an entry stale.",
            fr="{name} est déclaré et n’a pas été vu dans cet audit ; il en faut {n} pour dire une entrée périmée.",
            name=entry.name,
            n=STALE_AFTER,
        )
    mend = say(
        en='Audit with a scenario that uses it; if it is gone, write status = "retired" in its entry (line {line}).',
        fr='Auditez avec un scénario qui l’utilise ; s’il n’existe plus, écrivez status = "retired" dans son entrée (ligne {line}).',
        line=entry.line,
    )
    return Found(Ruling.FAIL if stale else Ruling.UNKNOWN, entry.name, None, why, mend, (line,))


def _exercised(case: Case, service: Service, reel: Reel) -> bool:
    """Whether a page of one of the service's locations was visited. A service without locations is everywhere; where
    the back office lies is known only if the charter says so."""
    known = {"front": _EVERYWHERE, **case.register.site.locations}
    patterns = (
        _EVERYWHERE
        if not service.locations
        else tuple(
            pattern
            for location in service.locations
            for pattern in ((location,) if location.startswith("/") else known.get(location, ()))
        )
    )
    paths = [path_of(visit.final_url) for visit in reel.visited(PHASE[reel.state])]
    return any(_within(path, pattern) for pattern in patterns for path in paths)


def _within(path: str, pattern: str) -> bool:
    return path.startswith(pattern[:-1]) if pattern.endswith("*") else path == pattern


@rule(
    code="R09",
    statement=say(
        en="A tracker of several purposes goes without consent only if every one of them is exempt.",
        fr="Un traceur à plusieurs finalités ne se passe de consentement que si toutes sont exemptées.",
    ),
    severity=4,
    grade="A",
    sources=(EXEMPT_ALONE, MICROSOFT),
    jurisdiction="FR",
    valid_from=date(2020, 9, 17),
    states=(State.NONE, State.REFUSED),
    needs=frozenset({Need.WRITES, Need.SENT, Need.JAR, Need.STORAGE}),
    by_state=False,
)
def exempt_alone(case: Case) -> Iterator[Found]:
    """A tracker with exempt purposes and others, used as if all were exempt: before a choice or after a refusal."""
    mixed = [entry for entry in case.register.trackers if _mixed(case, entry)]
    if not mixed:
        yield Found(
            Ruling.NOT_APPLICABLE,
            "",
            None,
            say(
                en="No tracker has both exempt purposes and others.",
                fr="Aucun traceur n’a à la fois des finalités exemptées et d’autres.",
            ),
        )
    for sighting in case.declared:
        if sighting.entry not in mixed:
            continue
        traces = [
            trace
            for state in (State.NONE, State.REFUSED)
            if case.proven(state)
            for trace in sighting.present(state)
        ]
        if traces:
            yield Found(
                Ruling.FAIL,
                sighting.subject,
                None,
                say(
                    en="{name} serves {purposes}, not all of them exempt, and is used without consent.",
                    fr="{name} sert à {purposes}, qui ne sont pas toutes exemptées, et il est utilisé sans consentement.",
                    name=sighting.subject,
                    purposes=listed(sighting.entry.purposes if sighting.entry else ()),
                ),
                say(
                    en="Use one tracker for the exempt purpose and another, asked for, for the rest.",
                    fr="Utilisez un traceur pour la finalité exemptée et un autre, soumis au consentement, pour le reste.",
                ),
                of_traces(traces),
            )


def _mixed(case: Case, entry: Tracker) -> bool:
    bases = {purpose.basis for key in entry.purposes if (purpose := case.register.purpose(key))}
    return entry.status is not Status.RETIRED and bases == {Basis.EXEMPT, Basis.CONSENT}
