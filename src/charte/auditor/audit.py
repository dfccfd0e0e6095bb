"""One audit: a browser, a self-test, four consent states side by side, a tape for each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.async_api import Error

from charte.auditor.browser import VIEWPORT, Browser, open_browser
from charte.auditor.build import watch_page
from charte.auditor.recorder import Recorder
from charte.auditor.scenario import Scenario
from charte.auditor.selftest import Tested, run_selftest
from charte.auditor.states import Journey, travel
from charte.core.charter.model import Charter
from charte.core.errors import SiteError
from charte.core.observation import Provenance, State
from charte.tapes.values import Values
from charte.tapes.writing import TapeWriter

SIDE_BY_SIDE = 2  # contexts at a time; more gain nothing on two cores
LONGEST = 120.0  # seconds that one state may take, whatever the site does
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
    Raises OperatorError when there is no browser, SiteError when the site answers in no state.
    """
    progress("Starting the browser.")
    values = Values(commission.key)
    async with open_browser(environment) as browser:
        tested = await run_selftest(browser, values)
        progress(_tell(tested))
        gate = asyncio.Semaphore(SIDE_BY_SIDE)

        async def one(state: State) -> bool:
            async with gate:
                provenance = _provenance(commission, browser, tested, state, now())
                return await _state(commission, browser, values, provenance, out, progress)

        states = [state for state in _ORDER if state in commission.states]
        answered = await asyncio.gather(*map(one, states))
    if not any(answered):
        raise SiteError(
            f"{commission.url} did not answer.", "Open it in a browser: is the address right, is it running?"
        )
    return [_tape(out, state) for state in State if state in commission.states]


async def _state(
    commission: Commission,
    browser: Browser,
    values: Values,
    provenance: Provenance,
    out: Path,
    progress: Callable[[str], None],
) -> bool:
    """Makes the tape of one state; whether the site answered. Whatever goes wrong is told on the tape."""
    state = provenance.state
    try:
        with TapeWriter(_tape(out, state), provenance) as tape:
            recorder = Recorder(values, tape.write, commission.scenario.secrets)
            journey = Journey(
                state,
                commission.url,
                commission.scenario,
                commission.charter,
                lambda what: progress(f"{state}: {what}"),
            )
            try:
                async with asyncio.timeout(LONGEST), browser.context(commission.locale) as context:
                    instruments = await watch_page(browser, context, recorder, state, out)
                    return await travel(journey, instruments)
            except TimeoutError:
                recorder.failed("state", f"Not over after {LONGEST:g} seconds.")
                raise
            except Error as error:
                recorder.failed("state", error.message.splitlines()[0])
                raise
    except (TimeoutError, Error):
        progress(f"{state}: ended before its end; its tape says so")
        return True


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
