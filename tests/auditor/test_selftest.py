"""Every run shows first that its instruments work, and says so when they do not."""

import pytest

from charte.auditor import selftest
from charte.auditor.selftest import EXPECTED, run_selftest
from charte.core.observation import Phase, ResponseCookie, ScriptCookie, Value
from charte.tapes.values import Values

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
VALUES = Values(b"a key of sixteen")
BASE = {"n": 1, "t": 1, "phase": Phase.BEFORE, "name": "refused", "header": "", "value": Value("", 0, 0.0)}


async def test_all_sixteen_kinds_of_evidence_are_seen(browser):
    """On this machine, with this browser, today."""
    tested = await run_selftest(browser, VALUES)
    assert tested.selftest.missed == ()
    assert len(tested.selftest.seen) == len(tested.selftest.expected) == 16


async def test_a_third_partys_cookie_can_be_stored(browser):
    """Otherwise an audit would under-report."""
    assert (await run_selftest(browser, VALUES)).third_party_cookies == "allowed"


async def test_a_browser_that_blocks_third_party_cookies_is_found_out(browser):
    """The provenance says so, and verdicts on third parties rest on it."""

    async def block(instruments):
        await instruments.watch.send("Network.setCookieControls", {"enableThirdPartyCookieRestriction": True})

    tested = await run_selftest(browser, VALUES, prepare=block)
    assert tested.third_party_cookies == "blocked"


async def test_an_instrument_that_misses_its_write_is_named(browser):
    """A page that never loads shows nothing at all; what cannot be tried is unknown."""

    async def offline(instruments):
        await instruments.watch.page.context.set_offline(True)

    tested = await run_selftest(browser, VALUES, prepare=offline)
    assert "document.cookie" in tested.selftest.missed
    assert "response cookie" in tested.selftest.missed
    assert tested.third_party_cookies == "unknown"


@pytest.mark.parametrize(("refused", "seen"), [((), False), (("SameSiteNoneInsecure",), True)])
async def test_a_refused_cookie_counts_only_with_its_reason(refused, seen):
    """Seen and kept is another thing than seen and refused."""
    event = ResponseCookie(**BASE, request="r1", url="http://x/", host="x", refused=refused)
    assert EXPECTED["refused cookie"](event) is seen


async def test_a_write_counts_only_with_its_author(browser):
    """An instrument that sees the write and not who wrote is not whole."""
    write = {**BASE, "name": "script", "api": "document.cookie", "op": "set", "frame": "http://x/"}
    assert EXPECTED["document.cookie"](ScriptCookie(**write, author="inline:http://x/"))
    assert not EXPECTED["document.cookie"](ScriptCookie(**write, author=""))


async def test_its_hosts_are_two_sites_that_nobody_else_uses():
    """They must not meet the site under audit."""
    assert selftest.FIRST.endswith("-of-charte.localhost")
    assert selftest.THIRD.partition(".")[2] != selftest.FIRST.partition(".")[2]
