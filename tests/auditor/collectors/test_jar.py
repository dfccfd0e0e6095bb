"""The jar at the end of a phase: every cookie as the browser keeps it."""

from datetime import UTC, datetime, timedelta

import pytest

from charte.core.observation import Jar

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def jar(look, *urls):
    """The cookies by name."""
    (event,) = (event for event in await look(*urls) if isinstance(event, Jar))
    return {cookie.name: cookie for cookie in event.cookies}


async def test_a_cookie_is_told_with_all_its_attributes(look, site):
    """Host-only or not, HttpOnly, SameSite as the site said it, and no expiry for the session."""
    cookies = await jar(look, site.address("first", "/hidden"), site.address("third", "/refused"))
    hidden, none = cookies["hidden"], cookies["none"]
    assert (hidden.domain, hidden.host_only, hidden.path) == ("first.localhost", True, "/")
    assert (hidden.http_only, hidden.secure, hidden.same_site, hidden.expires) == (True, False, "", None)
    assert (none.domain, none.secure, none.same_site) == ("third.localhost", True, "None")
    assert cookies.keys() == {"hidden", "lax", "none"}


async def test_a_lifetime_becomes_a_day_and_hour(look, site):
    """In UTC."""
    cookies = await jar(look, site.address("first", "/long"))
    expires = datetime.strptime(cookies["week"].expires, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert abs(expires - datetime.now(UTC) - timedelta(days=7)) < timedelta(minutes=1)
    assert (cookies["wide"].domain, cookies["wide"].host_only) == (".first.localhost", False)


async def test_a_partitioned_cookie_names_its_partition(look, site):
    """The site of the page around it."""
    cookies = await jar(look, site.address("first", "/embedding"))
    assert cookies["apart"].partition == "http://first.localhost"
    assert cookies["together"].partition is None


async def test_each_visitor_begins_with_an_empty_jar(look, site):
    """States run side by side in one browser and must not see each other."""
    await look(site.address("first", "/hidden"))
    assert await jar(look, site.address("first", "/")) == {}
