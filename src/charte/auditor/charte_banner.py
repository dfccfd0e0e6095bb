"""Drives Charte's own client: knows its banner and preference centre by the hooks that it promises to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.async_api import Error, Locator, Page

BANNER = "[data-charte-banner]"
CENTRE = "[data-charte-centre]"
OPEN = "[data-charte-open]"
CONTROL = '[data-charte-control="{}"]'
_PATIENCE = 3000  # ms until a control that is drawn must have answered


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


async def choose(page: Page, control: str, at_last_click: Callable[[], None]) -> Attempt:
    """Makes the choice `accept`, `refuse` or `withdraw` as a visitor would, by the shortest way that the page shows.

    `at_last_click` is called just before the click that makes the choice.
    """
    on_banner = _shown(page, f"{BANNER} {CONTROL.format(control)}")
    if await on_banner.count():
        return await _click(on_banner, control, 0, at_last_click)
    clicks = 0
    if not await _shown(page, CENTRE).count():
        opener = _shown(page, OPEN)
        if not await opener.count():
            return Attempt(
                control, 0, False, "The page shows neither a banner nor a way to its choices.", False
            )
        try:
            await opener.click(timeout=_PATIENCE)
            await _shown(page, CENTRE).wait_for(timeout=_PATIENCE)
        except Error as error:
            return Attempt("open", 1, False, f"The preference centre did not open: {_first_line(error)}")
        clicks = 1
    return await _in_centre(page, control, clicks, at_last_click)


async def _in_centre(page: Page, control: str, clicks: int, at_last_click: Callable[[], None]) -> Attempt:
    # Who has accepted withdraws where that control is; elsewhere to refuse everything is to withdraw.
    for name in ("withdraw", "refuse") if control == "withdraw" else (control,):
        found = _shown(page, f"{CENTRE} {CONTROL.format(name)}")
        if await found.count():
            return await _click(found, name, clicks, at_last_click)
    return Attempt(control, clicks, False, f"The preference centre has no control to {control}.", False)


async def _click(locator: Locator, control: str, clicks: int, at_last_click: Callable[[], None]) -> Attempt:
    at_last_click()
    try:
        await locator.click(timeout=_PATIENCE)
    except Error as error:
        return Attempt(control, clicks, False, f"The control could not be clicked: {_first_line(error)}")
    return Attempt(control, clicks + 1, True)


def _shown(page: Page, selector: str) -> Locator:
    return page.locator(selector).filter(visible=True).first


def _first_line(error: Error) -> str:
    return error.message.splitlines()[0]
