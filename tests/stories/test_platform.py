"""Charte audits itself: the platform from its first start to the audit that finds four cookies and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from tests.fakes.platform import OWNER, PASSWORD, Serving, charte

from charte.auditor.browser import find_chromium

pytestmark = pytest.mark.browser
OWN = {"sessionid", "csrftoken", "django_language", "cookies_preferences"}
STORED = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
SCENARIO = """
[[steps]]
go = "/en/charte/"
[[steps]]
go = "/back/sign-in"
[[steps]]
fill = "input[name=email]"
with = "env:CHARTE_USER"
[[steps]]
fill = "input[name=password]"
with = "env:CHARTE_PASSWORD"
[[steps]]
click = "main button[type=submit]"
[[steps]]
wait_for = "table.rows"
[[steps]]
click = ".languages button"
[[steps]]
go = "/back/sites/charte/"
[[steps]]
go = "/back/sites/charte/choices/"
[[steps]]
go = "/back/sites/charte/access/"
[[steps]]
go = "/api/v1/sites/charte/counts"
"""


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Serving]:
    """A platform at its first start."""
    with Serving(tmp_path / "data") as serving:
        yield serving


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(
            executable_path=find_chromium(os.environ), args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        yield opened
        await opened.close()


async def visit(context: BrowserContext, platform: Serving, address: str) -> Page:
    """Opens a page and waits until it is quiet; whatever it says of itself to the console fails the test."""
    page = context.pages[0] if context.pages else await context.new_page()
    await page.goto(f"{platform.address}{address}")
    await page.wait_for_load_state("networkidle")
    return page


def heard(page: Page) -> list[str]:
    """What a page complains of, as it comes: errors, and what the policy refused."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


async def cookies(context: BrowserContext) -> set[str]:
    return {cookie["name"] for cookie in await context.cookies()}


async def test_a_mere_reader_gets_nothing_at_all(platform, browser):
    """Every public page in a real browser: no cookie, no storage, no banner, nothing refused, nobody else called."""
    context = await browser.new_context(locale="en-GB")
    page = await context.new_page()
    complaints, called = heard(page), set()
    page.on("request", lambda request: called.add(request.url.split("/")[2]))
    for address in (
        "/",
        "/en/charte/",
        "/fr/charte/",
        "/en/charte/audience/",
        "/api/v1/docs",
        "/charte/charte.json",
    ):
        await visit(context, platform, address)
        assert await page.locator("[data-charte-banner]").count() == 0
        assert await page.evaluate(STORED) == []
        assert await page.evaluate("indexedDB.databases()") == []
    assert await cookies(context) == set()
    assert complaints == []
    assert called == {platform.address.removeprefix("http://")}


async def test_from_the_link_to_a_choice_that_is_counted(platform, browser):
    """The owner signs in by the link, changes the language, calls the API, objects to page views, sees the count."""
    context = await browser.new_context(locale="en-GB")
    page = await context.new_page()
    complaints = heard(page)
    await page.goto(platform.link)
    await page.fill("#password", PASSWORD)
    await page.fill("#again", PASSWORD)
    await page.click("main button[type=submit]")
    await page.wait_for_url(f"{platform.address}/back/")
    assert "need you today" in await page.inner_text("h1")

    await page.click(".languages button")
    await page.wait_for_load_state("networkidle")
    assert "attendent aujourd’hui" in await page.inner_text("h1")
    assert (
        await page.evaluate("fetch('/api/v1/sites').then(answer => answer.json()).then(all => all[0].key)")
        == "charte"
    )

    before = _page_views(platform)
    await visit(context, platform, "/fr/charte/")
    assert _page_views(platform) == before + 1
    await page.click("[data-charte-centre] [data-charte-control=refuse]")
    await page.get_by_text("Votre choix est enregistré.").wait_for()
    assert await cookies(context) == OWN
    await visit(context, platform, "/fr/charte/")
    assert _page_views(platform) == before + 1

    await visit(context, platform, "/back/sites/charte/choices/")
    assert await page.inner_text("h1") == "Une réponse enregistrée"
    assert await page.evaluate(STORED) == []
    assert complaints == []


async def test_the_choice_needs_no_script(platform, browser):
    """Without JavaScript the form of the charter page records the objection, and the page says so."""
    context = await browser.new_context(locale="en-GB", java_script_enabled=False)
    page = await visit(context, platform, "/en/charte/")
    await page.get_by_role("button", name="Refuse to be counted").click()
    await page.wait_for_load_state()
    assert "Your visit is not counted." in await page.inner_text("#choice")
    await page.get_by_role("button", name="Let my visits be counted").click()
    await page.wait_for_load_state()
    assert "Your visit is counted" in await page.inner_text("#choice")
    assert await cookies(context) == {"cookies_preferences"}


def test_the_audit_of_the_platform_finds_its_four_cookies_and_nothing_else(platform, tmp_path):
    """Front and back office in every consent state, held against the platform's own charter, and brought in."""
    client = platform.signed_in()
    register, scenario, out = (tmp_path / name for name in ("charte.toml", "steps.toml", "report"))
    register.write_bytes(client.get("/charte/charte.toml").content)
    scenario.write_text(SCENARIO)
    environment = {
        "CHARTE_TOKEN": platform.token(client, "charte"),
        "CHARTE_USER": OWNER,
        "CHARTE_PASSWORD": PASSWORD,
    }
    command = charte(
        *("audit", f"{platform.address}/en/", "--charter", register, "--scenario", scenario),
        *("--out", out, "--send", platform.address),
    )
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

    report = json.loads((out / "report.json").read_text())
    assert report["verdict"] == "true"
    assert {(each["kind"], each["name"]) for each in report["sightings"]} == {
        ("cookie", name) for name in OWN
    }
    assert all(each["declared"] for each in report["sightings"])
    assert [finding for finding in report["findings"] if finding["verdict"] in ("fail", "unknown")] == []
    assert {each["host"] for each in report["hosts"]} == {"charte.localhost"}
    assert all(state["proven"] for state in report["states"])

    (listed,) = client.get("/api/v1/sites/charte/audits").json()
    assert (listed["verdict"], listed["charter"]) == ("true", report["charter"])
    assert "Charter kept" in client.get("/en/charte/").text


def _page_views(platform: Serving) -> int:
    """What the platform counted today for its own charter page; the request that asks is no page of a reader."""
    import sqlite3

    database = sqlite3.connect(f"file:{platform.data / 'site.sqlite3'}?mode=ro", uri=True)
    try:
        today = datetime.now(UTC).date().isoformat()
        row = database.execute(
            "SELECT views FROM page_views WHERE page = '/charte' AND day = ?", (today,)
        ).fetchone()
        return row[0] if row else 0
    finally:
        database.close()
