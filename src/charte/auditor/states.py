"""The four consent states: how each is reached, and what is done in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from charte.auditor.build import Instruments
from charte.auditor.charte_banner import Attempt, choose
from charte.auditor.prove import prove_choice, prove_none
from charte.auditor.scenario import Scenario, follow
from charte.auditor.watch import Watch
from charte.core.charter.model import Charter
from charte.core.observation import Act, Phase, Proof, State

# What a visitor does to get there, and the phase that each choice begins.
CHOICES: dict[State, tuple[tuple[str, Phase], ...]] = {
    State.NONE: (),
    State.REFUSED: (("refuse", Phase.REFUSED),),
    State.ACCEPTED: (("accept", Phase.ACCEPTED),),
    State.WITHDRAWN: (("accept", Phase.ACCEPTED), ("withdraw", Phase.WITHDRAWN)),
}


@dataclass(frozen=True, slots=True)
class Journey:
    """One state of one audit: where to go, what to do there, and what the site says of itself."""

    state: State
    url: str
    scenario: Scenario
    charter: Charter | None
    say: Callable[[str], None]


async def travel(journey: Journey, instruments: Instruments) -> bool:
    """Visits the page, makes the state's choices, visits again after each, follows the scenario, and proves the
    state. Returns whether the site answered at all."""
    watch = instruments.watch
    journey.say("visiting")
    if not await watch.visit(journey.url):
        return False
    last = None
    for control, phase in CHOICES[journey.state]:
        await watch.collect()
        journey.say(control)
        last = await _choose(control, phase, journey, watch)
        await watch.visit(journey.url)
        if not last.ok and last.found:
            break
    if last is None:
        await watch.visit(journey.url)
    if journey.scenario.steps:
        journey.say("following the scenario")
        await follow(journey.scenario, watch, journey.url)
    await watch.collect()
    cookies = await instruments.jar.read()
    asks = journey.charter.asks if journey.charter else None
    proved = (
        prove_none(cookies, journey.url)
        if last is None
        else prove_choice(last, cookies, journey.url, asks=asks, asked_again=instruments.banner.seen)
    )
    watch.recorder.write(Proof, state=journey.state, **proved._asdict())
    return True


async def _choose(control: str, phase: Phase, journey: Journey, watch: Watch) -> Attempt:
    attempt = await choose(watch.page, control, lambda: watch.recorder.enter(phase))
    await watch.after_click()
    if not attempt.found and journey.charter is not None and not journey.charter.asks:
        watch.recorder.enter(phase)  # nothing is asked: the visitor is in this state without a click
    watch.recorder.write(Act, control=attempt.control, clicks=attempt.clicks, ok=attempt.ok, why=attempt.why)
    return attempt
