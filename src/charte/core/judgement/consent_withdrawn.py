"""Family C, after a withdrawal: what was accepted is neither sent, nor kept, nor called again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from charte.core.judgement.case import Case
from charte.core.judgement.consent_hosts import barred_hosts
from charte.core.judgement.model import Found, Ruling
from charte.core.judgement.need import Need
from charte.core.judgement.registry import rule
from charte.core.judgement.sources import CONDE_NAST, LIL82, ORANGE, ORANGE_CLOSED, WITHDRAWAL
from charte.core.judgement.telling import of_traces
from charte.core.judgement.traces import How
from charte.core.judgement.words import listed, say
from charte.core.observation import State


@rule(
    code="C03",
    statement=say(
        en="After a withdrawal nothing that needs consent is sent or read again.",
        fr="Après un retrait, rien de ce qui demande un consentement n’est plus envoyé ni lu.",
    ),
    severity=4,
    grade="A",
    sources=(LIL82, WITHDRAWAL, ORANGE),
    jurisdiction="FR",
    valid_from=date(2020, 9, 17),
    states=(State.WITHDRAWN,),
    needs=frozenset({Need.SENT, Need.THIRD_PARTY_COOKIES}),
)
def sent_after_withdrawal(case: Case) -> Iterator[Found]:
    """A declared tracker that went out with a request once the withdrawal had taken effect."""
    for sighting in case.declared:
        sent = [trace for trace in sighting.present(State.WITHDRAWN) if trace.how is How.SENT]
        if sent and case.barred(sighting, State.WITHDRAWN):
            yield Found(
                Ruling.FAIL,
                sighting.subject,
                State.WITHDRAWN,
                say(
                    en="{name} is still sent to {hosts} after the withdrawal.",
                    fr="{name} est encore envoyé à {hosts} après le retrait.",
                    name=sighting.subject,
                    hosts=listed(tuple(sorted({trace.where for trace in sent}))),
                ),
                say(
                    en="Expire it in the answer to the withdrawal, with the domain and path it was set with, and call the host no more.",
                    fr="Supprimez-le dans la réponse au retrait, avec le domaine et le chemin de son dépôt, et n’appelez plus cet hôte.",
                ),
                of_traces(sent),
            )


@rule(
    code="C04",
    statement=say(
        en="After a withdrawal the site’s own trackers are deleted and third parties are no longer called.",
        fr="Après un retrait, les traceurs du site sont supprimés et les tiers ne sont plus appelés.",
    ),
    severity=4,
    grade="A",
    sources=(ORANGE_CLOSED, CONDE_NAST),
    jurisdiction="FR",
    valid_from=date(2020, 9, 17),
    states=(State.WITHDRAWN,),
    needs=frozenset({Need.WRITES, Need.JAR, Need.STORAGE, Need.REQUESTS}),
)
def left_after_withdrawal(case: Case) -> Iterator[Found]:
    """What lies within the site and is still there, and third-party hosts still called.

    A third party's cookie left in its own jar is no finding: only its host could delete it.
    """
    for sighting in case.declared:
        found = sighting.present(State.WITHDRAWN)
        left = [trace for trace in found if trace.how in (How.KEPT, How.WRITTEN)]
        if sighting.own and left and case.barred(sighting, State.WITHDRAWN):
            yield Found(
                Ruling.FAIL,
                sighting.subject,
                State.WITHDRAWN,
                say(
                    en="{name} stays on the device after the withdrawal.",
                    fr="{name} reste sur l’appareil après le retrait.",
                    name=sighting.subject,
                ),
                say(
                    en="Delete it when the withdrawal comes in: same name, domain {host}, path {path}.",
                    fr="Supprimez-le dès le retrait : même nom, domaine {host}, chemin {path}.",
                    host=sighting.place.host,
                    path=sighting.place.path or "/",
                ),
                of_traces(left),
            )
    yield from barred_hosts(case, State.WITHDRAWN)
