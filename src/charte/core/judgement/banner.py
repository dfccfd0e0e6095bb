"""Family B, what a banner offers: to refuse is as easy as to accept, and nothing is chosen in advance.

The subject is the control at fault (or the purpose), the state is `none`: a banner is seen by who has not chosen yet.
How the controls are drawn stands in `banner_look`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from charte.core.judgement.case import Case, Seen
from charte.core.judgement.first_layer import (
    ACCEPT,
    FIRST_LAYER,
    REFUSE,
    at_fault,
    cannot_tell,
    drawn,
    measured,
    not_drawn,
    pairs,
)
from charte.core.judgement.model import Found
from charte.core.judgement.registry import rule
from charte.core.judgement.sources import CONSENT, GOOGLE_2021, MICROSOFT, TICKED, TIKTOK, taskforce
from charte.core.judgement.telling import of_event
from charte.core.judgement.words import counted, listed, say
from charte.core.observation import Phase
from charte.core.purpose import Basis, Texts


@rule(
    code="B01",
    statement=say(
        en="Refusing everything takes no more clicks than accepting everything.",
        fr="Tout refuser ne demande pas plus de clics que tout accepter.",
    ),
    severity=4,
    sources=(CONSENT, MICROSOFT, GOOGLE_2021, TIKTOK),
    valid_from=date(2020, 9, 17),
    grade="A",
    register=False,
    **FIRST_LAYER,
)
def no_more_clicks(case: Case) -> Iterator[Found]:
    """By the controls of the first layer where both are there, and by the clicks that it took to reach the states."""
    if not drawn(case):
        yield not_drawn(case)
        return
    compared = []
    for seen, accept, refuse in pairs(case):
        compared.append((refuse.clicks, accept.clicks, measured(seen, _clicks(refuse.clicks, accept.clicks))))
    accepting = [(reel, act) for reel, act in case.acts(Phase.ACCEPTED) if act.ok]
    refusing = [(reel, act) for reel, act in case.acts(Phase.REFUSED) if act.ok]
    if accepting and refusing:
        reel, refusal = max(refusing, key=lambda pair: pair[1].clicks)
        least = min(act.clicks for _, act in accepting)
        piece = of_event(reel, refusal, _clicks(refusal.clicks, least))
        compared.append((refusal.clicks, least, piece))
    worse = [piece for refusing_takes, accepting_takes, piece in compared if refusing_takes > accepting_takes]
    if worse:
        yield at_fault(
            REFUSE,
            say(
                en="Refusing everything takes more clicks than accepting everything.",
                fr="Tout refuser demande plus de clics que tout accepter.",
            ),
            say(
                en="Put a control that refuses everything beside the one that accepts everything.",
                fr="Placez un contrôle qui refuse tout à côté de celui qui accepte tout.",
            ),
            worse,
        )
    elif not compared:
        yield cannot_tell(
            say(
                en="No tape shows how many clicks it takes to refuse, or to accept.",
                fr="Aucun enregistrement ne montre combien de clics il faut pour refuser, ou pour accepter.",
            )
        )


@rule(
    code="B02",
    statement=say(
        en="A control that refuses everything is on the first layer.",
        fr="Un contrôle qui refuse tout est au premier niveau.",
    ),
    severity=4,
    sources=(taskforce("A"),),
    valid_from=date(2023, 1, 17),
    grade="A",
    register=False,
    **FIRST_LAYER,
)
def can_refuse(case: Case) -> Iterator[Found]:
    """A banner that can be accepted can be refused in the same place."""
    if not drawn(case):
        yield not_drawn(case)
    lacking = [seen for seen in drawn(case) if REFUSE not in seen.banner.controls]
    if any(ACCEPT in seen.banner.controls for seen in lacking):
        yield at_fault(
            REFUSE,
            say(
                en="The first layer can accept everything and cannot refuse everything.",
                fr="Le premier niveau permet de tout accepter et pas de tout refuser.",
            ),
            say(
                en="Add a control that refuses everything, the same in every way as the one that accepts.",
                fr="Ajoutez un contrôle qui refuse tout, en tout point semblable à celui qui accepte.",
            ),
            [measured(seen, _named(seen)) for seen in lacking],
        )
    elif lacking:
        yield cannot_tell(
            say(
                en="The controls of the banner were not recognised.",
                fr="Les contrôles du bandeau n’ont pas été reconnus.",
            )
        )


@rule(
    code="B09",
    statement=say(
        en="No box or switch for what needs consent is on in advance.",
        fr="Aucune case ni aucun interrupteur de ce qui demande un consentement n’est activé d’avance.",
    ),
    severity=4,
    sources=(TICKED, taskforce("B")),
    valid_from=date(2019, 10, 1),
    grade="A",
    **FIRST_LAYER,
)
def nothing_ticked(case: Case) -> Iterator[Found]:
    """By purpose. A box that names no purpose of the charter is for a person to look at."""
    if not drawn(case):
        yield not_drawn(case)
    for key in sorted({key for seen in drawn(case) for key in seen.banner.boxes_ticked}):
        purpose = case.register.purpose(key)
        evidence = [
            measured(seen, say(en="On in advance: {key}.", fr="Activé d’avance : {key}.", key=key))
            for seen in drawn(case)
            if key in seen.banner.boxes_ticked
        ]
        if purpose is None:
            why = say(
                en="The box “{key}” is on in advance and names no purpose of the charter.",
                fr="La case « {key} » est activée d’avance et ne nomme aucune finalité de la charte.",
                key=key,
            )
            yield cannot_tell(why, key, tuple(evidence))
        elif purpose.basis is Basis.CONSENT:
            yield at_fault(
                key,
                say(
                    en="The choice on {key} is on in advance.",
                    fr="Le choix sur {key} est activé d’avance.",
                    key=key,
                ),
                say(
                    en="Leave it off until the visitor turns it on.",
                    fr="Laissez-le désactivé tant que le visiteur ne l’active pas.",
                ),
                evidence,
            )


def _clicks(refuse: int, accept: int) -> Texts:
    def told(number: int) -> Texts:
        return counted(number, ("{n} click", "{n} clicks"), ("{n} clic", "{n} clics"))

    return say(
        en="To refuse: {refuse}. To accept: {accept}.",
        fr="Pour refuser : {refuse}. Pour accepter : {accept}.",
        refuse=told(refuse),
        accept=told(accept),
    )


def _named(seen: Seen) -> Texts:
    labels = listed(tuple(control.label for control in seen.banner.controls.values()))
    return say(en="Controls: {labels}.", fr="Contrôles : {labels}.", labels=labels)
