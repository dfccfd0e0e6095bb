"""A visitor's hands and eyes: a page in a context of its own, and what there is to see on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page
from tests.client.house import House

PATIENCE = 20_000  # ms: only how long a test that fails takes to say so
BANNER = "[data-charte-banner]"
CENTRE = "[data-charte-centre]"


class Visitor:
    """One new visitor. `console` holds the warnings and errors of the page."""

    def __init__(self, playwright: Browser, house: House) -> None:
        self._playwright = playwright
        self.house = house
        self.console: list[str] = []
        self.context: BrowserContext
        self.page: Page

    async def arrive(self, width: int = 1280, height: int = 800, **more: Any) -> None:
        """Comes as somebody who was never here; called again, as somebody else."""
        if hasattr(self, "context"):
            await self.context.close()
        viewport = {"width": width, "height": height}
        self.context = await self._playwright.new_context(viewport=viewport, locale="fr-FR", **more)
        self.page = await self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.console.clear()
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.console.append(str(error)))

    async def leave(self) -> None:
        await self.context.close()

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.console.append(message.text)

    async def visit(self, path: str = "/", *, ready: bool = True) -> None:
        """Opens a page, and waits until the client has done what it does at the start."""
        await self.page.goto(self.house.address(path))
        if ready:
            await self.page.evaluate("charte.ready")

    @property
    def banner(self) -> Locator:
        return self.page.locator(BANNER)

    @property
    def centre(self) -> Locator:
        return self.page.locator(CENTRE)

    def control(self, name: str, where: str = BANNER) -> Locator:
        return self.page.locator(f'{where} [data-charte-control="{name}"]')

    async def press(self, name: str, where: str = BANNER) -> None:
        """Uses a control, and waits for the collector to have answered."""
        async with self.page.expect_response(lambda response: response.url.endswith("/choices")):
            await self.control(name, where).click()

    async def open_centre(self) -> None:
        await self.page.locator("[data-charte-open]").first.click()
        await self.centre.wait_for()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits for something to become true outside of the page."""
        async with asyncio.timeout(PATIENCE / 1000):
            while not holds():
                await asyncio.sleep(0.01)

    async def ran(self) -> list[str]:
        """What the scripts of this page said, in their order."""
        return await self.page.evaluate("window.ran ?? []")

    async def has_run(self, holds: Callable[[list[str]], bool]) -> None:
        """Waits until what ran is so. Asked from outside: Playwright's own wait would need eval, which a strict
        policy of the page refuses."""
        async with asyncio.timeout(PATIENCE / 1000):
            while not holds(await self.ran()):
                await asyncio.sleep(0.01)

    async def cookies(self) -> dict[str, str]:
        """Every cookie of this visitor, by name."""
        return {cookie["name"]: cookie["value"] for cookie in await self.context.cookies()}

    async def stored(self) -> dict[str, Any]:
        """All that this browser holds of the site."""
        kept = await self.page.evaluate(
            "async () => ({ local: {...localStorage}, session: {...sessionStorage},"
            " databases: (await indexedDB.databases()).map((one) => one.name), caches: await caches.keys() })"
        )
        return {"cookies": await self.cookies(), **kept}
