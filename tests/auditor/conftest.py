"""The fake site, a browser, and a visitor with every instrument on."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
import pytest_asyncio
from tests.auditor.fake_site import FakeSite

from charte.auditor.browser import Browser, open_browser
from charte.auditor.build import Instruments, watch_page
from charte.auditor.patience import PATIENCE, Patience
from charte.auditor.recorder import Recorder
from charte.core.observation import Event, State
from charte.tapes.values import Values


@pytest.fixture(scope="module")
def site() -> Iterator[FakeSite]:
    """The site, for the length of a module."""
    fake = FakeSite()
    yield fake
    fake.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One browser for the length of a module."""
    async with open_browser(os.environ) as opened:
        yield opened


Look = Callable[..., Awaitable[list[Event]]]


@pytest.fixture
def look(browser: Browser) -> Look:
    """Visits addresses as one new visitor with every collector on, and returns all events up to a snapshot."""
    return _looking(browser)


@pytest.fixture(scope="module")
def module_look(browser: Browser) -> Look:
    """The same, for what a whole module looks at once."""
    return _looking(browser)


def _looking(browser: Browser) -> Look:
    async def look(
        *urls: str,
        then: Callable[[Instruments], Awaitable[object]] | None = None,
        patience: Patience = PATIENCE,
        secrets: tuple[str, ...] = (),
    ) -> list[Event]:
        events: list[Event] = []
        recorder = Recorder(Values(b"a key of sixteen"), events.append, secrets)
        async with browser.context("fr-FR") as context:
            instruments = await watch_page(browser, context, recorder, State.NONE, None, patience)
            for url in urls:
                await instruments.watch.visit(url)
            if then is not None:
                await then(instruments)
            await instruments.watch.collect()
        return events

    return look
