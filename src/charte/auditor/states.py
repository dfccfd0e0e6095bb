"""The four consent states: how each is reached, and what is done in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from charte.auditor.browser import NARROW
from charte.auditor.build import Instruments
from charte.auditor.charte_banner import Attempt, choose
from charte.auditor.prove import Proved, prove_choice, prove_none, reached_without_choice
from charte.auditor.scenario import Scenario, follow
from charte.auditor.watch import Watch
from charte.core.charter.model import Charter
from charte.core.observation import Act, Phase, Proof, State

# What a visitor does to get there, and the phase and state that each choice begins.
CHOICES: dict[State, tuple[tuple[str, State], ...]] = {
    State.NONE: (),
    State.REFUSED: (("refuse", State.REFUSED),),
    State.ACCEPTED: (("accept", State.ACCEPTED),),
    State.WITHDRAWN: (("accept", State.ACCEPTED), ("withdraw", State.WITHDRAWN)),
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
    for control, state in CHOICES[journey.state]:
        await watch.collect()
        journey.say(control)
        last = await _choose(control, state, journey, watch)
        if not last.ok and not _there_already(journey, state):
            break
        await watch.visit(journey.url)
    if last is None:
        await watch.visit(journey.url)
        if instruments.banner.seen:
            await watch.look_at(NARROW)
    if journey.scenario.steps:
        journey.say("following the scenario")
        await follow(journey.scenario, watch, journey.url)
    await watch.collect()
    proved = await _prove(journey, last, instruments)
    watch.recorder.write(Proof, state=journey.state, **proved._asdict())
    return True


async def _choose(control: str, state: State, journey: Journey, watch: Watch) -> Attempt:
    """Makes a choice where the visitor is, or on the charter's page, where the preference centre must be."""

    def begin() -> None:
        watch.recorder.enter(Phase(state.value))
        watch.before_deed()

    attempt = await choose(watch.page, control, begin, watch.patience)
    page = _charter_page(journey)
    if not attempt.found and not _there_already(journey, state) and page:
        await watch.visit(page)
        attempt = await choose(watch.page, control, begin, watch.patience)
        if attempt.found:
            attempt = replace(attempt, clicks=attempt.clicks + 1)  # the link that leads to the page
    await watch.after_deed()
    if not attempt.found and _there_already(journey, state):
        begin()  # nothing is asked: the visitor is in this state without a click
    watch.recorder.write(Act, control=attempt.control, clicks=attempt.clicks, ok=attempt.ok, why=attempt.why)
    return attempt


def _there_already(journey: Journey, state: State) -> bool:
    return journey.charter is not None and reached_without_choice(state, journey.charter)


def _charter_page(journey: Journey) -> str:
    """The address of the charter's page where that is on the same host; empty otherwise."""
    if journey.charter is None or not journey.charter.site.page:
        return ""
    page = urljoin(journey.url, journey.charter.site.page)
    return page if urlsplit(page).netloc == urlsplit(journey.url).netloc else ""


async def _prove(journey: Journey, last: Attempt | None, instruments: Instruments) -> Proved:
    cookies = await instruments.jar.read()
    if last is None:
        return prove_none(cookies, journey.url)
    return prove_choice(
        journey.state,
        last,
        cookies,
        journey.url,
        charter=journey.charter,
        asked_again=instruments.banner.seen,
    )
