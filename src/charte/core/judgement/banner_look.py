"""Family B, how accept and refuse are drawn: alike, legible, in sight.

The measurements are those of the first layer, at the width of the tape's window.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from charte.core.judgement.case import Case
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
from charte.core.judgement.model import Found, Ruling
from charte.core.judgement.registry import rule
from charte.core.judgement.sources import CONTRAST, FORMAL_NOTICES, REFLOW, taskforce
from charte.core.judgement.words import CONTROLS, decimal, listed, say
from charte.core.observation import Control, State
from charte.core.purpose import Texts

WIDTHS = (320, 375, 1280)  # CSS pixels at which a refusal must be in sight


@rule(
    code="B03",
    statement=say(
        en="Refuse and accept are the same kind of control, and no link in the text.",
        fr="Refuser et accepter sont le même type de contrôle, et non un lien dans le texte.",
    ),
    severity=4,
    sources=(FORMAL_NOTICES, taskforce("C")),
    valid_from=date(2024, 12, 12),
    grade="A",
    register=False,
    **FIRST_LAYER,
)
def same_kind(case: Case) -> Iterator[Found]:
    """Whatever is a button to its user counts as one: `button`, `input[type=submit]`, `a[role=button]`."""
    yield from _incomparable(case)
    different = [
        measured(
            seen,
            say(
                en="Refuse is {refuse}, accept is {accept}.",
                fr="Refuser est {refuse}, accepter est {accept}.",
                refuse=refuse.element,
                accept=accept.element,
            ),
        )
        for seen, accept, refuse in pairs(case)
        if _kind(accept) != _kind(refuse)
    ]
    if different:
        yield at_fault(
            REFUSE,
            say(
                en="The control that refuses is not of the kind of the one that accepts.",
                fr="Le contrôle qui refuse n’est pas du même type que celui qui accepte.",
            ),
            say(en="Make both buttons.", fr="Faites des deux des boutons."),
            different,
        )


@rule(
    code="B04",
    statement=say(
        en="Refuse and accept have the same area, font size and weight.",
        fr="Refuser et accepter ont la même surface, la même taille et la même graisse de police.",
    ),
    severity=3,
    sources=(FORMAL_NOTICES,),
    valid_from=date(2024, 12, 12),
    grade="A",
    register=False,
    **FIRST_LAYER,
)
def same_size(case: Case) -> Iterator[Found]:
    """Within the policy's tolerance, either way."""
    yield from _incomparable(case)
    tolerance = case.policy.size_tolerance
    unequal = [
        measured(seen, _sizes(accept, refuse))
        for seen, accept, refuse in pairs(case)
        if any(
            abs(theirs - ours) > tolerance * ours
            for ours, theirs in zip(_size(accept), _size(refuse), strict=True)
        )
    ]
    if unequal:
        yield at_fault(
            REFUSE,
            say(
                en="The control that refuses is not drawn like the one that accepts: area, font size and weight may differ by {share} % at most.",
                fr="Le contrôle qui refuse n’est pas dessiné comme celui qui accepte : surface, taille et graisse peuvent différer de {share} % au plus.",
                share=round(tolerance * 100),
            ),
            say(en="Give both the same style.", fr="Donnez aux deux le même style."),
            unequal,
        )


@rule(
    code="B05",
    statement=say(
        en="The labels of refuse and accept are legible: their contrast is sufficient.",
        fr="Les libellés de refuser et d’accepter sont lisibles : leur contraste suffit.",
    ),
    severity=3,
    sources=(taskforce("D, E"), CONTRAST),
    valid_from=date(2023, 1, 17),
    grade="A",
    register=False,
    **FIRST_LAYER,
)
def legible(case: Case) -> Iterator[Found]:
    """The ratio of WCAG 2.2, each control by itself; the policy gives the least."""
    if not drawn(case):
        yield not_drawn(case)
    for name in (ACCEPT, REFUSE):
        faint = [
            measured(
                seen,
                say(
                    en="“{label}” has a contrast of {ratio} to 1.",
                    fr="« {label} » a un contraste de {ratio} pour 1.",
                    label=control.label,
                    ratio=decimal(control.contrast, 2),
                ),
            )
            for seen in drawn(case)
            if (control := seen.banner.controls.get(name)) and control.contrast < case.policy.contrast
        ]
        if faint:
            yield at_fault(
                name,
                say(
                    en="The label of the control that {does} has a contrast below {least} to 1.",
                    fr="Le libellé du contrôle qui {does} a un contraste inférieur à {least} pour 1.",
                    does=CONTROLS[name],
                    least=decimal(case.policy.contrast, 1),
                ),
                say(
                    en="Darken the label, or lighten what is behind it.",
                    fr="Foncez le libellé, ou éclaircissez ce qui est derrière.",
                ),
                faint,
            )


@rule(
    code="B06",
    statement=say(
        en="The control that refuses is in sight without scrolling, on a phone as on a wide screen.",
        fr="Le contrôle qui refuse est visible sans défiler, sur un téléphone comme sur un grand écran.",
    ),
    severity=3,
    sources=(FORMAL_NOTICES, REFLOW),
    valid_from=date(2024, 12, 12),
    grade="A",
    register=False,
    **FIRST_LAYER,
)
def in_sight(case: Case) -> Iterator[Found]:
    """At each width at which the banner was measured; a width that was not tried is not known."""
    yield from _incomparable(case)
    hidden = [
        measured(
            seen,
            say(
                en="Out of sight at {width} × {height} px.",
                fr="Hors de vue à {width} × {height} px.",
                width=seen.banner.viewport.width,
                height=seen.banner.viewport.height,
            ),
        )
        for seen, _, refuse in pairs(case)
        if not refuse.visible
    ]
    tried = {seen.banner.viewport.width for seen, _, _ in pairs(case)}
    if hidden:
        yield at_fault(
            REFUSE,
            say(
                en="The control that refuses is out of sight until one scrolls.",
                fr="Le contrôle qui refuse est hors de vue tant qu’on ne défile pas.",
            ),
            say(
                en="Keep the controls in sight and let the text scroll.",
                fr="Gardez les contrôles en vue et laissez défiler le texte.",
            ),
            hidden,
        )
    elif tried and (untried := [width for width in WIDTHS if width not in tried]):
        yield cannot_tell(
            say(
                en="In sight at {tried} px; it was not tried at {untried} px.",
                fr="En vue à {tried} px ; non essayé à {untried} px.",
                tried=listed(tuple(str(width) for width in sorted(tried))),
                untried=listed(tuple(map(str, untried))),
            ),
            mend=say(
                en="Open the site at these widths and look whether the refusal is in sight.",
                fr="Ouvrez le site à ces largeurs et regardez si le refus est en vue.",
            ),
        )


def _incomparable(case: Case) -> Iterator[Found]:
    if not drawn(case):
        yield not_drawn(case)
    elif not pairs(case):
        yield Found(
            Ruling.NOT_APPLICABLE,
            "",
            State.NONE,
            say(
                en="The first layer has not both controls, so there is nothing to compare (B02).",
                fr="Le premier niveau n’a pas les deux contrôles : il n’y a rien à comparer (B02).",
            ),
        )


def _kind(control: Control) -> str:
    tag, _, rest = control.element.partition("[")
    pressed = rest.rstrip("]") in ("role=button", "type=button", "type=submit", "type=image")
    return "button" if tag == "button" or pressed else tag


def _size(control: Control) -> tuple[float, float, float]:
    return control.box.width * control.box.height, control.font_size, float(control.font_weight)


def _sizes(accept: Control, refuse: Control) -> Texts:
    def told(control: Control) -> Texts:
        return say(
            en="{width} × {height} px, font {font} px, weight {weight}",
            fr="{width} × {height} px, police {font} px, graisse {weight}",
            width=round(control.box.width),
            height=round(control.box.height),
            font=decimal(control.font_size, 1),
            weight=control.font_weight,
        )

    return say(
        en="Refuse: {refuse}. Accept: {accept}.",
        fr="Refuser : {refuse}. Accepter : {accept}.",
        refuse=told(refuse),
        accept=told(accept),
    )
