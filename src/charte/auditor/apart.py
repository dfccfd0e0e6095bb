"""Runs our own script beside the page: in a world of its own, where the page can neither see nor change it."""

from __future__ import annotations

from typing import Any

from charte.auditor.targets import Target
from charte.core.errors import OwnFault

_WORLD = "charte"


async def evaluate_apart(target: Target, expression: str) -> Any:
    """The JSON value of `expression` in the page's main frame. Raises OwnFault when our script threw."""
    world = await target.send("Page.createIsolatedWorld", {"frameId": target.id, "worldName": _WORLD})
    answer = await target.send(
        "Runtime.evaluate",
        {"expression": expression, "contextId": world["executionContextId"], "returnByValue": True},
    )
    if "exceptionDetails" in answer:
        thrown = answer["exceptionDetails"]
        raise OwnFault(thrown.get("exception", {}).get("description", thrown.get("text", "a script failed")))
    return answer["result"].get("value")
