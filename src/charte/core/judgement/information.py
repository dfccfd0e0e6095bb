"""Family I: what must be said before a choice, on the first layer of the banner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from charte.core.judgement.case import Case, Seen
from charte.core.judgement.first_layer import FIRST_LAYER, at_fault, cannot_tell, drawn, measured, not_drawn
from charte.core.judgement.model import Evidence, Found
from charte.core.judgement.registry import rule
from charte.core.judgement.sources import CONSENT, SHEIN, TIKTOK
from charte.core.judgement.words import listed, say
from charte.core.purpose import Basis, Purpose, Texts

LONGEST_TEXT = 4000  # characters of a banner that a tape holds; beyond them nothing is known


@rule(
    code="I01",
    statement=say(
        en="The first layer says who asks: it names the controller.",
        fr="Le premier niveau dit qui demande : il nomme le responsable de traitement.",
    ),
    severity=3,
    sources=(CONSENT,),
    valid_from=date(2020, 9, 17),
    grade="H",
    **FIRST_LAYER,
)
def names_the_controller(case: Case) -> Iterator[Found]:
    """By the name that the register gives. Where only the site's name is there, a person decides whether it will do."""
    if not drawn(case):
        yield not_drawn(case)
        return
    controller = case.register.site.controller
    if controller is None:
        yield cannot_tell(
            say(
                en="The charter names no controller to look for.",
                fr="La charte ne nomme pas de responsable à chercher.",
            ),
        )
        return
    silent = [seen for seen in drawn(case) if not _says(seen, controller.name)]
    if not silent:
        return
    if any(_says(seen, case.register.site.name) or _cut(seen) for seen in silent):
        yield cannot_tell(
            say(
                en="The banner does not show the name {name} as the charter writes it: a person must read it.",
                fr="Le bandeau ne montre pas le nom {name} tel que la charte l’écrit : une personne doit le lire.",
                name=controller.name,
            ),
        )
    else:
        yield at_fault(
            "",
            say(
                en="The banner does not say that {name} asks.",
                fr="Le bandeau ne dit pas que c’est {name} qui demande.",
                name=controller.name,
            ),
            say(
                en="Name the controller in the first sentence.",
                fr="Nommez le responsable dans la première phrase.",
            ),
            _heard(silent),
        )


@rule(
    code="I03",
    statement=say(
        en="Every purpose that needs consent is on the first layer, with a title and a description.",
        fr="Chaque finalité soumise au consentement est au premier niveau, avec un titre et une description.",
    ),
    severity=4,
    sources=(CONSENT, SHEIN, TIKTOK),
    valid_from=date(2020, 9, 17),
    grade="H",
    **FIRST_LAYER,
)
def names_the_purposes(case: Case) -> Iterator[Found]:
    """By the words of the register, in any of its languages; spacing and case do not count."""
    if not drawn(case):
        yield not_drawn(case)
        return
    for purpose in case.register.purposes:
        if purpose.basis is not Basis.CONSENT:
            continue
        silent = [(seen, lacks) for seen in drawn(case) if (lacks := _lacks(seen, purpose))]
        if not silent:
            continue
        if any(_cut(seen) for seen, _ in silent):
            yield cannot_tell(
                say(
                    en="The banner is longer than the tape holds; {key} may stand further down.",
                    fr="Le bandeau est plus long que ce que garde l’enregistrement ; {key} peut se trouver plus bas.",
                    key=purpose.key,
                ),
                purpose.key,
            )
            continue
        yield at_fault(
            purpose.key,
            say(
                en="The first layer does not give the {lacks} of the purpose {key}.",
                fr="Le premier niveau ne donne pas {lacks} de la finalité {key}.",
                key=purpose.key,
                lacks=silent[0][1],
            ),
            say(
                en="Show title and description of every purpose before the controls.",
                fr="Montrez titre et description de chaque finalité avant les contrôles.",
            ),
            _heard([seen for seen, _ in silent]),
        )


def _lacks(seen: Seen, purpose: Purpose) -> Texts | None:
    if not any(_says(seen, title) for title in purpose.title.values()):
        return say(en="title", fr="le titre")
    if not any(_says(seen, text) for text in purpose.text.values()):
        return say(en="description", fr="la description")
    return None


def _says(seen: Seen, words: str) -> bool:
    """Whether the banner holds these words, whatever the spaces, line breaks and case; half a word is none."""
    sought = " ".join(words.casefold().split())
    text = " ".join(seen.banner.text.casefold().split())
    return bool(sought) and re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", text) is not None


def _cut(seen: Seen) -> bool:
    return len(seen.banner.text) >= LONGEST_TEXT


def _heard(silent: list[Seen]) -> list[Evidence]:
    return [
        measured(
            seen,
            say(
                en="The banner of {page} has {n} characters; controls: {labels}.",
                fr="Le bandeau de {page} a {n} caractères ; contrôles : {labels}.",
                page=seen.page,
                n=len(seen.banner.text),
                labels=listed(tuple(control.label for control in seen.banner.controls.values())),
            ),
        )
        for seen in silent
    ]
