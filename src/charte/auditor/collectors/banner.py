"""What asks for a choice on each page: its controls as drawn, its text, the boxes already ticked, the way back."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from playwright.async_api import Page

from charte.auditor.apart import evaluate_apart
from charte.auditor.charte_banner import BANNER, CONTROL, OPEN
from charte.auditor.collectors.base import Collector
from charte.auditor.recorder import Recorder
from charte.auditor.targets import Target
from charte.core.observation import Banner, Box, Control, Viewport, WithdrawLink

_FIRST_LAYER = ("accept", "refuse", "customise")


class BannerMeasure(Collector):
    """`seen` tells whether the page visited last asked for a choice; None where that is not known."""

    name = "banner"

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(recorder)
        self.seen: bool | None = None
        selectors = {
            "banner": BANNER,
            "open": OPEN,
            "controls": {name: CONTROL.format(name) for name in _FIRST_LAYER},
        }
        script = (files("charte.auditor.collectors") / "banner.js").read_text(encoding="utf-8")
        self._measure = f"{script.rstrip()}({json.dumps(selectors)})"

    async def settled(self, page: Page, target: Target) -> None:
        self.seen = None
        found = await evaluate_apart(target, self._measure)
        self.seen = found["seen"]
        self.recorder.write(Banner, **_fields(found))


def _fields(found: dict[str, Any]) -> dict[str, Any]:
    return {
        **found,
        "viewport": Viewport(**found["viewport"]),
        "controls": {
            name: Control(**{**control, "box": Box(**control["box"])})
            for name, control in found["controls"].items()
        },
        "box": Box(**found["box"]) if found["box"] else None,
        "boxes_ticked": tuple(found["boxes_ticked"]),
        "withdraw_link": WithdrawLink(**found["withdraw_link"]),
    }
