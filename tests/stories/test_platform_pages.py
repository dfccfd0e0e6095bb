"""Every page of the platform, in a real browser: what axe-core can find it does not find, and nothing sticks out."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright
from tests.fakes.platform import PASSWORD, Serving
from tests.fakes.registers import register

from charte.auditor.browser import find_chromium
from charte.cli.app import run

pytestmark = pytest.mark.browser
AXE = (files("axe_core_python") / "axe.min.js").read_text("utf-8")
PUBLIC = (
    "/fr/",
    "/fr/charte/",
    "/en/rivebelle/",
    "/fr/charte/audience/",
    "/api/v1/docs",
    "/fr/nothing/",
    "/back/sign-in",
)
BACK = (
    "/back/",
    "/back/?q=nothing",
    *(f"/back/sites/rivebelle/{tab}" for tab in ("", "versions/", "choices/", "audits/", "access/")),
)
STICKS_OUT = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")], ids=["wide", "dark", "narrow"]
)
async def test_no_page_has_a_fault_that_axe_finds(tmp_path: Path, width: int, scheme: str):
    """Front and back office, wide and at 320 px, light and dark (RGAA 3.2, 5, 8, 9, 10.11, 11; WCAG 2.2 AA)."""
    file, data = tmp_path / "charte.toml", tmp_path / "data"
    file.write_text(register())
    assert run(["publish", str(file), "--data", str(data), "--add-log"]) == 0
    with Serving(data) as platform:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find_chromium(os.environ),
                args=["--no-sandbox"] if os.geteuid() == 0 else [],
            )
            page = await browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            found = [await faults(page, platform.address + address) for address in PUBLIC]
            found.append(await faults(page, platform.link))
            await page.fill("#password", PASSWORD)
            await page.fill("#again", PASSWORD)
            await page.click("main button[type=submit]")
            await page.wait_for_url(f"{platform.address}/back/")
            found += [await faults(page, platform.address + address) for address in BACK]
            await browser.close()
    assert [each for each in found if each] == []


async def faults(page: Page, address: str) -> list[str]:
    """What is wrong with a page, each with where."""
    await page.goto(address)
    await page.wait_for_load_state("networkidle")
    await page.evaluate(AXE)
    result = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert result["passes"], f"axe looked at {address}"
    wrong = [
        f"{address}: {each['id']}: {node['html'][:120]} {node['failureSummary']}"
        for each in result["violations"]
        for node in each["nodes"]
    ]
    return wrong + ([f"{address}: sticks out"] if await page.evaluate(STICKS_OUT) else [])
