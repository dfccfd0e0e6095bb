"""Finds a Chromium, starts it, and makes contexts that look like an ordinary visitor's."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser as PlaywrightBrowser
from playwright.async_api import (
    BrowserContext,
    CDPSession,
    Error,
    Playwright,
    async_playwright,
)

from charte.auditor.identity import Identity, ordinary
from charte.core.errors import OperatorError
from charte.core.observation import Viewport

VIEWPORT = Viewport(1280, 800)
NARROW = (Viewport(375, 667), Viewport(320, 568))  # phones; RGAA 10.11 and WCAG 1.4.10 ask for 320
_INSTALL = (
    "Install one (Debian: apt-get install chromium-headless-shell; elsewhere: playwright install "
    "chromium-headless-shell), or name it in CHARTE_CHROMIUM."
)
_INSTALL_PLAYWRIGHT = (
    "On a small Debian its driver lacks a library: apt-get install libatomic1. "
    "Otherwise install it again: pip install --force-reinstall playwright."
)
COVERED = "intercepts pointer events"  # Playwright's words: something lies over what is to be clicked
_LONGEST = 200  # characters of them
_PATIENCE = 30_000  # ms until a program that was started must have become a browser
_CALL = re.compile(r"^\w+\.\w+: ")
_AT = re.compile(r"(?<=net::)(\w+) at \S+$")
# In this order: the shell starts faster, and in a new context it does not block third-party cookies.
_NAMES = ("chromium-headless-shell", "chromium")
_SWITCHES = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-blink-features=AutomationControlled",  # navigator.webdriver: some banners hide from it
    "--disable-site-isolation-trials",  # all frames of a page in one session, so that none is seen late
    "--disable-features=IsolateOrigins,site-per-process",
)


@dataclass(frozen=True, slots=True)
class Browser:
    """A running browser: `binary` is the program, `name` what it calls itself and its version."""

    playwright: PlaywrightBrowser
    session: CDPSession
    binary: str
    name: str
    identity: Identity

    @asynccontextmanager
    async def context(self, locale: str) -> AsyncIterator[BrowserContext]:
        """A visitor who has never been anywhere."""
        context = await self.playwright.new_context(
            locale=locale,
            user_agent=self.identity.user_agent,
            viewport={"width": VIEWPORT.width, "height": VIEWPORT.height},
            accept_downloads=False,
        )
        try:
            yield context
        finally:
            try:
                await context.close()
            except Error:
                pass  # the browser is gone already


def find_chromium(environment: Mapping[str, str]) -> Path | None:
    """The program to start: CHARTE_CHROMIUM, chromium-headless-shell or chromium of the system; None leaves the
    choice to Playwright.

    Raises OperatorError when CHARTE_CHROMIUM names no program.
    """
    named = environment.get("CHARTE_CHROMIUM")
    if named:
        found = shutil.which(named, path=environment.get("PATH"))
        if found is None:
            raise OperatorError(
                f"CHARTE_CHROMIUM names {named}, which is no program on this machine.", _INSTALL
            )
        return Path(found)
    on_path = (shutil.which(name, path=environment.get("PATH")) for name in _NAMES)
    return next((Path(found) for found in on_path if found), None)


@asynccontextmanager
async def open_browser(environment: Mapping[str, str]) -> AsyncIterator[Browser]:
    """A browser that ends with the context. Raises OperatorError when there is none, or it does not start."""
    binary = find_chromium(environment)
    try:
        playwright = await async_playwright().start()
    except Exception as error:  # that its driver ended at once is told by no exception of Playwright's own
        why = str(error).partition("\n")[0].rstrip(".")
        raise OperatorError(f"Playwright did not start: {why}.", _INSTALL_PLAYWRIGHT) from error
    try:
        browser = await _launch(playwright, binary)
        try:
            session = await browser.new_browser_cdp_session()
            version = await session.send("Browser.getVersion")
            yield Browser(
                browser,
                session,
                str(binary or playwright.chromium.executable_path),
                version["product"],
                ordinary(version["userAgent"], version["product"]),
            )
        finally:
            try:
                await browser.close()
            except Error:
                pass  # it ended by itself
    finally:
        await playwright.stop()


async def _launch(playwright: Playwright, binary: Path | None) -> PlaywrightBrowser:
    switches = list(_SWITCHES)
    if os.geteuid() == 0:
        switches.append("--no-sandbox")  # Chromium's sandbox refuses to run as root
    try:
        return await playwright.chromium.launch(executable_path=binary, args=switches, timeout=_PATIENCE)
    except Error as error:
        if binary is None:
            raise OperatorError("There is no Chromium on this machine.", _INSTALL) from error
        raise OperatorError(f"{binary} did not start: {first_line(error).rstrip('.')}.", _INSTALL) from error


def first_line(error: Error) -> str:
    """What Playwright says went wrong, without the call's name, the address and the log that follows; but with what
    lay over a control."""
    line = _CALL.sub("", _AT.sub(r"\1", error.message.splitlines()[0]))
    over = next((line for line in error.message.splitlines() if COVERED in line), "")
    return f"{line} {over.strip(' -')[:_LONGEST]}" if over else line
