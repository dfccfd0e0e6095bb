"""Who wrote what by script, whatever way the script came into the page."""

import pytest
import pytest_asyncio

from charte.core.observation import Jar, ScriptCookie, StorageWrite

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PAGE = "inline:first/scripts"
# Cookie -> author: host and path, behind `inline:` where no script has an address of its own.
AUTHORS = {
    "inline": PAGE,
    "refused": PAGE,
    "object": PAGE,
    "timer": PAGE,
    "timer_text": PAGE,
    "promise": PAGE,
    "extracted": PAGE,
    "short_stack": PAGE,
    "store_long": PAGE,
    "attribute": PAGE,
    "written": PAGE,
    "module": PAGE,
    "javascript": PAGE,
    "srcdoc": PAGE,
    "blob": PAGE,
    "fresh": PAGE,
    "frame": "inline:first/frame.html",
    "popup": "inline:first/popup.html",
    "external": "first/writer.js",
    "evaluated": "first/writer.js",
    "function": "first/writer.js",
    "listener": "first/writer.js",
    "imported": "first/imported.js",
    "third": "third/third.js",
    "vendor": "vendor/vendor.js",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def seen(module_look, site):
    """Everything seen on the page with every way to write."""
    return await module_look(site.address("first", "/scripts"))


def short(url, site):
    return url.replace("http://", "").replace(f".localhost:{site.port}", "")


async def test_every_write_is_seen_once_with_its_author(seen, site):
    """Twenty-five ways for a script to enter a page."""
    writes = [event for event in seen if isinstance(event, ScriptCookie) and event.op == "set"]
    written = {event.name: short(event.author, site) for event in writes if event.name != "store"}
    assert written == AUTHORS
    assert len(writes) == len(AUTHORS) + 1


async def test_what_the_planted_script_saw_is_what_the_browser_kept(seen):
    """Two instruments that know nothing of each other."""
    (jar,) = (event for event in seen if isinstance(event, Jar))
    kept = {cookie.name for cookie in jar.cookies} - {"pixel"}
    # A document with a blob: address has no cookies: the write is told, and came to nothing.
    assert kept == AUTHORS.keys() - {"refused", "blob"}


async def test_a_deletion_is_told_as_one(seen):
    """By whatever means the script deletes."""
    deletions = {
        (event.name, event.api) for event in seen if isinstance(event, ScriptCookie) and event.op == "delete"
    }
    assert deletions == {("gone", "document.cookie"), ("store", "cookieStore")}


async def test_the_header_keeps_what_was_asked_and_loses_the_value(seen):
    """The jar caps lifetimes; only the write says what was asked."""
    headers = {event.name: event.header for event in seen if isinstance(event, ScriptCookie)}
    assert headers["refused"] == "refused=…; Domain=elsewhere.test"
    assert headers["store_long"].startswith("store_long=…; Path=/; Expires=")
    assert headers["store_long"].endswith(" GMT; SameSite=lax")


async def test_the_stack_names_each_call(seen, site):
    """Nearest first."""
    stacks = {event.name: event.stack for event in seen if isinstance(event, ScriptCookie)}
    assert stacks["timer"][0].startswith("later@http://first.localhost")
    assert short(stacks["listener"][0], site) == "loaded@first/writer.js:4:62"


async def test_writes_to_storage_have_their_author(seen, site):
    """But for the assignment to a property, whose author the browser does not say."""
    writes = {
        (event.area, event.name): short(event.author, site)
        for event in seen
        if isinstance(event, StorageWrite)
    }
    # A worker may run before there is a session with it: then only the snapshot shows what it made.
    for made in [made for made in writes if made[1].startswith("of_") and made[0] != "session-storage"]:
        assert writes.pop(made).partition(".js")[0].startswith(("first/worker", "blob:first/"))
    assert writes == {
        ("local-storage", "by_call"): "first/writer.js",
        ("local-storage", "by_property"): "",
        ("session-storage", "of_session"): "first/writer.js",
        ("indexeddb", "base"): "first/writer.js",
        ("cache", "store"): "first/writer.js",
    }


async def test_a_write_to_storage_is_told_once(seen):
    """The call and the browser's own event are the same write."""
    writes = [(event.area, event.name) for event in seen if isinstance(event, StorageWrite)]
    assert len(writes) == len(set(writes))


async def test_a_page_cannot_see_how_it_is_watched(look, site):
    """No name is left behind, and the wrapped functions look as they did."""
    asked = {}

    async def ask(instruments):
        asked.update(
            await instruments.watch.page.evaluate(
                """() => ({
                  names: Object.getOwnPropertyNames(globalThis).filter(name => /^_[0-9a-f]{16}$/.test(name)),
                  setter: Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').set.toString(),
                  setItem: Storage.prototype.setItem.name + Storage.prototype.setItem.length,
                })"""
            )
        )

    await look(site.address("first", "/scripts"), then=ask)
    assert asked["names"] == []
    assert "[native code]" in asked["setter"]
    assert asked["setItem"] == "setItem2"


async def test_a_page_that_breaks_what_scripts_rely_on_is_seen_all_the_same(look, site):
    """The planted script took what it needs before the page could change it."""
    events = await look(site.address("first", "/hostile"))
    written = {event.name for event in events if isinstance(event, ScriptCookie)}
    assert written == {"after", "thrown"}
    assert not [event for event in events if event.kind == "failed"]
