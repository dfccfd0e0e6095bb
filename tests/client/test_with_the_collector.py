"""The client and the collector together, with a ledger in memory: from a click to a receipt that proves it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.client.conftest import now
from tests.client.house import STATIC, House, gated, page, says
from tests.client.visitor import CENTRE, Visitor
from tests.fakes.ledgers import KEY, publish
from tests.fakes.registers import CONSENT, PURPOSES

from charte.collector import Collector
from charte.core.charter import Charter
from charte.core.decision import decode, to_ask
from charte.core.policy import FR_CNIL_2026
from charte.core.receipt import read_receipt, verify_receipt
from charte.ledger.keys import verify_ed25519
from charte.ledger.memory import MemoryStore
from charte.ledger.port import Ledger
from charte.ledger.stored import StoredLedger
from charte.look import words

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
BUILD = {name: (STATIC / name).read_bytes() for name in ("client.js", "client.css")}


@pytest.fixture
def ledger() -> Ledger:
    """An empty ledger."""
    return StoredLedger(MemoryStore(), KEY)


@pytest.fixture
def charter(ledger: Ledger, house: House) -> Iterator[Charter]:
    """The small site's charter, published; the site relays `/_charte/` to a collector over that ledger."""
    charter = publish(ledger)
    house.govern(charter)
    collector = house.application = Collector(ledger, seal=b"s" * 32, build=BUILD)
    yield charter
    collector.close()


async def visit(visitor: Visitor) -> None:
    """Opens the page of the site that this charter governs."""
    await visitor.page.goto(visitor.house.address("/", "demo"))
    await visitor.page.evaluate("charte.ready")


async def receipt_of(visitor: Visitor, folder: Path) -> dict[str, object]:
    """The receipt of the last choice, as the visitor gets it."""
    async with visitor.page.expect_download() as waiting:
        await visitor.page.locator('[data-charte-control="receipt"]:visible').click()
    await (await waiting.value).save_as(folder / "receipt.json")
    return json.loads((folder / "receipt.json").read_text("utf-8"))


async def test_a_click_leads_to_a_receipt_that_proves_it(
    house: House, visitor: Visitor, charter: Charter, tmp_path: Path
):
    """The notice that was shown, the answers, the control: in the log, and verified with no server."""
    house.pages["/"] = page(gated("audience", says("audience")))
    await visit(visitor)
    await visitor.press("accept")
    receipt = read_receipt(await receipt_of(visitor, tmp_path))
    verify_receipt(receipt, KEY.verifier, KEY.name, verify_ed25519)
    assert receipt.entry.yes == ("ads", "audience", "counting")
    assert receipt.entry.method == "accept-all"
    assert receipt.entry.charter == charter.digest
    assert await visitor.ran() == ["audience"]
    cookie = (await visitor.cookies())["cookies_preferences"]
    decision = decode(cookie, now(), b"s" * 32)
    assert decision is not None, "the collector's own, sealed"
    assert to_ask(charter, decision, now(), FR_CNIL_2026) == ()


async def test_refused_accepted_and_withdrawn_in_the_ledger(
    house: House, visitor: Visitor, ledger: Ledger, charter: Charter
):
    """Each choice is one entry; the sealed cookie is understood on the next page; cookies that scripts cannot see go."""
    house.pages["/"] = page(gated("ads", says("ads")))
    await visit(visitor)
    await visitor.press("refuse")
    await visit(visitor)
    assert await visitor.banner.count() == 0
    await visitor.open_centre()
    await visitor.press("accept", CENTRE)
    seen = {"name": "seen", "value": "1", "url": house.address("/", "demo"), "httpOnly": True}
    await visitor.context.add_cookies([seen])
    await visitor.open_centre()
    async with visitor.page.expect_navigation():
        await visitor.press("withdraw", CENTRE)
    await visitor.page.evaluate("charte.ready")
    assert await visitor.ran() == []
    assert set(await visitor.cookies()) == {"cookies_preferences"}
    counted = {count.purpose: (count.yes, count.no) for count in ledger.counts("rivebelle")}
    assert counted == {"ads": (1, 2), "audience": (1, 2), "counting": (1, 2)}


async def test_what_changed_is_asked_again_and_recorded(
    house: House, visitor: Visitor, ledger: Ledger, charter: Charter
):
    """What was exempt needs consent now: one question, whose answer the collector takes beside the older ones."""
    house.pages["/"] = page(gated("ads", says("ads")) + gated("counting", says("counting")))
    await visit(visitor)
    assert await visitor.ran() == ["counting"]
    async with visitor.page.expect_navigation():  # what was counted until it was refused has run here
        await visitor.press("refuse")
    new = publish(ledger, version="2.0", purposes={**PURPOSES, "counting": CONSENT})
    await visit(visitor)
    assert "Titre counting" in await visitor.banner.inner_text()
    assert "Titre ads" not in await visitor.banner.inner_text()
    await visitor.press("accept")
    await visitor.page.get_by_text("Votre choix est enregistré.").wait_for()
    assert await visitor.ran() == ["counting"]
    decision = decode((await visitor.cookies())["cookies_preferences"], now())
    assert to_ask(new, decision, now(), FR_CNIL_2026) == ()
    assert visitor.console == []


async def test_a_page_older_than_the_charter_still_does_as_was_chosen(
    house: House, visitor: Visitor, ledger: Ledger, charter: Charter
):
    """The collector cannot record an answer to an older charter: the choice stands here, and the visitor is told."""
    house.pages["/"] = page(gated("ads", says("ads")))
    await visit(visitor)
    publish(ledger, version="2.0", purposes={**PURPOSES, "counting": CONSENT})
    await visitor.press("accept")
    await visitor.page.get_by_text("Le site n’a pas encore pu en garder la preuve.").wait_for()
    assert await visitor.ran() == ["ads"]
    await visit(visitor)
    assert "Titre counting" in await visitor.banner.inner_text()
    assert "Titre ads" not in await visitor.banner.inner_text()


async def test_the_words_of_the_banner_are_in_the_notice(house: House, visitor: Visitor, charter: Charter):
    """Every sentence that the client asks for is there in both languages, filled in."""
    for language in ("fr", "en"):
        notice = json.loads(house.notice(language) or b"")
        assert set(notice["words"]) == set(words(language)["banner"])
        assert not any("{" in sentence for sentence in notice["words"].values())
