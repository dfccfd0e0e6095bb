"""What is missing: why a tape cannot carry a verdict. The absence of evidence is never a pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from charte.core.judgement.case import Case
from charte.core.judgement.model import Evidence, RuleData
from charte.core.judgement.need import NAMES, SELFTEST, Need, spoiled_by
from charte.core.judgement.reel import PHASE, Reel
from charte.core.judgement.words import PHASES, STATES, Said, listed, say
from charte.core.observation import Banner, Event, Failed, Jar, State, Step, Storage
from charte.core.purpose import Texts

# What a page or a phase leaves on the tape when the instrument looked at all.
_SNAPSHOTS: tuple[tuple[Need, type[Event]], ...] = (
    (Need.JAR, Jar),
    (Need.STORAGE, Storage),
    (Need.BANNER, Banner),
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A piece of evidence that is missing in a state, and why."""

    state: State
    tape: str
    why: Texts = field(hash=False)
    events: tuple[int, ...] = ()

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.tape, self.events, self.why)


def gaps(rule: RuleData, case: Case) -> tuple[Gap, ...]:
    """Everything that this rule needs and the tapes do not give."""
    return tuple(gap for state in rule.states for gap in _of_state(rule, case, state))


def _of_state(rule: RuleData, case: Case, state: State) -> Iterator[Gap]:
    reels = case.of(state)
    if not reels:
        yield Gap(
            state,
            "",
            say(
                en="There is no tape of the state “{state}”.",
                fr="Il n’y a pas d’enregistrement de l’état « {state} ».",
                state=STATES[state],
            ),
        )
    for reel in reels:
        yield from _of_reel(rule, reel)


def _of_reel(rule: RuleData, reel: Reel) -> Iterator[Gap]:
    def gap(en: str, fr: str, *events: int, **values: Said) -> Gap:
        return Gap(reel.state, reel.label, say(en, fr, **values), events)

    if not reel.tape.complete:
        yield gap("The tape was cut before its end.", "L’enregistrement est coupé avant sa fin.")
    for need in sorted(rule.needs):
        missed = tuple(name for name in SELFTEST[need] if name not in reel.tape.provenance.selftest.seen)
        if missed:
            yield gap(
                "The self-test did not show that these are seen: {missed}.",
                "L’autotest n’a pas montré que ceci est vu : {missed}.",
                missed=listed(missed),
            )
    for failed in reel.tape.of(Failed):
        if spoiled_by(failed.collector) & rule.needs:
            yield gap(
                "The collector {name} failed: {why}",
                "Le collecteur {name} a échoué : {why}",
                failed.n,
                name=failed.collector,
                why=failed.why,
            )
    for step in reel.tape.of(Step):
        if not step.ok:
            yield gap(
                "A step of the scenario failed ({do} {target}): {why}",
                "Une étape du scénario a échoué ({do} {target}) : {why}",
                step.n,
                do=step.do,
                target=step.target,
                why=step.why,
            )
    yield from _looked_at(rule, reel)
    proof = reel.proof()
    if rule.proven and not (proof and proof.proven):
        why = proof.why if proof else ""
        yield Gap(reel.state, reel.label, _unproven(reel.state, why), (proof.n,) if proof else ())


def _looked_at(rule: RuleData, reel: Reel) -> Iterator[Gap]:
    phase = PHASE[reel.state]
    if not reel.visited(phase):
        yield Gap(
            reel.state,
            reel.label,
            say(
                en="No page answered in the phase “{phase}”.",
                fr="Aucune page n’a répondu dans la phase « {phase} ».",
                phase=PHASES[phase],
            ),
        )
    for need, kind in _SNAPSHOTS:
        if need in rule.needs and not any(event.phase is phase for event in reel.tape.of(kind)):
            yield Gap(
                reel.state,
                reel.label,
                say(
                    en="The tape does not show {need} in the phase “{phase}”.",
                    fr="L’enregistrement ne montre pas {need} dans la phase « {phase} ».",
                    need=NAMES[need],
                    phase=PHASES[phase],
                ),
            )
    third = reel.tape.provenance.third_party_cookies
    if Need.THIRD_PARTY_COOKIES in rule.needs and third != "allowed":
        yield Gap(
            reel.state,
            reel.label,
            say(
                en="The browser did not show that it keeps third-party cookies ({found}): an ordinary one may see more.",
                fr="Le navigateur n’a pas montré qu’il garde les cookies tiers ({found}) : un navigateur ordinaire peut en voir davantage.",
                found=third,
            ),
        )


def _unproven(state: State, why: str) -> Texts:
    return say(
        en="It is not proven that the state “{state}” was reached. {why}",
        fr="Rien ne prouve que l’état « {state} » a été atteint. {why}",
        state=STATES[state],
        why=why,
    )
