"""Everything by keyboard: reached in order, always visible, never trapped, and the focus comes back."""

from __future__ import annotations

import pytest
from tests.client.charters import PLAIN
from tests.client.house import House, page
from tests.client.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
LINKS = "".join(f'<p><a href="/{number}">Jeu de données {number}</a></p>' for number in range(40))
FOCUSED = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one?.dataset.charteControl ?? one?.dataset.chartePurpose ?? (one?.className || one?.localName);
}"""
# Whether any part of what has the focus lies under the banner (WCAG 2.4.11).
HIDDEN = """() => {
  const host = [...document.body.children].find((one) => one.shadowRoot);
  const card = host.shadowRoot.querySelector('[data-charte-banner]').getBoundingClientRect();
  const one = document.activeElement.getBoundingClientRect();
  return one.left < card.right && one.right > card.left && one.top < card.bottom && one.bottom > card.top;
}"""


async def test_the_banner_comes_first_and_traps_nobody(house: House, visitor: Visitor):
    """Text, charter, accept, refuse, customise, then the page; and back again."""
    house.govern(PLAIN)
    house.pages["/"] = page(LINKS)
    await visitor.visit()
    assert await visitor.page.evaluate(FOCUSED) == "body", "a region takes no focus by itself"
    reached = []
    for _ in range(6):
        await visitor.page.keyboard.press("Tab")
        reached.append(await visitor.page.evaluate(FOCUSED))
    assert reached == ["scroll", "a", "accept", "refuse", "customise", "a"]
    assert await visitor.page.evaluate("document.activeElement.textContent") == "Jeu de données 0"
    await visitor.page.keyboard.press("Shift+Tab")
    assert await visitor.page.evaluate(FOCUSED) == "customise"


@pytest.mark.parametrize("size", [(1280, 800), (375, 720), (320, 568)])
async def test_what_has_the_focus_is_never_under_the_banner(
    house: House, visitor: Visitor, size: tuple[int, int]
):
    """From the first link of a long page to the last, and back."""
    house.govern(PLAIN)
    house.pages["/"] = page(LINKS)
    await visitor.arrive(*size)
    await visitor.visit()
    await visitor.page.locator("main, p a").first.focus()
    for key in ["Tab"] * 40 + ["Shift+Tab"] * 40:
        assert not await visitor.page.evaluate(HIDDEN)
        await visitor.page.keyboard.press(key)


async def test_a_choice_by_keyboard(house: House, visitor: Visitor):
    """Tab to refuse, Enter; the status is there for screen readers."""
    house.govern(PLAIN)
    house.pages["/"] = page(LINKS)
    await visitor.visit()
    for _ in range(4):
        await visitor.page.keyboard.press("Tab")
    async with visitor.page.expect_response("**/choices"):
        await visitor.page.keyboard.press("Enter")
    status = visitor.page.get_by_role("status")
    await status.filter(has_text="Votre choix est enregistré.").wait_for()
    assert await visitor.banner.count() == 0
    await visitor.page.keyboard.press("Tab")
    assert await visitor.page.evaluate(FOCUSED) == "receipt", "the keyboard goes on where the banner was"


async def test_the_dialog_takes_the_focus_keeps_it_and_gives_it_back(house: House, visitor: Visitor):
    """From the banner: in at the title, round and round, Escape closes it, back to customise; nothing chosen."""
    house.govern(PLAIN)
    house.pages["/"] = page(LINKS)
    await visitor.visit()
    await visitor.control("customise").focus()
    await visitor.page.keyboard.press("Enter")
    await visitor.centre.wait_for()
    assert await visitor.page.evaluate(FOCUSED) == "h2"
    dialog = visitor.page.get_by_role("dialog", name="Vos choix sur les traceurs")
    assert await dialog.get_attribute("aria-modal") == "true"
    reached = []
    for _ in range(40):
        await visitor.page.keyboard.press("Tab")
        reached.append(await visitor.page.evaluate(FOCUSED))
        on_page = await visitor.page.evaluate("document.activeElement.matches('p a')")
        assert not on_page
    assert {"audience", "accept", "refuse", "save", "close"} <= set(reached)
    await visitor.page.keyboard.press("Escape")
    await visitor.centre.wait_for(state="detached")
    assert await visitor.page.evaluate(FOCUSED) == "customise"
    assert await visitor.banner.is_visible()
    assert house.collector.heard == []


async def test_the_dialog_gives_the_focus_back_to_the_link_that_opened_it(house: House, visitor: Visitor):
    """The permanent link of each page, by keyboard; a switch by Space; saved by Enter."""
    house.govern(PLAIN)
    house.pages["/"] = page(LINKS)
    await visitor.visit()
    await visitor.press("refuse")
    opener = visitor.page.locator("[data-charte-open]")
    await opener.focus()
    await visitor.page.keyboard.press("Enter")
    await visitor.page.locator('[data-charte-purpose="media"]').focus()
    await visitor.page.keyboard.press("Space")
    await visitor.control("save", "[data-charte-centre]").focus()
    async with visitor.page.expect_response("**/choices"):
        await visitor.page.keyboard.press("Enter")
    assert await opener.evaluate("(one) => one === document.activeElement")
    assert house.collector.heard[-1]["yes"] == ["media"]
