"""The whole four-state audit of the demo's home page takes under 6 s, start-up included."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from benchmarks.claim import CHARTE, Claim, command, median_seconds
from benchmarks.platforms import demo
from charte.auditor.browser import find_chromium

NAMES = ("walk.audit",)
TIMES = 5
# What any audit of four states must load: each state's first page, and the page after each of its choices.
VISITS = (1, 2, 2, 3)


def measure() -> list[Claim]:
    with tempfile.TemporaryDirectory() as folder, demo(Path(folder) / "demo") as site:
        words = [CHARTE, "audit", site.address, "--charter", site.charter, "--out", Path(folder) / "report"]
        ours = median_seconds(command([*words, "--force"]), TIMES)
        bare = median_seconds(lambda: asyncio.run(_only_visit(site.address)), TIMES)
    against = f"the same browser only loading the page as often: {bare:.2f} s"
    conditions = f"home page of the demo, four states, self-test, tapes and report; median of {TIMES}"
    return [Claim("walk.audit", ours, "s", against, ours / bare, 6, conditions)]


async def _only_visit(address: str) -> None:
    """The bare limit: a browser, four visitors two at a time, and nothing watched or waited for but the load."""
    switches = ["--no-sandbox"] if os.geteuid() == 0 else []
    gate = asyncio.Semaphore(2)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(os.environ), args=switches)

        async def visitor(visits: int) -> None:
            async with gate:
                context = await browser.new_context()
                page = await context.new_page()
                for _ in range(visits):
                    await page.goto(address, wait_until="load")
                await context.close()

        await asyncio.gather(*map(visitor, VISITS))
        await browser.close()
