"""A visitor of the demo, in a real browser: asked once, obeyed at once, given a proof that holds anywhere."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright
from tests.fakes.platform import Serving
from tests.stories.conftest import Walk

from charte.auditor.browser import find_chromium
from charte.ledger.keys import new_key

PATIENCE = 20_000  # ms: only how long a story that fails takes to say so


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(
            executable_path=find_chromium(os.environ), args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        yield opened
        await opened.close()


async def arrive(browser: Browser, walk: Walk, **more: Any) -> Page:
    """The demo's home page as somebody sees it who was never there."""
    context = await browser.new_context(locale="fr-FR", **more)
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    await page.goto(walk.true)
    await page.evaluate("charte.ready")
    return page


async def choose(page: Page, control: str, where: str = "[data-charte-banner]") -> None:
    """Uses a control, and waits for the collector's answer and for the page to rest."""
    async with page.expect_response(lambda response: response.url.endswith("/choices")):
        await page.locator(f'{where} [data-charte-control="{control}"]').click()
    await page.wait_for_load_state("networkidle")


async def names(page: Page) -> set[str]:
    return {cookie["name"] for cookie in await page.context.cookies()}


async def receipt_of(page: Page, folder: Path) -> Path:
    """The receipt as the visitor takes it: a file."""
    async with page.expect_download() as waited:
        await page.get_by_role("button", name="Télécharger le reçu").click()
    file = folder / "receipt.json"
    await (await waited.value).save_as(file)
    return file


async def test_nothing_that_asks_is_there_before_a_choice(walk: Walk, browser: Browser):
    """The anonymous counter alone, which may be refused; no third party was called."""
    page = await arrive(browser, walk)
    assert await names(page) == {"visites"}
    assert await page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


async def test_a_refusal_reaches_what_no_script_can(walk: Walk, browser: Browser):
    """The counter's cookie is HttpOnly: the server expires it with its answer, and never sets it again."""
    page = await arrive(browser, walk)
    before = {cookie["name"]: cookie["httpOnly"] for cookie in await page.context.cookies()}
    assert before == {"visites": True}
    await choose(page, "refuse")
    assert await names(page) == {"cookies_preferences"}
    await page.goto(f"{walk.true}/donnees/arbres")
    assert await names(page) == {"cookies_preferences"}
    assert await page.locator("[data-charte-banner]").count() == 0


async def test_who_accepts_may_withdraw_on_every_page(walk: Walk, browser: Browser):
    """Accepted trackers come; one link and one click later those of this site are gone, and nobody else is called."""
    page = await arrive(browser, walk)
    await choose(page, "accept")
    await page.goto(walk.true)
    await page.wait_for_load_state("networkidle")
    assert {"_mes_id", "mes_uid", "ad_uid"} <= await names(page)

    await page.goto(f"{walk.true}/a-propos")
    await page.locator("[data-charte-open]").first.click()
    await choose(page, "withdraw", "[data-charte-centre]")
    called: list[str] = []
    page.on("request", lambda request: called.append(request.url.split("/")[2].split(":")[0]))
    await page.goto(walk.true)
    await page.wait_for_load_state("networkidle")
    assert set(called) == {"demo.localhost"}
    here = {cookie["name"] for cookie in await page.context.cookies(walk.true)}
    assert here == {"cookies_preferences"}


async def test_the_cookie_of_the_choice_says_nothing_of_who_chose(walk: Walk, browser: Browser):
    """Two visitors who answer alike on one day hold the very same value: it identifies nobody."""
    values = []
    for _ in range(2):
        page = await arrive(browser, walk)
        await choose(page, "refuse")
        (cookie,) = await page.context.cookies()
        values.append(cookie["value"])
    assert values[0] == values[1]


async def test_the_receipt_proves_the_choice_with_no_server(walk: Walk, browser: Browser, tmp_path: Path):
    """Against the charter's key it holds; with one byte changed or by another key it does not; without a key it says so."""
    page = await arrive(browser, walk)
    await choose(page, "accept")
    file = await receipt_of(page, tmp_path)
    entry = json.loads(file.read_text("utf-8"))["entry"]
    assert (entry["method"], entry["at"][:10]) == (
        "accept-all",
        date.fromisoformat(entry["at"][:10]).isoformat(),
    )

    held = walk.run("verify", file, "--charter", walk.charter)
    assert held.returncode == 0, held.stderr
    assert "promised" in held.stdout
    assert walk.run("verify", file).returncode == 3
    assert walk.run("verify", file, "--key", new_key("charte.localhost/log").verifier.vkey).returncode == 1

    altered = json.loads(file.read_text("utf-8"))
    salt = bytearray(base64.b64decode(altered["salt"]))
    salt[0] ^= 1
    altered["salt"] = base64.b64encode(salt).decode()
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(altered), "utf-8")
    refused = walk.run("verify", forged, "--charter", walk.charter)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr


def test_an_audit_comes_into_the_platform(walk: Walk, tmp_path: Path):
    """Sent with a token, it stands on the charter's public page and in the API; sent again, it is there once."""
    log = (walk.folder.parent / "start.log").read_text("utf-8").splitlines()
    office = Serving(walk.data, port=int(walk.platform.rpartition(":")[2]), lines=log)
    client = office.signed_in()
    secret = office.token(client, "rivebelle")
    sent = walk.run(
        *("audit", walk.true, "--charter", walk.charter, "--out", tmp_path / "report"),
        *("--send", walk.platform),
        CHARTE_TOKEN=secret,
    )
    assert sent.returncode == 0, sent.stderr
    (listed,) = client.get("/api/v1/sites/rivebelle/audits").json()
    assert listed["verdict"] == "true"
    assert "Charte tenue" in client.get("/fr/rivebelle/").text
    client.close()
