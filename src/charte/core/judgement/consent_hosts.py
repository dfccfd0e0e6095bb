"""Family C, third-party hosts: called only where some tracker of their service is permitted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from charte.core.judgement.case import Case
from charte.core.judgement.model import Found, Ruling
from charte.core.judgement.need import Need
from charte.core.judgement.registry import rule
from charte.core.judgement.sources import LIL82, SCOPE
from charte.core.judgement.telling import of_calls
from charte.core.judgement.words import PHASES, listed, say
from charte.core.observation import State


@rule(
    code="C05",
    statement=say(
        en="No third-party host whose service needs consent is called before a choice or after a refusal.",
        fr="Aucun hôte tiers dont le service demande un consentement n’est appelé avant un choix ni après un refus.",
    ),
    severity=4,
    grade="A",
    sources=(SCOPE, LIL82),
    jurisdiction="FR",
    valid_from=date(2024, 10, 7),
    states=(State.NONE, State.REFUSED),
    needs=frozenset({Need.REQUESTS}),
)
def third_parties_called(case: Case) -> Iterator[Found]:
    """It fails for a declared host, of a service no tracker of which is permitted at that moment. Whether a host that
    the charter does not know needs consent is not known until somebody says what it is called for."""
    for state in (State.NONE, State.REFUSED):
        yield from barred_hosts(case, state)


def barred_hosts(case: Case, state: State) -> Iterator[Found]:
    """The third-party hosts called in a state that permits no tracker of their services, or that no service has."""
    for host in case.third_parties:
        calls = host.called(state)
        if not calls:
            continue
        if not host.services:
            yield Found(
                Ruling.UNKNOWN,
                host.name,
                state,
                say(
                    en="{host} is called {phase}, and the charter does not say what for.",
                    fr="{host} est appelé {phase}, et la charte ne dit pas pour quoi.",
                    host=host.name,
                    phase=PHASES[calls[0].phase],
                ),
                say(
                    en='Name it under the service that calls it (hosts = ["{host}"]), or stop calling it.',
                    fr='Nommez-le sous le service qui l’appelle (hosts = ["{host}"]), ou cessez de l’appeler.',
                    host=host.name,
                ),
                of_calls(calls),
            )
        elif not case.host_permitted(host, state):
            what, mend = _CALLED[state]
            yield Found(
                Ruling.FAIL,
                host.name,
                state,
                say(*what, host=host.name, services=listed(host.services)),
                say(*mend, services=listed(host.services), by=calls[0].cause or host.name),
                of_calls(calls),
            )


_GATE = (
    "Put what calls it (here {by}) behind the purposes of {services}, so that the page holds it inert until they are accepted.",
    "Placez ce qui l’appelle (ici {by}) derrière les finalités de {services}, pour que la page le garde inerte tant qu’elles ne sont pas acceptées.",
)
_CALLED = {
    State.NONE: (
        (
            "{host} is called before any choice; it belongs to {services}, which needs consent.",
            "{host} est appelé avant tout choix ; il relève de {services}, qui demande un consentement.",
        ),
        _GATE,
    ),
    State.REFUSED: (
        (
            "{host} is called after everything was refused; it belongs to {services}.",
            "{host} est appelé alors que tout a été refusé ; il relève de {services}.",
        ),
        _GATE,
    ),
    State.WITHDRAWN: (
        (
            "{host} is still called after the withdrawal; it belongs to {services}.",
            "{host} est encore appelé après le retrait ; il relève de {services}.",
        ),
        (
            "Stop what calls it (here {by}) when consent to {services} is withdrawn: reload the page once if its script had run.",
            "Arrêtez ce qui l’appelle (ici {by}) quand le consentement à {services} est retiré : rechargez la page une fois si son script a tourné.",
        ),
    ),
}
