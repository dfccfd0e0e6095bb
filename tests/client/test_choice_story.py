"""Nothing, then refusal, then acceptance, then withdrawal: the order of real life, with what is stored and run at each."""

from __future__ import annotations

import json

import pytest
from tests.client.charters import OBJECTABLE_ONLY, PLAIN
from tests.client.conftest import now
from tests.client.house import House, gated, page, says
from tests.client.visitor import Visitor

from charte.core.decision import decode, to_ask
from charte.core.mark import purpose_mark
from charte.core.policy import FR_CNIL_2026

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
# What a script of the audience tool would leave behind.
LEAVES = (
    '<script nonce="NONCE">(window.ran ??= []).push("audience"); document.cookie = "_aud_X1=1; Max-Age=9999";'
    "localStorage.setItem('aud-queue', '[]'); localStorage.setItem('mine', '1')</script>"
)
OTHERS = gated("ads", says("ads")) + gated("choice", says("choice"))


def answers(house: House, value: str) -> dict[str, bool]:
    """What the preference cookie says, purpose by purpose."""
    decision = decode(value, now())
    assert decision is not None
    assert house.charter is not None
    return {
        purpose.key: decision.purposes[purpose_mark(house.charter, purpose)]
        for purpose in house.charter.offered
    }


async def test_nothing_then_refuse_then_accept_then_withdraw(house: House, visitor: Visitor):
    """Each choice has its effect at once, and only withdrawal of what ran needs a reload."""
    house.govern(PLAIN)
    house.pages["/"] = page(gated("audience", LEAVES) + OTHERS)
    await visitor.visit()
    assert await visitor.ran() == ["choice"]

    await visitor.press("refuse")
    assert await visitor.banner.count() == 0
    assert await visitor.ran() == ["choice"]
    stored = await visitor.stored()
    assert set(stored["cookies"]) == {"cookies_preferences"}
    assert stored["local"] == {}
    assert set(answers(house, stored["cookies"]["cookies_preferences"]).values()) == {False}

    await visitor.visit()
    assert await visitor.banner.count() == 0, "who has refused is not asked again"
    await visitor.open_centre()
    assert "Vous avez tout refusé." in await visitor.centre.inner_text()
    await visitor.press("accept", "[data-charte-centre]")
    assert await visitor.ran() == ["choice", "audience", "ads"], "accepted: no reload, each once, in order"
    assert (await visitor.stored())["local"] == {"aud-queue": "[]", "mine": "1"}

    await visitor.open_centre()
    async with visitor.page.expect_navigation():
        await visitor.press("withdraw", "[data-charte-centre]")
    await visitor.page.evaluate("charte.ready")
    assert await visitor.ran() == ["choice"], "withdrawn: reloaded, and it did not run again"
    stored = await visitor.stored()
    assert set(stored["cookies"]) == {"cookies_preferences"}
    assert stored["local"] == {"mine": "1"}, "what is not declared as refused is left alone"
    assert set(answers(house, stored["cookies"]["cookies_preferences"]).values()) == {False}
    assert [choice["method"] for choice in house.collector.heard] == ["refuse-all", "accept-all", "withdraw"]
    assert visitor.console == []


async def test_a_yes_stays_a_yes_on_the_next_page(house: House, visitor: Visitor):
    """Who accepted is not asked again, and what she accepted runs."""
    house.govern(PLAIN)
    house.pages["/"] = page(gated("audience", says("audience")))
    await visitor.visit()
    await visitor.press("accept")
    await visitor.visit()
    assert await visitor.banner.count() == 0
    assert await visitor.ran() == ["audience"]
    assert to_ask(PLAIN, decode((await visitor.cookies())["cookies_preferences"]), now(), FR_CNIL_2026) == ()


async def test_a_choice_is_told_in_full_and_without_identifier(house: House, visitor: Visitor):
    """Each purpose yes or no, by which control, with what was shown; a key of its own, time to the minute."""
    house.govern(PLAIN)
    house.pages["/"] = page()
    await visitor.visit()
    await visitor.press("accept")
    await visitor.open_centre()
    await visitor.press("refuse", "[data-charte-centre]")
    first, second = house.collector.heard
    assert first.pop("key") != second.pop("key")
    moment = first.pop("client_at")
    assert len(moment) == len("2026-11-23T20:30Z")
    notice = house.notice("fr")
    assert notice is not None
    assert first == {
        "v": 1,
        "charter": PLAIN.digest,
        "notice": house.digest_of("fr"),
        "yes": ["count", "audience", "media", "ads"],
        "no": [],
        "services": {"yes": [], "no": []},
        "method": "accept-all",
        "language": "fr",
        "layout": "wide",
    }
    assert second["no"] == first["yes"]
    assert json.loads(notice)["charter"] == first["charter"]


async def test_the_page_hears_of_a_choice(house: House, visitor: Visitor):
    """`charte:choice` on the document, and `charte.permits` says the same."""
    house.govern(PLAIN)
    listen = '<script nonce="NONCE">addEventListener("charte:choice", (e) => (window.heard = e.detail), true)</script>'
    house.pages["/"] = page(listen)
    await visitor.visit()
    assert await visitor.page.evaluate("[charte.permits('ads'), charte.permits('count')]") == [False, True]
    await visitor.press("refuse")
    heard = await visitor.page.evaluate("window.heard")
    assert heard["no"] == ["count", "audience", "media", "ads"]
    assert heard["method"] == "refuse-all"
    assert await visitor.page.evaluate("[charte.permits('ads'), charte.permits('count')]") == [False, False]


async def test_an_objection_is_heard_where_nothing_is_asked(house: House, visitor: Visitor):
    """A counter that needs no consent runs until it is refused, and not after."""
    house.govern(OBJECTABLE_ONLY)
    house.pages["/"] = page(gated("count", says("count")))
    await visitor.visit()
    assert await visitor.ran() == ["count"]
    await visitor.open_centre()
    assert "Rien sur ce site ne demande votre accord." in await visitor.centre.inner_text()
    await visitor.page.locator('[data-charte-purpose="count"]').uncheck()
    async with visitor.page.expect_navigation():
        await visitor.press("save", "[data-charte-centre]")
    await visitor.page.evaluate("charte.ready")
    assert await visitor.ran() == []
    assert await visitor.banner.count() == 0


async def test_refused_cookies_are_expired_on_each_path_and_domain(house: House, visitor: Visitor):
    """A cookie's path and domain cannot be read, so each variant that it may have is expired."""
    house.govern(PLAIN)
    house.pages["/app/"] = page()
    await visitor.visit("/app/")
    plant = (
        "document.cookie = '_ad=1; Path=/app'; document.cookie = '_ad=2; Path=/';"
        "document.cookie = '_ad=3; Path=/app; Domain=site.localhost'; document.cookie = 'theirs=1; Path=/'"
    )
    await visitor.page.evaluate(f"() => {{ {plant} }}")
    assert len(await visitor.context.cookies()) == 4
    await visitor.press("refuse")
    assert set(await visitor.cookies()) == {"cookies_preferences", "theirs"}
