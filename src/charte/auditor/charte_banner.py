"""Drives Charte's own client: knows its banner and preference centre by the hooks that it promises to keep."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.async_api import Error, Locator, Page

from charte.auditor.browser import first_line
from charte.auditor.patience import Patience

BANNER = "[data-charte-banner]"
CENTRE = "[data-charte-centre]"
OPEN = "[data-charte-open]"
CONTROL = '[data-charte-control="{}"]'  # accept, refuse, customise; in the centre also save, withdraw
BOX = ":is(input[type=checkbox], [role=switch])[data-charte-purpose]"
# Who has accepted withdraws where that control is; elsewhere to refuse everything is to withdraw.
_WAYS = {"accept": ("accept",), "refuse": ("refuse",), "withdraw": ("withdraw", "refuse")}


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of a choice: the control used last, the clicks it took, and why it failed where it did.

    `found` is false when the page offers no way to make this choice at all.
    """

    control: str
    clicks: int
    ok: bool
    why: str = ""
    found: bool = True


def carries_choice(method: str, url: str) -> bool:
    """Whether a request is the one that tells the collector of a choice (docs: formats, section 4)."""
    return method == "POST" and urlsplit(url).path.endswith("/choices")


async def choose(page: Page, control: str, at_last_click: Callable[[], None], patience: Patience) -> Attempt:
    """Makes the choice `accept`, `refuse` or `withdraw` as a visitor would, by the shortest way that the page shows.

    `at_last_click` is called just before the click that makes the choice.
    """
    visitor = _Visitor(page, control, at_last_click, patience.control * 1000)
    try:
        # Every click has its own limit; a page that hangs would not even say what it shows.
        async with asyncio.timeout(4 * patience.control):
            return await visitor.choose()
    except TimeoutError:
        return visitor.failed("The page does not respond.")
    except Error as error:
        return visitor.failed(first_line(error))


class _Visitor:
    """One visitor on the way to one choice. `patience` is in milliseconds."""

    def __init__(self, page: Page, control: str, at_last_click: Callable[[], None], patience: float) -> None:
        self._page = page
        self._control = control
        self._at_last_click = at_last_click
        self._patience = patience
        self._clicks = 0

    def failed(self, why: str, *, found: bool = True) -> Attempt:
        return Attempt(self._control, self._clicks, False, why, found)

    async def choose(self) -> Attempt:
        on_banner = self._shown(f"{BANNER} {CONTROL.format(self._control)}")
        if await on_banner.count():
            return await self._last(on_banner, self._control)
        if not await self._shown(CENTRE).count():
            opener = await self._opener()
            if opener is None:
                return self.failed("The page shows neither a banner nor a way to its choices.", found=False)
            try:
                await self._click(opener)
                await self._shown(CENTRE).wait_for(timeout=self._patience)
            except Error as error:
                self._control = "open"
                return self.failed(f"The preference centre did not open: {first_line(error)}")
        return await self._in_centre()

    async def _opener(self) -> Locator | None:
        """Where a banner is shown, what it says about more choices; otherwise the permanent link."""
        for opener in (self._shown(f"{BANNER} {CONTROL.format('customise')}"), self._shown(OPEN)):
            if await opener.count():
                return opener
        return None

    async def _in_centre(self) -> Attempt:
        for name in _WAYS[self._control]:
            found = self._shown(f"{CENTRE} {CONTROL.format(name)}")
            if await found.count():
                return await self._last(found, name)
        save = self._shown(f"{CENTRE} {CONTROL.format('save')}")
        boxes = await self._page.locator(f"{CENTRE} {BOX}").all()
        if not boxes or not await save.count():
            return self.failed(f"The preference centre has no control to {self._control}.", found=False)
        yes = self._control == "accept"
        for box in boxes:
            if await box.is_enabled() and await box.is_checked() is not yes:
                await box.set_checked(yes, timeout=self._patience)
                self._clicks += 1
        return await self._last(save, "save")

    async def _last(self, locator: Locator, name: str) -> Attempt:
        """The click that makes the choice."""
        self._control = name
        self._at_last_click()
        try:
            await self._click(locator)
        except Error as error:
            return self.failed(f"The control could not be clicked: {first_line(error)}")
        return Attempt(name, self._clicks, True)

    async def _click(self, locator: Locator) -> None:
        await locator.click(timeout=self._patience)
        self._clicks += 1

    def _shown(self, selector: str) -> Locator:
        return self._page.locator(selector).filter(visible=True).first
