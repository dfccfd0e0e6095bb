"""A site in memory, a real browser, and one visitor at a time."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from tests.client.house import House
from tests.client.visitor import Visitor

from charte.auditor.browser import Browser, find_chromium, open_browser


def now() -> datetime:
    """The moment, as browser and collector count it."""
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def _served() -> Iterator[House]:
    house = House()
    yield house
    house.close()


@pytest.fixture
def house(_served: House) -> House:
    """The site; `govern` it by a charter first."""
    return _served


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One browser for the length of a module."""
    if find_chromium(os.environ) is None:
        pytest.skip("There is no Chromium on this machine.")
    async with open_browser(os.environ) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def visitor(browser: Browser, house: House) -> AsyncIterator[Visitor]:
    """Somebody who comes for the first time, on a wide screen."""
    one = Visitor(browser.playwright, house)
    await one.arrive()
    yield one
    await one.leave()
