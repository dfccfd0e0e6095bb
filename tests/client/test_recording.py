"""The collector is told of each choice; where it does not answer, the choice stands all the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.client.charters import PLAIN
from tests.client.conftest import now
from tests.client.house import House, gated, page, says
from tests.client.visitor import Visitor

from charte.core.decision import decode

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
DAYS = 86_400


async def test_the_collector_sets_the_cookie_and_the_script_does_not(house: House, visitor: Visitor):
    """Safari and Brave keep what a script wrote for seven days: the answer's own cookie lives six months."""
    house.govern(PLAIN)
    house.pages["/"] = page()
    await visitor.context.add_init_script(
        "const own = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');"
        "Object.defineProperty(Document.prototype, 'cookie', { ...own,"
        " set(text) { (window.written ??= []).push(text); own.set.call(this, text); } })"
    )
    await visitor.visit()
    await visitor.press("accept")
    await visitor.page.get_by_text("Votre choix est enregistré.").wait_for()
    assert await visitor.page.evaluate("window.written ?? []") == []
    [cookie] = await visitor.context.cookies()
    assert cookie["secure"]
    assert cookie["expires"] - now().timestamp() > 170 * DAYS


@pytest.mark.parametrize("does", ["fails", "refuses"])
async def test_without_the_collector_the_script_keeps_the_choice(house: House, visitor: Visitor, does: str):
    """The page does as was chosen, the cookie lives as long as the policy says, and the visitor is told."""
    house.govern(PLAIN)
    house.collector.does = does
    house.pages["/"] = page(gated("audience", says("audience")))
    await visitor.visit()
    await visitor.press("accept")
    await visitor.page.get_by_text("Le site n’a pas encore pu en garder la preuve.").wait_for()
    assert await visitor.ran() == ["audience"]
    [cookie] = await visitor.context.cookies()
    assert cookie["name"] == "cookies_preferences"
    assert cookie["sameSite"] == "Lax"
    assert 175 * DAYS < cookie["expires"] - now().timestamp() < 185 * DAYS
    decision = decode(cookie["value"], now())
    assert decision is not None
    assert decision.day == now().date()
    assert set(decision.purposes.values()) == {True}


async def test_a_choice_is_told_again_until_the_collector_answers(house: House, visitor: Visitor):
    """The same key with the same body, so that it is recorded once; then the receipt is there."""
    house.govern(PLAIN)
    house.collector.does = "fails"
    house.pages["/"] = page()
    await visitor.page.clock.install()
    await visitor.visit()
    await visitor.press("refuse")
    house.collector.does = "answers"
    async with visitor.page.expect_response(lambda response: response.status == 201):
        await visitor.page.clock.fast_forward(2_100)
    await visitor.page.get_by_text("Votre choix est enregistré.").wait_for()
    first, second = house.collector.heard
    assert first == second


async def test_a_later_choice_takes_the_place_of_one_that_waits(house: House, visitor: Visitor):
    """An old choice told late would undo the new one."""
    house.govern(PLAIN)
    house.collector.does = "fails"
    house.pages["/"] = page()
    await visitor.page.clock.install()
    await visitor.visit()
    await visitor.press("accept")
    house.collector.does = "answers"
    await visitor.open_centre()
    await visitor.press("refuse", "[data-charte-centre]")
    await visitor.page.clock.fast_forward(120_000)
    assert [choice["method"] for choice in house.collector.heard] == ["accept-all", "refuse-all"]


async def test_a_choice_that_waits_is_told_once_more_on_leaving(house: House, visitor: Visitor):
    """One last request, which outlives the page."""
    house.govern(PLAIN)
    house.collector.does = "fails"
    house.pages |= {"/": page(), "/next": "<title>Next</title>"}
    await visitor.visit()
    await visitor.press("accept")
    await visitor.page.get_by_text("Le site n’a pas encore pu en garder la preuve.").wait_for()
    house.collector.does = "answers"
    told = len(house.collector.heard)
    await visitor.visit("/next", ready=False)
    await visitor.until(lambda: len(house.collector.heard) == told + 1)


async def test_a_collector_that_hangs_delays_nobody(house: House, visitor: Visitor):
    """The page does as was chosen at once; after a while the script keeps the choice itself."""
    house.govern(PLAIN)
    house.collector.does = "hangs"
    house.pages["/"] = page(gated("audience", says("audience")))
    await visitor.page.clock.install()
    await visitor.visit()
    await visitor.control("accept").click()
    assert await visitor.ran() == ["audience"]
    assert await visitor.banner.count() == 0
    assert await visitor.cookies() == {}
    await visitor.until(lambda: len(house.collector.heard) == 1)
    await visitor.page.clock.fast_forward(5_100)
    await visitor.page.get_by_text("Le site n’a pas encore pu en garder la preuve.").wait_for()
    assert set(await visitor.cookies()) == {"cookies_preferences"}


async def test_withdrawal_without_the_collector_reloads_all_the_same(house: House, visitor: Visitor):
    """What ran stops, collector or not."""
    house.govern(PLAIN)
    house.pages["/"] = page(gated("audience", says("audience")))
    await visitor.visit()
    await visitor.press("accept")
    house.collector.does = "fails"
    await visitor.open_centre()
    async with visitor.page.expect_navigation():
        await visitor.press("withdraw", "[data-charte-centre]")
    await visitor.page.evaluate("charte.ready")
    assert await visitor.ran() == []
    decision = decode((await visitor.cookies())["cookies_preferences"])
    assert decision is not None
    assert not any(decision.purposes.values())


async def test_the_receipt_is_a_file_for_whoever_wants_it(house: House, visitor: Visitor, tmp_path: Path):
    """What the collector gave, byte for byte as JSON; nothing of it stays in the browser."""
    house.govern(PLAIN)
    house.pages["/"] = page()
    await visitor.visit()
    await visitor.press("refuse")
    async with visitor.page.expect_download() as waiting:
        await visitor.page.get_by_role("button", name="Télécharger le reçu").click()
    download = await waiting.value
    assert download.suggested_filename == "charte-rivebelle.json"
    await download.save_as(tmp_path / "receipt.json")
    receipt = json.loads((tmp_path / "receipt.json").read_text("utf-8"))
    assert receipt == {"receipt": 1, "entry": {"yes": []}}
    stored = await visitor.stored()
    assert set(stored.pop("cookies")) == {"cookies_preferences"}
    assert not any(stored.values())


async def test_what_is_said_after_a_choice_leaves_with_the_next_click(house: House, visitor: Visitor):
    """Or after a while; a status stands in nobody's way."""
    house.govern(PLAIN)
    house.pages["/"] = page("<h1>Rivebelle</h1>")
    await visitor.page.clock.install()
    await visitor.visit()
    said = visitor.page.get_by_text("Votre choix est enregistré.")
    await visitor.press("accept")
    await said.wait_for()
    await visitor.page.locator("h1").click()
    await said.wait_for(state="hidden")
    await visitor.page.evaluate("charte.open()")
    await visitor.press("refuse", "[data-charte-centre]")
    await said.wait_for()
    await visitor.page.mouse.move(0, 0)
    await visitor.page.evaluate("document.activeElement.blur()")
    await visitor.page.clock.fast_forward(12_100)
    await said.wait_for(state="hidden")


async def test_what_is_said_never_covers_the_way_back(house: House, visitor: Visitor):
    """The link to one's choices is under the hand right after a choice, wherever the page has it."""
    house.govern(PLAIN)
    house.pages |= {
        "/": page(head='<link rel="stylesheet" href="/foot.css">'),
        "/foot.css": "footer { position: fixed; bottom: 30px; left: 60px }",
    }
    await visitor.visit()
    await visitor.press("accept")
    await visitor.page.get_by_text("Votre choix est enregistré.").wait_for()
    await visitor.open_centre()
    assert await visitor.centre.is_visible()
