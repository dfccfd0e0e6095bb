"""A picture of the page at the end of each phase, beside the tape."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from playwright.async_api import Page

from charte.auditor.collectors.base import Collector
from charte.auditor.recorder import Recorder
from charte.auditor.targets import Target
from charte.core.observation import Screenshot, State


class Screenshots(Collector):
    """Pictures go to `folder` as `STATE-PHASE.png`. The page before a choice is the same in every state: only
    the state in which nothing is chosen shows it."""

    name = "screenshots"

    def __init__(self, recorder: Recorder, folder: Path, state: State) -> None:
        super().__init__(recorder)
        self._folder = folder
        self._state = state

    async def collect(self, page: Page, target: Target) -> None:
        phase = self.recorder.phase
        if phase == "before" and self._state is not State.NONE:
            return
        # Through the session: Playwright's own waits for fonts and animation frames that no evidence needs.
        shot = await target.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
        picture = base64.b64decode(shot["data"])
        name = f"{self._state}-{phase}.png"
        (self._folder / name).write_bytes(picture)
        width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))  # PNG's IHDR
        self.recorder.write(
            Screenshot, file=name, sha256=hashlib.sha256(picture).hexdigest(), width=width, height=height
        )
