"""What axe-core can find, it does not find: on the banner, the centre, the status; wide, narrow, light, dark, enlarged."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from playwright.async_api import Page
from tests.client.charters import EIGHT_LONG, PLAIN
from tests.client.house import House, page
from tests.client.visitor import CENTRE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
AXE = (files("axe_core_python") / "axe.min.js").read_text("utf-8")
BODY = "<main><h1>Rivebelle</h1><p>Les données publiques de la ville.</p></main>"
# Each button and link, with the size of what can be hit (WCAG 2.5.8).
TARGETS = """() => {
  const host = [...document.body.children].find((one) => one.shadowRoot);
  return [...host.shadowRoot.querySelectorAll('button, input, summary')]
    .map((one) => one.closest('label') ?? one)
    .map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }))
    .filter(({ box }) => box.width && (box.width < 24 || box.height < 24))
    .map(({ text }) => text);
}"""


async def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds wrong or cannot tell, with where."""
    await page.evaluate(AXE)
    result = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        {"rule": one["id"], "where": [node["target"] for node in one["nodes"]]}
        for one in result["violations"]
    ]


@pytest.mark.parametrize("size", [(1280, 800), (320, 568)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_axe_finds_nothing(
    house: House, visitor: Visitor, size: tuple[int, int], scheme: str, language: str
):
    """On the first layer, in the centre with every fold open, and on what is said after a choice."""
    house.govern(PLAIN)
    house.pages["/"] = page(BODY, language=language)
    await visitor.arrive(*size, color_scheme=scheme)
    await visitor.visit()
    assert await violations(visitor.page) == []
    await visitor.control("customise").click()
    for fold in await visitor.centre.locator("summary").all():
        await fold.click()
    assert await violations(visitor.page) == []
    assert await visitor.page.evaluate(TARGETS) == []
    await visitor.press("accept", CENTRE)
    await visitor.page.get_by_role("status").filter(has_text=".").wait_for()
    assert await violations(visitor.page) == []
    await visitor.open_centre()
    assert await violations(visitor.page) == []


async def test_axe_finds_nothing_in_a_page_that_holds_the_centre(house: House, visitor: Visitor):
    """Banner and centre in one page, and long purposes that scroll."""
    house.govern(PLAIN)
    house.pages["/charte"] = page("<main><h1>Charte</h1><div data-charte-centre-here></div></main>")
    await visitor.visit("/charte")
    assert await violations(visitor.page) == []
    house.govern(EIGHT_LONG)
    house.pages["/"] = page(BODY, language="de")
    await visitor.visit()
    assert await violations(visitor.page) == []


async def test_axe_is_really_looking(house: House, visitor: Visitor):
    """A fault planted in the banner is found, shadow root or not."""
    house.govern(PLAIN)
    house.pages["/"] = page(BODY)
    await visitor.visit()
    await visitor.control("refuse").evaluate("(button) => { button.textContent = '' }")
    assert [one["rule"] for one in await violations(visitor.page)] == ["button-name"]


@pytest.mark.parametrize("size", [(320, 568), (640, 400)])
async def test_text_twice_as_large_loses_nothing(house: House, visitor: Visitor, size: tuple[int, int]):
    """RGAA 10.4: at 200 % text nothing is cut, and all can be reached by scrolling one way."""
    house.govern(PLAIN)
    house.pages |= {
        "/": page(BODY, head='<link rel="stylesheet" href="/large.css">'),
        "/large.css": "html { font-size: 200% }",
    }
    await visitor.arrive(*size)
    await visitor.visit()
    for name in ("accept", "refuse", "customise"):
        control = visitor.control(name)
        await control.scroll_into_view_if_needed()
        assert await control.evaluate(
            "(one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight + 1"
        )
    assert await visitor.banner.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    accept, refuse = (
        await visitor.control("accept").bounding_box(),
        await visitor.control("refuse").bounding_box(),
    )
    assert accept is not None
    assert refuse is not None
    assert (accept["width"], accept["height"]) == (refuse["width"], refuse["height"])


async def test_text_spacing_cuts_nothing(house: House, visitor: Visitor):
    """WCAG 1.4.12, with the spacing set inside our own shadow root."""
    house.govern(PLAIN)
    house.pages["/"] = page(BODY)
    await visitor.arrive(320, 568)
    await visitor.visit()
    await visitor.banner.evaluate(
        "(one) => { const sheet = new CSSStyleSheet(); sheet.replaceSync('* { line-height: 1.5 !important;"
        " letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');"
        " one.getRootNode().adoptedStyleSheets = [sheet] }"
    )
    for name in ("accept", "refuse", "customise"):
        fits = "(one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight + 1"
        assert await visitor.control(name).evaluate(fits)
        assert await visitor.control(name).is_visible()


async def test_forced_colours_keep_every_meaning(house: House, visitor: Visitor):
    """Controls have a border, and a switch says yes or no by its word."""
    house.govern(PLAIN)
    house.pages["/"] = page(BODY)
    await visitor.arrive(forced_colors="active")
    await visitor.visit()
    for name in ("accept", "refuse", "customise"):
        style = await visitor.control(name).evaluate("(one) => getComputedStyle(one).borderTopStyle")
        assert style == "solid"
    await visitor.control("customise").click()
    row = visitor.centre.locator("label", has_text="Publicité")
    assert "Non" in await row.inner_text()
    await row.click()
    assert "Oui" in await row.inner_text()
    assert await violations(visitor.page) == []
