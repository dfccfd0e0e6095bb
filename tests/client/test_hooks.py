"""What the auditor relies on to find its way through our own client, tried with the auditor's own hands and eyes."""

from __future__ import annotations

import pytest
from tests.client.charters import OBJECTABLE_ONLY, PLAIN
from tests.client.house import House, gated, page, says
from tests.client.visitor import Visitor

from charte.auditor.charte_banner import carries_choice, choose
from charte.auditor.patience import Patience

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def used(visitor: Visitor, control: str) -> tuple[bool, int]:
    """Whether the auditor could use a control, and the clicks that it took; the collector has then answered."""
    clicked: list[str] = []
    async with visitor.page.expect_response(lambda answer: carries_choice(answer.request.method, answer.url)):
        attempt = await choose(visitor.page, control, lambda: clicked.append(control), Patience(control=20.0))
    assert clicked == [control]
    return attempt.ok, attempt.clicks


async def test_the_auditor_accepts_and_withdraws(house: House, visitor: Visitor):
    """One click on the first layer; one more than the way there to take it back, right after or later."""
    house.govern(PLAIN)
    house.pages["/"] = page("<h1>Rivebelle</h1>")
    await visitor.visit()
    assert await used(visitor, "accept") == (True, 1)
    assert await used(visitor, "withdraw") == (True, 2)
    await visitor.arrive()
    await visitor.visit()
    assert await used(visitor, "refuse") == (True, 1)
    assert [choice["method"] for choice in house.collector.heard] == ["accept-all", "withdraw", "refuse-all"]


async def test_the_auditor_objects_where_nothing_is_asked(house: House, visitor: Visitor):
    """No banner: by the link to one's choices, in a dialog as in a page that holds them."""
    house.govern(OBJECTABLE_ONLY)
    house.pages |= {
        "/": page("<h1>Rivebelle</h1>"),
        "/charte": page("<main><div data-charte-centre-here></div></main>"),
    }
    await visitor.visit()
    assert await used(visitor, "refuse") == (True, 2)
    await visitor.arrive()
    await visitor.visit("/charte")
    assert await used(visitor, "refuse") == (True, 1)


async def test_a_withdrawal_that_reloads_is_told_before_the_page_goes(house: House, visitor: Visitor):
    """The new page already follows the withdrawal: its cookie was set before it was asked for."""
    house.govern(PLAIN)
    house.pages["/"] = page(gated("audience", says("audience")))
    await visitor.visit()
    await used(visitor, "accept")
    async with visitor.page.expect_navigation():
        await used(visitor, "withdraw")
    await visitor.page.evaluate("charte.ready")
    assert await visitor.ran() == []
    assert await visitor.page.evaluate("charte.permits('audience')") is False
