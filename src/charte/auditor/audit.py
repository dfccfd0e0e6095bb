"""One audit: a browser, a self-test, four consent states side by side, a tape for each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from playwright.async_api import Error

from charte.auditor.browser import VIEWPORT, Browser, first_line, open_browser
from charte.auditor.build import watch_page
from charte.auditor.patience import PATIENCE, Patience
from charte.auditor.recorder import Recorder
from charte.auditor.scenario import Scenario
from charte.auditor.selftest import Tested, run_selftest
from charte.auditor.states import Journey, travel
from charte.core.charter.model import Charter
from charte.core.errors import SiteError
from charte.core.observation import Provenance, State
from charte.tapes.values import Values
from charte.tapes.writing import TapeWriter

T = TypeVar("T")
SIDE_BY_SIDE = 2  # contexts at a time; more gain nothing on two cores
# The longest journeys first, so that none is left alone at the end.
_ORDER = (State.WITHDRAWN, State.ACCEPTED, State.REFUSED, State.NONE)


@dataclass(frozen=True, slots=True)
class Commission:
    """What is asked of an audit. `key` (random bytes) keys the hashes of this run and is kept nowhere;
    `suffixes` is the day of the public suffix list; `version` is Charte's."""

    url: str
    charter: Charter | None
    scenario: Scenario
    key: bytes
    version: str
    suffixes: str
    locale: str
    states: tuple[State, ...] = tuple(State)
    patience: Patience = PATIENCE


async def run(
    commission: Commission,
    out: Path,
    *,
    environment: Mapping[str, str],
    now: Callable[[], datetime],
    progress: Callable[[str], None],
) -> list[Path]:
    """Audits the site and writes the tapes (`STATE.tape`) and screenshots into `out`, a folder that exists.

    Returns the tapes in the order of the states. `progress` takes one line at a time for a person to read.
    Raises OperatorError when there is no browser or a tape cannot be written, SiteError when the site answers in
    no state.
    """
    try:
        return await _run(commission, out, environment, now, progress)
    except asyncio.CancelledError:
        # Interrupted: how the driver of the browser comes to its end is nobody's concern.
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
        raise


async def _run(
    commission: Commission,
    out: Path,
    environment: Mapping[str, str],
    now: Callable[[], datetime],
    progress: Callable[[str], None],
) -> list[Path]:
    progress("Starting the browser.")
    values = Values(commission.key)
    async with open_browser(environment) as browser:
        tested = await run_selftest(browser, values)
        progress(_tell(tested))
        gate = asyncio.Semaphore(SIDE_BY_SIDE)

        async def one(state: State) -> str | None:
            async with gate:
                provenance = _provenance(commission, browser, tested, state, now())
                return await _state(commission, browser, values, provenance, out, progress)

        silences = await _together([one(state) for state in _ORDER if state in commission.states])
    if None not in silences:
        why = (silences[0] or "").rstrip(".")
        raise SiteError(
            f"{commission.url} did not answer{f': {why}' if why else ''}.",
            "Open it in a browser: is the address right, is it running?",
        )
    return [_tape(out, state) for state in State if state in commission.states]


async def _together(works: list[Coroutine[Any, Any, T]]) -> list[T]:
    """The results of all; the first error ends the others too, before it is raised."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _state(
    commission: Commission,
    browser: Browser,
    values: Values,
    provenance: Provenance,
    out: Path,
    progress: Callable[[str], None],
) -> str | None:
    """Makes the tape of one state. Whatever goes wrong is told on the tape, which then has no end.

    Returns None when the site answered, otherwise what the browser says of its silence.
    """
    state = provenance.state

    def say(what: str) -> None:
        progress(f"{state}: {what}")

    journey = Journey(state, commission.url, commission.scenario, commission.charter, say)
    patience = commission.patience
    try:
        with TapeWriter(_tape(out, state), provenance) as tape:
            recorder = Recorder(values, tape.write, commission.scenario.secrets)
            try:
                async with asyncio.timeout(patience.state), browser.context(commission.locale) as context:
                    instruments = await watch_page(browser, context, recorder, state, out, patience)
                    answered = await travel(journey, instruments)
                    return None if answered else instruments.watch.why
            except TimeoutError:
                recorder.failed("state", f"Not over after {patience.state:g} seconds.")
                raise
            except Error as error:
                recorder.failed("state", first_line(error))
                raise
            finally:
                recorder.stop()
    except (TimeoutError, Error):
        say("ended before its end; its tape says so")
        return None


def _provenance(
    commission: Commission, browser: Browser, tested: Tested, state: State, started: datetime
) -> Provenance:
    return Provenance(
        charte=commission.version,
        browser=browser.name,
        binary=browser.binary,
        third_party_cookies=tested.third_party_cookies,
        started=started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        state=state,
        url=commission.url,
        charter=commission.charter.digest if commission.charter else None,
        scenario=commission.scenario.digest or None,
        locale=commission.locale,
        viewport=VIEWPORT,
        user_agent=browser.identity.user_agent,
        client_hints=browser.identity.client_hints,
        suffixes=commission.suffixes,
        selftest=tested.selftest,
    )


def _tell(tested: Tested) -> str:
    selftest = tested.selftest
    line = f"Self-test: {len(selftest.seen)} of {len(selftest.expected)} seen"
    return f"{line}; missed: {', '.join(selftest.missed)}." if selftest.missed else f"{line}."


def _tape(out: Path, state: State) -> Path:
    return out / f"{state}.tape"
