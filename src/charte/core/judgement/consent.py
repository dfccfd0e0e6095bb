"""Family C: nothing that needs consent before it is given or after it is refused.

What follows a withdrawal stands in `consent_withdrawn`, the hosts of third parties in `consent_hosts`. An undeclared tracker is R01 and nothing here: whether it needs consent is not known until somebody says what it
is for (rules.md, rule engine notes). C07 is what every rule does besides: a storage key is a tracker as a cookie is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from charte.core.charter import Kind, Tracker, match
from charte.core.judgement.case import Case
from charte.core.judgement.model import Found, Ruling
from charte.core.judgement.need import Need
from charte.core.judgement.registry import rule
from charte.core.judgement.sightings import Sighting
from charte.core.judgement.sources import (
    AMEX,
    CONDE_NAST,
    CONSENT,
    LIL82,
    SCOPE,
    SHEIN,
)
from charte.core.judgement.telling import of_traces
from charte.core.judgement.traces import How, Trace
from charte.core.judgement.words import listed, say
from charte.core.observation import State
from charte.core.purpose import Texts

_ON_THE_DEVICE = frozenset({Need.WRITES, Need.SENT, Need.JAR, Need.STORAGE, Need.THIRD_PARTY_COOKIES})
_STORED = frozenset(
    {Kind.LOCAL_STORAGE, Kind.SESSION_STORAGE, Kind.INDEXEDDB, Kind.CACHE, Kind.SERVICE_WORKER}
)


@rule(
    code="C01",
    statement=say(
        en="Nothing that needs consent is stored or read before a choice.",
        fr="Rien de ce qui demande un consentement n’est déposé ni lu avant un choix.",
    ),
    severity=4,
    grade="A",
    sources=(LIL82, SHEIN, AMEX, CONDE_NAST),
    jurisdiction="FR",
    valid_from=date(2020, 9, 17),
    states=(State.NONE,),
    needs=_ON_THE_DEVICE,
)
def before_choice(case: Case) -> Iterator[Found]:
    """A declared tracker that is not permitted while nothing was chosen, seen then on any tape."""
    yield from _not_permitted(
        case,
        State.NONE,
        (
            "{name} is on the device before any choice.",
            "{name} est sur l’appareil avant tout choix.",
        ),
        (
            "Let {by} write it only after a yes to {purposes}: put what sets it behind that purpose, or let the gate drop it.",
            "Ne laissez {by} l’écrire qu’après un oui à {purposes} : placez ce qui le dépose derrière cette finalité, ou laissez la passerelle l’écarter.",
        ),
    )


@rule(
    code="C02",
    statement=say(
        en="Nothing that needs consent is stored or read after a refusal.",
        fr="Rien de ce qui demande un consentement n’est déposé ni lu après un refus.",
    ),
    severity=4,
    grade="A",
    sources=(LIL82, SHEIN, AMEX),
    jurisdiction="FR",
    valid_from=date(2020, 9, 17),
    states=(State.REFUSED,),
    needs=_ON_THE_DEVICE,
)
def after_refusal(case: Case) -> Iterator[Found]:
    """A declared tracker that the refusal does not permit: written, sent, or kept where the site could delete it."""
    yield from _not_permitted(
        case,
        State.REFUSED,
        (
            "{name} is on the device after everything was refused.",
            "{name} est sur l’appareil alors que tout a été refusé.",
        ),
        (
            "Keep {by} from writing it without a yes to {purposes}, and expire it when the refusal comes in.",
            "Empêchez {by} de l’écrire sans un oui à {purposes}, et supprimez-le dès le refus.",
        ),
    )


@rule(
    code="C06",
    statement=say(
        en="A partial choice is honoured: only the accepted purposes’ trackers appear.",
        fr="Un choix partiel est respecté : seuls apparaissent les traceurs des finalités acceptées.",
    ),
    severity=4,
    grade="A",
    sources=(CONSENT, SHEIN),
    jurisdiction="FR",
    valid_from=date(2020, 9, 17),
)
def partial_choice(case: Case) -> Iterator[Found]:
    """No tape shows a partial choice: the four states are all yes, all no, nothing, and all taken back."""
    if len(case.register.offered) < 2:
        why = say(
            en="There are not two purposes to choose between.",
            fr="Il n’y a pas deux finalités entre lesquelles choisir.",
        )
    else:
        why = say(
            en="This audit makes no partial choice: it was not tried.",
            fr="Cet audit ne fait pas de choix partiel : il n’a pas été essayé.",
        )
    yield Found(Ruling.NOT_APPLICABLE, "", None, why)


@rule(
    code="C07",
    statement=say(
        en="Storage keys are declared as what they are, like cookies.",
        fr="Les clés de stockage sont déclarées pour ce qu’elles sont, comme les cookies.",
    ),
    severity=3,
    grade="A",
    sources=(SCOPE,),
    jurisdiction="EU",
    valid_from=date(2024, 10, 7),
    states=tuple(State),
    needs=frozenset({Need.WRITES, Need.STORAGE}),
    by_state=False,
)
def storage_is_declared_as_such(case: Case) -> Iterator[Found]:
    """A key that the charter knows by name and host, yet as another kind: its reader looks for it in vain.

    A key that the charter does not know by any kind is R01.
    """
    for sighting in case.sightings:
        entry = wrong_kind(case, sighting)
        if entry is not None and sighting.seen:
            yield Found(
                Ruling.FAIL,
                entry.name,
                None,
                say(
                    en="{name} is kept as {found}; the charter declares it as {declared}.",
                    fr="{name} est conservé comme {found} ; la charte le déclare comme {declared}.",
                    name=entry.name,
                    found=str(sighting.place.kind),
                    declared=str(entry.kind),
                ),
                say(
                    en='Write kind = "{found}" in its entry (line {line}), or declare both.',
                    fr='Écrivez kind = "{found}" dans son entrée (ligne {line}), ou déclarez les deux.',
                    found=str(sighting.place.kind),
                    line=entry.line,
                ),
                of_traces(trace for state in State for trace in sighting.present(state)),
            )


def wrong_kind(case: Case, sighting: Sighting) -> Tracker | None:
    """The entry of another kind that has this storage key's name and host, where none has its kind."""
    place = sighting.place
    if sighting.entry is not None or place.kind not in _STORED or case.charter is None:
        return None
    found = (match(case.charter, place.name, kind, place.host) for kind in Kind if kind is not place.kind)
    return next((entry for entry in found if entry is not None), None)


def _not_permitted(case: Case, state: State, what: tuple[str, str], mend: tuple[str, str]) -> Iterator[Found]:
    for sighting in case.declared:
        traces = [trace for trace in sighting.present(state) if trace.how is not How.CALLED]
        if traces and case.barred(sighting, state):
            yield Found(
                Ruling.FAIL,
                sighting.subject,
                state,
                say(*what, name=sighting.subject),
                say(*mend, by=_author(sighting, traces), purposes=_purposes(case, sighting)),
                of_traces(traces),
            )


def _author(sighting: Sighting, traces: list[Trace]) -> str | Texts:
    """Who wrote it there and then, else who wrote it at all."""
    then = [trace.author for trace in traces if trace.how is How.WRITTEN and trace.author]
    writers = (*then, *sighting.writers)
    return writers[0] if writers else say(en="its writer", fr="son auteur")


def _purposes(case: Case, sighting: Sighting) -> str:
    keys = sighting.entry.purposes if sighting.entry else ()
    offered = {purpose.key for purpose in case.register.offered}
    return listed(tuple(key for key in keys if key in offered))
