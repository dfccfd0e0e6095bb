"""Yes and no are equal in every way that can be measured, and in sight; the page stays where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.async_api import Locator
from tests.client.charters import EIGHT_LONG, PLAIN
from tests.client.house import House, page
from tests.client.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
SCREENS = {320: 568, 375: 720, 1280: 800}
LONG_PAGE = "<h1>Rivebelle</h1>" + "<p>Les données publiques de la ville.</p>" * 60
# Everything that a visitor could see or feel of a control, and how the page reaches it. Layout counts in 1/64 of a
# pixel, so that two halves of an odd number differ by one such part.
MEASURE = """(control) => {
  const style = getComputedStyle(control);
  const { top, width, height } = control.getBoundingClientRect();
  const seen = Object.fromEntries([...style].map((name) => [name, style.getPropertyValue(name)]));
  for (const name of ['perspective-origin', 'transform-origin']) delete seen[name];
  delete seen.width; delete seen.height; delete seen['inline-size']; delete seen['block-size'];
  return { element: control.localName, className: control.className, tabIndex: control.tabIndex,
           ...seen, top, height, width: Math.round(width) };
}"""


async def measured(control: Locator) -> Mapping[str, Any]:
    """All that `MEASURE` finds."""
    found: Mapping[str, Any] = await control.evaluate(MEASURE)
    return found


@pytest.mark.parametrize("width", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_accept_and_refuse_are_identical_to_the_pixel(
    house: House, visitor: Visitor, width: int, scheme: str, language: str
):
    """Element, class, place in the row, size, and every computed property, on the first layer and in the centre."""
    house.govern(PLAIN)
    house.pages["/"] = page(LONG_PAGE, language=language)
    await visitor.arrive(width, SCREENS[width], color_scheme=scheme)
    await visitor.visit()
    accept, refuse = await measured(visitor.control("accept")), await measured(visitor.control("refuse"))
    assert accept == refuse
    assert accept["height"] >= 44
    assert (
        await visitor.control("customise").evaluate("(one) => one.getBoundingClientRect().top")
        == accept["top"]
    )
    await visitor.control("customise").click()
    await visitor.page.mouse.move(0, 0)  # no hand on either
    in_centre = [visitor.control(name, "[data-charte-centre]") for name in ("accept", "refuse")]
    assert await measured(in_centre[0]) == await measured(in_centre[1])


async def test_a_theme_of_the_page_changes_both_or_none(house: House, visitor: Visitor):
    """The page's own rules do not reach the controls; its tokens reach both alike."""
    house.govern(PLAIN)
    house.pages |= {
        "/": page(head='<link rel="stylesheet" href="/site.css">'),
        "/site.css": "button:first-of-type { display: none; background: red !important; font-size: 40px }"
        "* { color: red; letter-spacing: 1em; text-transform: uppercase; line-height: 4; visibility: hidden }"
        ":root { --charte-accent: #336600; --charte-radius: 0px }",
    }
    await visitor.visit()
    accept, refuse = await measured(visitor.control("accept")), await measured(visitor.control("refuse"))
    assert accept == refuse
    assert accept["background-color"] == "rgb(51, 102, 0)"
    assert accept["letter-spacing"] == "normal"
    assert "Rivebelle vous demande" in await visitor.banner.inner_text()
    assert await visitor.control("refuse").is_visible()
    assert accept["border-top-left-radius"] == "0px"


@pytest.mark.parametrize("size", [(320, 568), (320, 480), (568, 320), (1280, 800)])
async def test_eight_long_purposes_leave_the_controls_in_sight(
    house: House, visitor: Visitor, size: tuple[int, int]
):
    """The text scrolls within the card, to its very end; the three controls do not move."""
    house.govern(EIGHT_LONG)
    house.pages["/"] = page(LONG_PAGE, language="de")
    await visitor.arrive(*size)
    await visitor.visit()
    for name in ("accept", "refuse", "customise"):
        box = await visitor.control(name).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1]
        top = "(one) => one.getRootNode().elementFromPoint(...((b) => [b.x + b.width / 2, b.y + b.height / 2])(one.getBoundingClientRect())) === one"
        assert await visitor.control(name).evaluate(top)
    last = visitor.banner.get_by_role("link")
    await last.scroll_into_view_if_needed()
    assert await last.is_visible()
    sideways = "(one) => one.scrollWidth > one.clientWidth"
    assert not await visitor.banner.locator(".scroll").evaluate(sideways)


@pytest.mark.parametrize("width", SCREENS)
async def test_the_banner_never_moves_the_page(house: House, visitor: Visitor, width: int):
    """No layout shift, no change of the page's size, and the page behind stays usable."""
    house.govern(PLAIN)
    house.pages["/"] = page(LONG_PAGE.replace("<h1>", '<h1><a href="/next">').replace("</h1>", "</a></h1>"))
    house.pages["/next"] = "<title>Next</title>"
    await visitor.arrive(width, SCREENS[width])
    await visitor.context.add_init_script(
        "window.shifts = []; new PerformanceObserver((list) => shifts.push(...list.getEntries().map((one) => one.value)))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    await visitor.page.goto(house.address())
    before = "() => [document.documentElement.scrollHeight, document.querySelector('h1').getBoundingClientRect().top]"
    await visitor.page.evaluate("charte.ready")
    with_banner = await visitor.page.evaluate(before)
    await visitor.banner.evaluate("(banner) => banner.getRootNode().host.remove()")
    assert await visitor.page.evaluate(before) == with_banner
    assert await visitor.page.evaluate("shifts") == []
    await visitor.visit()
    await visitor.page.locator("h1 a").click()
    await visitor.page.wait_for_url("**/next")


async def test_the_banner_is_a_card_at_the_bottom_of_its_side(house: House, visitor: Visitor):
    """Bottom left on a wide screen; bottom right where the page is read from right to left; full width on a phone."""
    house.govern(PLAIN)
    house.pages["/"] = page(LONG_PAGE)
    await visitor.visit()
    box = await visitor.banner.bounding_box()
    assert box is not None
    assert box["x"] == 24
    assert box["width"] < 640
    assert box["y"] + box["height"] == 800 - 24
    await visitor.banner.evaluate("(banner) => { banner.getRootNode().host.dir = 'rtl' }")
    box = await visitor.banner.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] == 1280 - 24
    await visitor.page.set_viewport_size({"width": 375, "height": 720})
    box = await visitor.banner.bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 375, 720)


async def test_without_its_style_the_banner_still_stands_over_the_page(house: House, visitor: Visitor):
    """A style that does not come breaks neither page nor choice."""
    house.govern(PLAIN)
    house.pages["/"] = page(LONG_PAGE)
    await visitor.page.route("**/client.css", lambda route: route.abort())
    await visitor.visit()
    top = await visitor.page.locator("h1").bounding_box()
    assert top is not None
    assert top["y"] < 60
    await visitor.press("refuse")
    assert set(await visitor.cookies()) == {"cookies_preferences"}


async def test_escape_scrolling_and_clicks_elsewhere_choose_nothing(house: House, visitor: Visitor):
    """Only a control makes a choice."""
    house.govern(PLAIN)
    house.pages["/"] = page(LONG_PAGE)
    await visitor.visit()
    await visitor.page.keyboard.press("Escape")
    await visitor.page.mouse.click(1000, 20)
    await visitor.page.mouse.wheel(0, 2000)
    assert await visitor.banner.is_visible()
    assert house.collector.heard == []
    assert await visitor.cookies() == {}
