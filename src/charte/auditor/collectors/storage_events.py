"""Writes to local and session storage that no function call betrays (`localStorage.key = value`).

The browser tells of every write to storage, without saying who wrote; those whose author the planted script has
told already are left out here.
"""

from __future__ import annotations

from collections import Counter

from charte.auditor.activity import Activity
from charte.auditor.collectors.base import Collector
from charte.auditor.collectors.script_writes import Written
from charte.auditor.recorder import Recorder
from charte.auditor.targets import Command, Params, Target
from charte.core.observation import StorageWrite


class StorageEvents(Collector):
    name = "storage-events"

    def __init__(self, recorder: Recorder, activity: Activity, told: Counter[Written]) -> None:
        super().__init__(recorder)
        self._activity = activity
        self._told = told

    def target(self, target: Target) -> tuple[Command, ...]:
        if target.kind not in ("page", "iframe"):
            return ()  # workers have no such storage
        target.on("DOMStorage.domStorageItemAdded", self._written)
        target.on("DOMStorage.domStorageItemUpdated", self._written)
        return (("DOMStorage.enable", {}),)

    def _written(self, event: Params) -> None:
        place = event["storageId"]
        area = "local-storage" if place["isLocalStorage"] else "session-storage"
        origin = origin_of(place.get("storageKey") or place["securityOrigin"])
        value = self.recorder.values(event["newValue"])
        written = (area, origin, event["key"], value.hash)
        if self._told[written] > 0:
            self._told[written] -= 1
            return
        self.recorder.write(StorageWrite, area=area, origin=origin, name=event["key"], value=value)
        self._activity.touch()


def origin_of(storage_key: str) -> str:
    """The origin in a storage key, whose other parts (after `^`) keep third parties apart."""
    return storage_key.partition("^")[0].rstrip("/")
