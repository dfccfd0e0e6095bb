"""Before a choice: what is asked, of whom, and that nothing has happened yet."""

from __future__ import annotations

import pytest
from tests.client.charters import CHANGED, NOTHING_TO_ASK, OBJECTABLE_ONLY, PLAIN
from tests.client.house import House, gated, page, says
from tests.client.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
EMPTY = {"cookies": {}, "local": {}, "session": {}, "databases": [], "caches": []}
SIGNAL = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true })"


async def test_where_nothing_needs_consent_there_is_no_banner(house: House, visitor: Visitor):
    """The shortest charter is the best one: no question, nothing stored."""
    for charter in (NOTHING_TO_ASK, OBJECTABLE_ONLY):
        house.govern(charter)
        house.pages["/"] = page()
        await visitor.visit()
        assert await visitor.banner.count() == 0
        assert await visitor.stored() == EMPTY
        assert visitor.console == []


async def test_the_banner_says_who_asks_and_for_what(house: House, visitor: Visitor):
    """The controller, each purpose with title and text, what either answer means, and three controls."""
    house.govern(PLAIN)
    house.pages["/"] = page()
    await visitor.visit()
    text = await visitor.banner.inner_text()
    assert "Rivebelle vous demande votre accord" in text
    for purpose in PLAIN.offered:
        assert purpose.title["fr"] in text
        assert purpose.text["fr"] in text
    assert "6\xa0mois" in text
    assert "à tout moment" in text
    labels = await visitor.banner.get_by_role("button").all_inner_texts()
    assert labels == ["Tout accepter", "Tout refuser", "Personnaliser"]
    assert await visitor.banner.get_by_role("link").get_attribute("href") == "/charte"
    assert await visitor.banner.get_by_role("checkbox").count() == 0


async def test_nothing_is_stored_and_nothing_runs_before_a_choice(house: House, visitor: Visitor):
    """Not a cookie, not a storage key, not a call to a third party, however often the page is read."""
    house.govern(PLAIN)
    third = '<img src="http://ads.localhost:PORT/pixel.png">'
    house.pages["/"] = page(gated("audience", says("audience")) + gated("ads", third))
    for _ in range(2):
        await visitor.visit()
        assert await visitor.banner.is_visible()
        assert await visitor.ran() == []
        assert await visitor.stored() == EMPTY
    assert not [one for one in house.seen if not one.startswith("site/")]
    assert house.collector.heard == []
    assert visitor.console == []


async def test_the_banner_speaks_the_language_of_the_page(house: House, visitor: Visitor):
    """English on an English page, a region notwithstanding; and says so to screen readers."""
    house.govern(PLAIN)
    house.pages["/"] = page(language="en-GB")
    await visitor.visit()
    assert "Rivebelle asks for your consent" in await visitor.banner.inner_text()
    spoken = await visitor.banner.evaluate("(banner) => banner.getRootNode().host.lang")
    assert spoken == "en"


async def test_a_page_in_another_language_gets_the_one_that_its_script_names(house: House, visitor: Visitor):
    """`data-language` is the site's own language."""
    house.govern(PLAIN)
    spanish = page(language="es").replace('data-site="rivebelle"', 'data-site="rivebelle" data-language="fr"')
    house.pages["/"] = spanish
    await visitor.visit()
    assert "Rivebelle vous demande" in await visitor.banner.inner_text()


async def test_a_refusal_signal_is_an_answer(house: House, visitor: Visitor):
    """Global Privacy Control: no banner, no cookie, no entry; the centre says that it is honoured."""
    house.govern(PLAIN)
    house.pages["/"] = page(gated("audience", says("audience")) + gated("choice", says("choice")))
    await visitor.context.add_init_script(SIGNAL)
    await visitor.visit()
    assert await visitor.banner.count() == 0
    assert await visitor.stored() == EMPTY
    await visitor.open_centre()
    assert "Global Privacy Control" in await visitor.centre.inner_text()
    assert await visitor.ran() == ["choice"]
    assert house.collector.heard == []


async def test_an_explicit_yes_wins_over_the_signal(house: House, visitor: Visitor):
    """Who says yes to a purpose in the centre has it, signal or not."""
    house.govern(PLAIN)
    house.pages["/"] = page(gated("audience", says("audience")) + gated("ads", says("ads")))
    await visitor.context.add_init_script(SIGNAL)
    await visitor.visit()
    await visitor.open_centre()
    await visitor.page.locator('[data-charte-purpose="audience"]').check()
    await visitor.press("save", "[data-charte-centre]")
    await visitor.visit()
    assert await visitor.ran() == ["audience"]
    assert await visitor.banner.count() == 0


async def test_only_what_changed_is_asked_again(house: House, visitor: Visitor):
    """A purpose with a new recipient is asked about alone; the other answers stand."""
    house.govern(PLAIN)
    house.pages["/"] = page()
    await visitor.visit()
    await visitor.press("refuse")
    house.govern(CHANGED)
    house.pages["/"] = page(gated("audience", says("audience")) + gated("ads", says("ads")))
    await visitor.visit()
    text = await visitor.banner.inner_text()
    assert "nouveau ou a changé" in text
    assert "Mesure d’audience détaillée" in text
    assert "Publicité personnalisée" not in text
    await visitor.press("accept")
    assert await visitor.ran() == ["audience"]
    [heard] = house.collector.heard
    assert heard["method"] == "save", "not all was accepted: the other answers are older"
    assert heard["yes"] == ["audience"]
    assert sorted(heard["no"]) == ["ads", "count", "media"]


@pytest.mark.parametrize("cookie", ["", "yes", "AQ", "A" * 300, "%22%3E%3Cscript%3E", "AlA"])
async def test_a_cookie_that_is_no_decision_permits_nothing(house: House, visitor: Visitor, cookie: str):
    """Malformed, forged or of another version: the question is asked, and the page does not break."""
    house.govern(PLAIN)
    house.pages["/"] = page(gated("audience", says("audience")))
    await visitor.context.add_cookies(
        [{"name": "cookies_preferences", "value": cookie, "url": house.address()}]
    )
    await visitor.visit()
    assert await visitor.banner.is_visible()
    assert await visitor.ran() == []
    assert visitor.console == []


async def test_a_notice_that_does_not_come_permits_nothing(house: House, visitor: Visitor):
    """One message in the console says what happened; the link to the choice stays a plain link."""
    house.govern(PLAIN)
    house.pages["/"] = page(gated("audience", says("audience")), language="es")
    house.pages["/charte"] = "<title>La charte</title>"
    await visitor.visit(ready=False)
    refused = await visitor.page.evaluate("charte.ready.then(() => false, () => true)")
    assert refused
    assert await visitor.ran() == []
    assert await visitor.page.evaluate("charte.permits('audience')") is False
    assert [text for text in visitor.console if text.startswith("Charte:")] == [
        "Charte: nothing that needs a choice runs on this page, since there is no notice in es."
    ]
    await visitor.page.locator("[data-charte-open]").click()
    assert await visitor.page.title() == "La charte"


async def test_a_second_copy_of_the_script_does_nothing(house: House, visitor: Visitor):
    """One banner, and a warning for who made the page."""
    house.govern(PLAIN)
    house.pages["/"] = page(head='<script src="/_charte/client.js" data-site="rivebelle" defer></script>')
    await visitor.visit()
    assert await visitor.banner.count() == 1
    assert visitor.console == ["Charte: client.js is in this page twice; the second copy does nothing."]
