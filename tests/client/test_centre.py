"""The preference centre: by purpose and by service, in a dialog or in a page, with every way to choose."""

from __future__ import annotations

import pytest
from playwright.async_api import expect
from tests.client.charters import HOSTILE, NOTHING_TO_ASK, PLAIN
from tests.client.house import House, gated, page, says
from tests.client.visitor import CENTRE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
HERE = "<main><h1>Charte</h1><div data-charte-centre-here><form>Sans script</form></div></main>"


async def unfold(visitor: Visitor) -> None:
    """Opens every fold of the centre."""
    for fold in await visitor.centre.locator("summary").all():
        await fold.click()


async def test_every_purpose_service_and_tracker_is_told(house: House, visitor: Visitor):
    """Name, provider, policy, kind, party, life and why; what is exempt as well, with the reason."""
    house.govern(PLAIN)
    house.pages["/"] = page()
    await visitor.visit()
    await visitor.open_centre()
    await unfold(visitor)
    text = await visitor.centre.inner_text()
    for purpose in PLAIN.purposes:
        assert purpose.title["fr"] in text
        assert purpose.text["fr"] in text
    for service in PLAIN.services:
        assert service.name["fr"] in text
        assert service.provider in text
        for tracker in service.trackers:
            assert tracker.name in text
            assert tracker.text["fr"] in text
    assert "cookie · déposé par un tiers · Conservé jusqu’à la fermeture du navigateur" in text
    assert "stockage local · déposé par ce site · Conservé 13\xa0mois" in text
    assert "Il ne sert qu’à retenir votre réponse." in text


async def test_what_needs_consent_is_off_until_it_is_chosen(house: House, visitor: Visitor):
    """No switch is on for the visitor; what may be objected to is on, for so it is."""
    house.govern(PLAIN)
    house.pages["/"] = page()
    await visitor.visit()
    await visitor.open_centre()
    on = "(all) => all.filter((one) => one.checked).map((one) => one.dataset.chartePurpose ?? one.dataset.charteService)"
    assert await visitor.centre.locator("input").evaluate_all(on) == ["count"]


async def test_a_hostile_charter_stays_a_text(house: House, visitor: Visitor):
    """Markup in a name is shown as written, and an address that is no web address is no link."""
    house.govern(HOSTILE)
    house.pages["/"] = page()
    await visitor.visit()
    await visitor.open_centre()
    await unfold(visitor)
    assert "<b>Ads One Ltd</b>" in await visitor.centre.inner_text()
    addresses = await visitor.centre.locator("a").evaluate_all("(all) => all.map((one) => one.href)")
    assert addresses == [house.address("/charte")]


async def test_a_service_may_differ_from_its_purpose(house: House, visitor: Visitor):
    """One service of two refused, or accepted alone; the purpose answers for both when it is switched again."""
    house.govern(PLAIN)
    house.pages["/"] = page()
    await visitor.visit()
    await visitor.open_centre()
    await unfold(visitor)
    ads = visitor.page.locator('[data-charte-purpose="ads"]')
    pixel, retarget = (
        visitor.page.locator(f'[data-charte-service="{name}"]') for name in ("pixel", "retarget")
    )
    await pixel.check()
    await expect(ads).not_to_be_checked()
    await visitor.press("save", CENTRE)
    assert house.collector.heard[-1]["services"] == {"yes": ["pixel"], "no": []}
    assert "ads" in house.collector.heard[-1]["no"]

    await visitor.open_centre()
    await unfold(visitor)
    await expect(pixel).to_be_checked()
    await ads.check()
    await expect(retarget).to_be_checked()
    await ads.uncheck()
    await expect(pixel).not_to_be_checked()
    await visitor.press("save", CENTRE)
    assert house.collector.heard[-1]["services"] == {"yes": [], "no": []}


async def test_the_centre_says_where_the_visitor_stands(house: House, visitor: Visitor):
    """Nothing yet, all, some, none, each with its day; withdrawal is offered to who has said yes."""
    house.govern(PLAIN)
    house.pages["/"] = page()
    await visitor.visit()
    await visitor.open_centre()
    await expect(visitor.centre).to_contain_text("Vous n’avez pas encore choisi.")
    await expect(visitor.control("withdraw", CENTRE)).to_be_hidden()
    await visitor.press("accept", CENTRE)
    await visitor.open_centre()
    await expect(visitor.centre).to_contain_text("Vous avez tout accepté. Date du choix\xa0:")
    await expect(visitor.control("withdraw", CENTRE)).to_be_visible()
    await visitor.page.locator('[data-charte-purpose="ads"]').uncheck()
    await visitor.press("save", CENTRE)
    await visitor.open_centre()
    await expect(visitor.centre).to_contain_text("Vous avez accepté une partie des usages.")
    await visitor.press("withdraw", CENTRE)
    await visitor.open_centre()
    await expect(visitor.centre).to_contain_text("Vous avez tout refusé.")
    assert house.collector.heard[-1]["method"] == "withdraw"


async def test_the_dialog_closes_without_a_choice(house: House, visitor: Visitor):
    """By its button; the switches are forgotten."""
    house.govern(PLAIN)
    house.pages["/"] = page()
    await visitor.visit()
    await visitor.open_centre()
    await visitor.page.locator('[data-charte-purpose="ads"]').check()
    await visitor.page.get_by_role("button", name="Fermer").click()
    await visitor.centre.wait_for(state="detached")
    assert await visitor.banner.is_visible()
    assert house.collector.heard == []
    await visitor.page.evaluate("charte.open()")
    await expect(visitor.page.locator('[data-charte-purpose="ads"]')).not_to_be_checked()


async def test_a_page_may_hold_the_centre_itself(house: House, visitor: Visitor):
    """In place of the form for those without script; any link to it leads there, not to a dialog."""
    house.govern(PLAIN)
    house.pages["/charte"] = page(HERE + gated("audience", says("audience")))
    await visitor.visit("/charte")
    assert await visitor.page.get_by_text("Sans script").count() == 0
    await visitor.press("refuse")
    await expect(visitor.centre).to_contain_text("Vous avez tout refusé.")
    await visitor.page.locator("[data-charte-open]").click()
    assert await visitor.page.locator("dialog").count() == 0
    await visitor.page.locator('[data-charte-purpose="audience"]').check()
    await visitor.press("save", CENTRE)
    await expect(visitor.centre).to_contain_text("Votre choix est enregistré.")
    await expect(visitor.centre.get_by_role("button", name="Télécharger le reçu")).to_be_visible()
    assert await visitor.ran() == ["audience"]
    async with visitor.page.expect_navigation():
        await visitor.press("withdraw", CENTRE)


async def test_the_heading_of_a_page_stays(house: House, visitor: Visitor):
    """A page that names its section keeps the name, which labels the centre too and takes the focus."""
    house.govern(PLAIN)
    named = HERE.replace("<form>", '<h2 id="mine">Votre choix</h2><form>')
    house.pages["/charte"] = page(named)
    await visitor.visit("/charte")
    await expect(visitor.page.get_by_role("group", name="Votre choix")).to_be_visible()
    await expect(visitor.page.get_by_role("heading", name="Vos choix sur les traceurs")).to_have_count(0)
    await visitor.page.locator("[data-charte-open]").click()
    assert await visitor.page.evaluate("document.activeElement.id") == "mine"


async def test_where_nothing_is_offered_the_centre_says_so(house: House, visitor: Visitor):
    """No control without a use; what is exempt is still explained."""
    house.govern(NOTHING_TO_ASK)
    house.pages["/charte"] = page(HERE)
    await visitor.visit("/charte")
    await expect(visitor.centre).to_contain_text("Rien sur ce site ne demande votre accord.")
    await expect(visitor.centre).to_contain_text("Mémorisation de vos choix")
    assert await visitor.centre.locator("[data-charte-control]:visible").count() == 0
