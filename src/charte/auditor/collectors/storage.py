"""Every storage key of every origin that a phase showed, at the phase's end.

The browser tells of an origin's storage only while one of its frames is there: what an origin held when a page was
left is remembered until the phase ends.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Error, Page

from charte.auditor.collectors.base import Collector
from charte.auditor.collectors.storage_events import origin_of
from charte.auditor.recorder import Recorder
from charte.auditor.targets import Command, Params, Target
from charte.core.observation import Storage, StorageKey


class StorageSnapshot(Collector):
    name = "storage"

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(recorder)
        self._scopes: dict[str, str] = {}  # registration of a service worker -> its scope
        self._seen: dict[str, list[StorageKey]] = {}  # storage key of the browser -> what is under it

    def target(self, target: Target) -> tuple[Command, ...]:
        if target.kind != "page":
            return ()
        target.on("ServiceWorker.workerRegistrationUpdated", self._registered)
        return (("ServiceWorker.enable", {}),)

    async def settled(self, page: Page, target: Target) -> None:
        tree = (await target.send("Page.getFrameTree", {}))["frameTree"]
        frames = await asyncio.gather(*(_key(target, frame) for frame in _frames(tree)))
        places = sorted({key for key in frames if key})
        found = await asyncio.gather(*(self._keys(target, place) for place in places))
        self._seen.update(zip(places, found, strict=True))

    async def collect(self, page: Page, target: Target) -> None:
        await self.settled(page, target)
        keys = {key for some in self._seen.values() for key in some}
        self._seen.clear()
        keys |= {StorageKey("service-worker", _origin(scope), scope, None) for scope in self._scopes.values()}
        ordered = sorted(keys, key=lambda key: (key.origin, key.area, key.name))
        self.recorder.write(Storage, keys=tuple(ordered))

    async def _keys(self, target: Target, place: str) -> list[StorageKey]:
        """Everything under one storage key of the browser."""
        origin = origin_of(place)
        local, session, databases, caches = await asyncio.gather(
            _items(target, place, local=True),
            _items(target, place, local=False),
            target.send("IndexedDB.requestDatabaseNames", {"storageKey": place}),
            target.send("CacheStorage.requestCacheNames", {"storageKey": place}),
        )
        values = self.recorder.values
        return [
            *(StorageKey("local-storage", origin, name, values(value)) for name, value in local),
            *(StorageKey("session-storage", origin, name, values(value)) for name, value in session),
            *(StorageKey("indexeddb", origin, name, None) for name in databases["databaseNames"]),
            *(StorageKey("cache", origin, cache["cacheName"], None) for cache in caches["caches"]),
        ]

    def _registered(self, event: Params) -> None:
        for registration in event["registrations"]:
            if registration["isDeleted"]:
                self._scopes.pop(registration["registrationId"], None)
            else:
                self._scopes[registration["registrationId"]] = registration["scopeURL"]


def _frames(tree: Params) -> Iterator[str]:
    """The ids of a frame tree's frames that have an origin of their own."""
    if tree["frame"].get("securityOrigin", "").startswith("http"):
        yield tree["frame"]["id"]
    for child in tree.get("childFrames", []):
        yield from _frames(child)


async def _key(target: Target, frame: str) -> str | None:
    """The storage key of a frame; None when it is gone, or sandboxed away from every storage."""
    try:
        answer = await target.send("Storage.getStorageKey", {"frameId": frame})
    except Error:
        return None
    key: str = answer["storageKey"]
    return key if key.startswith("http") else None


async def _items(target: Target, place: str, *, local: bool) -> list[list[Any]]:
    answer = await target.send(
        "DOMStorage.getDOMStorageItems", {"storageId": {"storageKey": place, "isLocalStorage": local}}
    )
    items: list[list[Any]] = answer["entries"]
    return items


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
