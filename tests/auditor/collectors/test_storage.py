"""Every storage key of every origin that a phase showed."""

import pytest

from charte.core.observation import Storage, StorageKey
from charte.tapes.values import Values

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
ONE = Values(b"a key of sixteen")("1")


def keys(events):
    """The keys of the last snapshot, by area and name."""
    *_, last = (event for event in events if isinstance(event, Storage))
    return {(key.area, key.name): key for key in last.keys}


async def test_every_area_is_read(look, site):
    """What workers and frames made, too."""
    found = keys(await look(site.address("first", "/scripts")))
    assert found.keys() == {
        ("local-storage", "by_call"),
        ("local-storage", "by_property"),
        ("session-storage", "of_session"),
        ("indexeddb", "base"),
        ("indexeddb", "of_worker"),
        ("indexeddb", "of_blob_worker"),
        ("cache", "store"),
        ("cache", "of_worker"),
    }


async def test_a_key_is_told_with_its_origin_and_what_remains_of_its_value(look, site):
    """Where only the key is read there is no value."""
    found = keys(await look(site.address("first", "/scripts")))
    origin = f"http://first.localhost:{site.port}"
    assert found["local-storage", "by_property"] == StorageKey("local-storage", origin, "by_property", ONE)
    assert found["indexeddb", "base"].value is None


async def test_a_frame_of_another_site_has_its_own_storage(look, site):
    """Its origin is named."""
    found = keys(await look(site.address("first", "/embedding")))
    assert found["local-storage", "of_third"].origin == f"http://third.localhost:{site.port}"


async def test_what_an_origin_held_when_it_was_left_is_remembered(look, site):
    """A scenario goes from page to page; the phase holds all of them."""
    found = keys(await look(site.address("third", "/storing"), site.address("first", "/")))
    assert found["local-storage", "of_third"].origin == f"http://third.localhost:{site.port}"


async def test_a_new_phase_remembers_nothing(look, site):
    """What is shown is what this phase's pages held."""

    async def another_phase(instruments):
        await instruments.watch.collect()

    events = await look(site.address("third", "/storing"), site.address("first", "/"), then=another_phase)
    assert keys(events) == {}


async def test_a_service_worker_is_a_key(look, site):
    """Named by its scope."""
    scope = site.address("first", "/")
    found = keys(await look(site.address("first", "/registering")))
    assert found["service-worker", scope].origin == f"http://first.localhost:{site.port}"
