"""Gated content runs when it is permitted: once, in document order, under a strict CSP and Trusted Types."""

from __future__ import annotations

import pytest
from tests.client.charters import PLAIN
from tests.client.house import House, gated, page, says
from tests.client.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


def leaves(word: str) -> str:
    """A script file that leaves a word in `window.ran`."""
    return f'(window.ran ??= []).push("{word}")'


async def test_scripts_run_once_in_the_order_of_the_document(house: House, visitor: Visitor):
    """Inline, from a file, and a module; what follows a file waits for it, within a template and across them."""
    house.govern(PLAIN)
    house.pages |= {"/one.js": leaves("one"), "/two.js": leaves("two"), "/module.js": leaves("module")}
    house.pages["/"] = page(
        gated("ads", says("first"))
        + gated("audience", '<script src="/one.js"></script>' + says("after one"))
        + gated("audience", says("then") + '<div><script src="/two.js"></script></div>')
        + gated("media", says("last") + '<script type="module" src="/module.js"></script>')
    )
    await visitor.visit()
    await visitor.press("accept")
    await visitor.has_run(lambda ran: "module" in ran)
    expected = ["first", "one", "after one", "then", "two", "last", "module"]
    assert await visitor.ran() == expected
    await visitor.open_centre()
    await visitor.press("accept", "[data-charte-centre]")
    assert await visitor.ran() == expected, "accepted again: nothing runs twice"
    assert visitor.console == []


async def test_content_is_moved_and_keeps_its_place(house: House, visitor: Visitor):
    """What was in the template stands where the template stood, with its attributes, and the template is gone."""
    house.govern(PLAIN)
    embed = '<p id="kept" class="x">A <b>video</b></p><iframe src="http://video.localhost:PORT/" title="V"></iframe>'
    house.pages["/"] = page(f"<main><h1>A</h1>{gated('media', embed)}<p>B</p></main>")
    await visitor.visit()
    assert "video/" not in house.seen
    await visitor.press("accept")
    assert await visitor.page.locator("main > *").evaluate_all(
        "(all) => all.map((one) => one.localName)"
    ) == [
        "h1",
        "p",
        "iframe",
        "p",
    ]
    assert await visitor.page.locator("#kept.x > b").count() == 1
    await visitor.page.frame_locator("iframe").locator("body").wait_for()
    assert "video/" in house.seen


async def test_several_purposes_are_all_needed(house: House, visitor: Visitor):
    """`data-charte="audience ads"` waits for both; a purpose that the charter does not know never runs."""
    house.govern(PLAIN)
    house.pages["/"] = page(
        gated("audience ads", says("both"))
        + gated("audience", says("audience"))
        + gated("audience unheard-of", says("never"))
    )
    await visitor.visit()
    await visitor.open_centre()
    await visitor.page.locator('[data-charte-purpose="audience"]').check()
    await visitor.press("save", "[data-charte-centre]")
    assert await visitor.ran() == ["audience"]
    await visitor.open_centre()
    await visitor.press("accept", "[data-charte-centre]")
    assert await visitor.ran() == ["audience", "both"]


async def test_a_refused_service_does_not_run_under_its_purpose(house: House, visitor: Visitor):
    """`data-charte-service` follows that service; without it every service of the purpose must be permitted."""
    house.govern(PLAIN)
    house.pages["/"] = page(
        gated("ads", says("any"))
        + gated("ads", says("pixel"), ' data-charte-service="pixel"')
        + gated("ads", says("retarget"), ' data-charte-service="retarget"')
    )
    await visitor.visit()
    await visitor.open_centre()
    await visitor.page.locator("fieldset", has_text="Publicité").locator("summary").click()
    await visitor.page.locator('[data-charte-purpose="ads"]').check()
    await visitor.page.locator('input[data-charte-service="retarget"]').uncheck()
    await visitor.press("save", "[data-charte-centre]")
    assert await visitor.ran() == ["pixel"]
    [heard] = house.collector.heard
    assert heard["services"] == {"yes": [], "no": ["retarget"]}
    await visitor.visit()
    assert await visitor.ran() == ["pixel"]


async def test_elements_added_later_are_found(house: House, visitor: Visitor):
    """A page that builds itself has the same law: permitted content runs when it comes, the rest waits."""
    house.govern(PLAIN)
    house.pages["/"] = page()
    await visitor.visit()
    await visitor.press("accept")
    await visitor.page.evaluate(
        """() => {
          for (const purpose of ['unheard-of', 'audience']) {
            const template = document.createElement('template');
            const image = document.createElement('img');
            template.dataset.charte = purpose;
            image.alt = purpose;
            template.content.append(image);
            const box = document.createElement('div');
            box.append(template);
            document.body.append(box);
          }
        }"""
    )
    await visitor.page.locator("div > img").wait_for(state="attached")
    assert await visitor.page.locator("div > img").evaluate_all("(all) => all.map((one) => one.alt)") == [
        "audience"
    ]


async def test_a_template_within_a_template_waits_for_its_own_purpose(house: House, visitor: Visitor):
    """Content that is let in may hold content that is not."""
    house.govern(PLAIN)
    house.pages["/"] = page(gated("audience", says("outer") + gated("ads", says("inner"))))
    await visitor.visit()
    await visitor.open_centre()
    await visitor.page.locator('[data-charte-purpose="audience"]').check()
    await visitor.press("save", "[data-charte-centre]")
    assert await visitor.ran() == ["outer"]
    await visitor.open_centre()
    await visitor.press("accept", "[data-charte-centre]")
    assert await visitor.ran() == ["outer", "inner"]


async def test_a_script_that_does_not_come_holds_nothing_up(house: House, visitor: Visitor):
    """An ad blocker, or a third party that is down: what follows runs all the same."""
    house.govern(PLAIN)
    house.pages["/"] = page(gated("ads", '<script src="/gone.js"></script>' + says("after")))
    await visitor.visit()
    await visitor.press("accept")
    await visitor.has_run(lambda ran: len(ran) == 1)
    assert await visitor.ran() == ["after"]


async def test_the_csp_of_these_tests_is_in_force(house: House, visitor: Visitor):
    """Without the nonce a gated script is refused, and strings do not become markup: the strictness is real."""
    house.govern(PLAIN)
    house.pages["/"] = page(gated("ads", "<script>window.ran = ['no nonce']</script>"))
    await visitor.visit()
    await visitor.press("accept")
    assert await visitor.ran() == []
    assert "Content Security Policy" in visitor.console[0]
    refused = "() => { try { document.body.innerHTML = '<b>x</b>'; return '' } catch (error) { return error.name } }"
    assert await visitor.page.evaluate(refused) == "TypeError"
