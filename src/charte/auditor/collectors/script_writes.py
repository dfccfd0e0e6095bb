"""Who wrote what by script: a planted script wraps the setters and tells of each call with its stack."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from playwright.async_api import BrowserContext

from charte.auditor.activity import Activity
from charte.auditor.collectors.base import Collector
from charte.auditor.collectors.response_cookies import without_value
from charte.auditor.recorder import Recorder
from charte.auditor.stack import PLANT, author_of, read_stack
from charte.auditor.targets import Command, Params, Target
from charte.core.cookie import SetCookie, asked_lifetime, parse_set_cookie
from charte.core.observation import ScriptCookie, StorageWrite

Written = tuple[str, str, str, str]  # area, origin, key, hash of the value


class ScriptWrites(Collector):
    """`told` counts the storage writes whose author is known, for those who see the same writes without one."""

    name = "script-writes"

    def __init__(self, recorder: Recorder, activity: Activity) -> None:
        super().__init__(recorder)
        self.told: Counter[Written] = Counter()
        self._activity = activity
        self._binding = f"_{secrets.token_hex(8)}"  # a page must not guess it
        self._wake = f"_{secrets.token_hex(8)}"
        self._plant = (
            (files("charte.auditor.collectors") / "plant.js")
            .read_text(encoding="utf-8")
            .replace("BINDING", self._binding)
            .replace("WAKE", self._wake)
            .replace("PLANT", PLANT)
        )

    async def before(self, context: BrowserContext) -> None:
        await context.add_init_script(self._plant)

    def target(self, target: Target) -> tuple[Command, ...]:
        target.on("Runtime.bindingCalled", self._called)
        commands = [("Runtime.enable", {}), ("Runtime.addBinding", {"name": self._binding})]
        if target.kind == "page":
            # A popup runs before it has a session; what its planted script could not say, it says now.
            commands.append(("Runtime.evaluate", {"expression": f"dispatchEvent(new Event('{self._wake}'))"}))
        elif target.kind != "iframe":
            commands.append(("Runtime.evaluate", {"expression": self._plant}))
        return tuple(commands)

    def _called(self, event: Params) -> None:
        if event["name"] != self._binding:
            return
        record = json.loads(event["payload"])
        if record["what"] == "timer":
            self._activity.expect(record["delay"] / 1000)
            return
        if record["what"] == "cookie":
            self._cookie(record)
        else:
            self._storage(record)
        self._activity.touch()

    def _cookie(self, record: dict[str, Any]) -> None:
        cookie = parse_set_cookie(record["header"])
        stack = read_stack(record["stack"])
        self.recorder.write(
            ScriptCookie,
            api=record["api"],
            op="delete" if _deletes(cookie) else "set",
            name=cookie.name if cookie else record["header"].partition("=")[0].strip(),
            header=without_value(record["header"]),
            value=self.recorder.values(cookie.value if cookie else ""),
            frame=record["frame"],
            author=author_of(stack, record["born"], record["frame"]),
            stack=tuple(map(str, stack)),
        )

    def _storage(self, record: dict[str, Any]) -> None:
        stack = read_stack(record["stack"])
        value = self.recorder.values(record["value"]) if "value" in record else None
        if value is not None:
            self.told[record["area"], record["origin"], record["name"], value.hash] += 1
        self.recorder.write(
            StorageWrite,
            area=record["area"],
            origin=record["origin"],
            name=record["name"],
            value=value,
            author=author_of(stack, record["born"], record["frame"]),
            stack=tuple(map(str, stack)),
        )


def _deletes(cookie: SetCookie | None) -> bool:
    asked = asked_lifetime(cookie, datetime.now(UTC)) if cookie else None
    return asked is not None and not asked
