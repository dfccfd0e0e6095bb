"""What a context is busy with: open requests, pages that still load, and when something last happened."""

from __future__ import annotations

import asyncio
import time

from charte.auditor.patience import PATIENCE

# A request of these kinds may stay open for as long as the page lives, and says nothing about its loading.
_ENDLESS = frozenset({"eventsource", "websocket", "media"})


class Activity:
    """Told of everything that happens; `settle` asks it whether it is over."""

    def __init__(self, timers: float = PATIENCE.timers) -> None:
        self.last = time.monotonic()
        self.due = 0.0  # when the last timer that counts will have fired
        self._timers = timers
        self._began = self.last
        self._open: dict[str, tuple[str, str]] = {}  # request id -> target id, address
        self._loading: set[str] = set()  # target ids
        self._changed = asyncio.Event()

    def touch(self) -> None:
        """Something happened that may lead to more."""
        self.last = time.monotonic()
        self._changed.set()

    def begin(self) -> None:
        """Something was done to the page: from now on counts what it leads to."""
        self._began = time.monotonic()
        self.due = 0.0
        self.touch()

    def expect(self, seconds: float) -> None:
        """A timer of the page will fire after so long, and may lead to more. One that fires late after the beginning
        does not count: a page that looks again and again would never rest."""
        due = time.monotonic() + seconds
        if due <= self._began + self._timers:
            self.due = max(self.due, due)

    def opened(self, request: str, target: str, url: str, kind: str) -> None:
        if kind not in _ENDLESS:
            self._open[request] = (target, url)
        self.touch()

    def closed(self, request: str) -> None:
        if self._open.pop(request, None) is not None:
            self.touch()

    def closed_url(self, url: str) -> None:
        """The request to this address is over, whichever it was."""
        for request in [request for request, (_, opened) in self._open.items() if opened == url]:
            self.closed(request)

    def is_open(self, request: str) -> bool:
        return request in self._open

    def loading(self, target: str) -> None:
        """A page begins to load another document: what the one before was waiting for no longer counts."""
        self._open = {request: entry for request, entry in self._open.items() if entry[0] != target}
        self._loading.add(target)
        self.begin()

    def loaded(self, target: str) -> None:
        self._loading.discard(target)
        self.touch()

    def gone(self, target: str) -> None:
        """A page ended in the middle: nothing that it waited for counts."""
        self.loading(target)
        self.loaded(target)

    @property
    def busy(self) -> str:
        """What is not over, as the end of a sentence; empty when nothing is."""
        if self._open:
            urls = [url for _, url in self._open.values()]
            more = f" and {len(urls) - 1} more" if len(urls) > 1 else ""
            return f"a request to {urls[0]}{more} had no end"
        return "the page had not finished loading" if self._loading else ""

    async def change(self, seconds: float) -> None:
        """Returns when something happens, or after these seconds."""
        self._changed.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            pass
