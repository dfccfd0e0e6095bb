"""Family W: to take a choice back is as easy as to make it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from charte.core.judgement.address import host_of
from charte.core.judgement.case import Case
from charte.core.judgement.model import Found, Ruling
from charte.core.judgement.need import Need
from charte.core.judgement.registry import rule
from charte.core.judgement.sightings import site_hosts
from charte.core.judgement.sources import ORANGE, WITHDRAWAL, taskforce
from charte.core.judgement.telling import of_event
from charte.core.judgement.words import listed, say
from charte.core.observation import Phase, State

SUBJECT = "withdraw"
OPENING = 1  # click that opens the way back; the banner opened by itself


@rule(
    code="W01",
    statement=say(
        en="On every page a visible, named link leads back to the choice.",
        fr="Sur chaque page, un lien visible et nommé ramène au choix.",
    ),
    severity=4,
    grade="A",
    sources=(WITHDRAWAL, taskforce("K")),
    jurisdiction="EU",
    valid_from=date(2023, 1, 17),
    states=(State.ACCEPTED,),
    needs=frozenset({Need.BANNER}),
    register=False,
)
def way_back(case: Case) -> Iterator[Found]:
    """Every page of the site that was visited after an acceptance: it must be there to be taken back."""
    if case.charter is not None and not case.charter.asks:
        yield Found(
            Ruling.NOT_APPLICABLE,
            "",
            State.ACCEPTED,
            say(
                en="No purpose needs consent, so there is none to take back.",
                fr="Aucune finalité ne demande de consentement : il n’y en a pas à retirer.",
            ),
        )
    hosts = site_hosts(case.reels, case.charter)
    lacking = [
        seen
        for seen in case.banners(Phase.ACCEPTED)
        if host_of(seen.page) in hosts
        and not (seen.banner.withdraw_link.seen and seen.banner.withdraw_link.label.strip())
    ]
    if lacking:
        pages = tuple(dict.fromkeys(seen.page for seen in lacking))
        yield Found(
            Ruling.FAIL,
            SUBJECT,
            State.ACCEPTED,
            say(
                en="No visible, named link leads back to the choice on {pages}.",
                fr="Aucun lien visible et nommé ne ramène au choix sur {pages}.",
                pages=listed(pages, 3),
            ),
            say(
                en="Put the link in the foot of every page.",
                fr="Placez le lien au pied de chaque page.",
            ),
            tuple(
                of_event(
                    seen.reel,
                    seen.banner,
                    say(en="Looked for on {page}.", fr="Cherché sur {page}.", page=seen.page),
                )
                for seen in lacking
            ),
        )


@rule(
    code="W02",
    statement=say(
        en="Taking consent back takes no more clicks than giving it.",
        fr="Retirer son consentement ne demande pas plus de clics que le donner.",
    ),
    severity=4,
    grade="A",
    sources=(WITHDRAWAL, ORANGE),
    jurisdiction="EU",
    valid_from=date(2018, 5, 25),
    states=(State.WITHDRAWN,),
    needs=frozenset(),
    register=False,
)
def as_easy(case: Case) -> Iterator[Found]:
    """The click that opens the way back is not counted, for the banner opened by itself. That it takes effect is
    proven with the state; what is left after it is C03 and C04."""
    taken = [(reel, act) for reel, act in case.acts(Phase.WITHDRAWN) if act.ok]
    given = [act.clicks for _, act in case.acts(Phase.ACCEPTED) if act.ok]
    if not taken or not given:
        if case.charter is not None and not case.charter.asks:
            why = say(en="Nothing was asked.", fr="Rien n’a été demandé.")
            yield Found(Ruling.NOT_APPLICABLE, "", State.WITHDRAWN, why)
        else:
            why = say(
                en="No tape shows how many clicks it takes to give consent and to take it back.",
                fr="Aucun enregistrement ne montre combien de clics il faut pour donner et pour retirer son consentement.",
            )
            yield Found(Ruling.UNKNOWN, "", State.WITHDRAWN, why)
        return
    slow = [(reel, act) for reel, act in taken if act.clicks - OPENING > min(given)]
    if slow:
        yield Found(
            Ruling.FAIL,
            SUBJECT,
            State.WITHDRAWN,
            say(
                en="Taking consent back takes {taken} clicks, the first of which opens the way; giving it takes {given}.",
                fr="Retirer son consentement demande {taken} clics, dont un pour ouvrir la voie ; le donner en demande {given}.",
                taken=max(act.clicks for _, act in slow),
                given=min(given),
            ),
            say(
                en="Let the permanent link open a control that takes everything back at once.",
                fr="Faites ouvrir par le lien permanent un contrôle qui retire tout d’un coup.",
            ),
            tuple(
                of_event(
                    reel,
                    act,
                    say(
                        en="{clicks} clicks to “{control}”.",
                        fr="{clicks} clics jusqu’à « {control} ».",
                        clicks=act.clicks,
                        control=act.control,
                    ),
                )
                for reel, act in slow
            ),
        )
