"""What a collector of evidence is: four moments, each of which may fail without harm to the others."""

from __future__ import annotations

from typing import ClassVar

from playwright.async_api import BrowserContext, Page

from charte.auditor.recorder import Recorder
from charte.auditor.targets import Command, Target


class Collector:
    """One kind of evidence in one context. A moment that raises is recorded as this collector's failure."""

    name: ClassVar[str] = ""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    async def before(self, context: BrowserContext) -> None:
        """Before any page exists."""

    def target(self, target: Target) -> tuple[Command, ...]:
        """A new page, frame or worker, before it runs: its events are to be subscribed here. Returns what it must
        be told before it runs (a paused worker answers only once it does, so nothing may wait for an answer)."""
        return ()

    async def settled(self, page: Page, target: Target) -> None:
        """A page was visited and has come to rest."""

    async def collect(self, page: Page, target: Target) -> None:
        """A phase ends: what is there now."""
