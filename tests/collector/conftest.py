"""A collector in memory with the small site's charter published, and a page that asks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import httpx
import pytest
from tests.fakes.asgi import Asking
from tests.fakes.ledgers import AT, BUILD, KEY, body, publish, randomness

from charte.collector import Collector
from charte.core.charter import Charter
from charte.ledger.memory import memory_ledger
from charte.ledger.port import Ledger

CHOICES = "/_charte/rivebelle/choices"


class Clock:
    """The collector's clock, which a test sets."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at


@dataclass
class House:
    """The whole of it."""

    ledger: Ledger
    charter: Charter
    notice: str
    collector: Collector
    clock: Clock
    ask: Asking

    async def choose(
        self, raw: bytes = b"k" * 16, /, *, headers: dict[str, str] | None = None, **changes: object
    ) -> httpx.Response:
        """Sends a choice as the client does, with these changes to its body."""
        named = {"content-type": "application/json", **(headers or {})}
        return await self.ask(
            "POST", CHOICES, content=body(self.charter, self.notice, raw, **changes), headers=named
        )


@pytest.fixture
def house() -> Iterator[House]:
    """A collector without a seal; its ledger holds a charter, two notices and the client build."""
    ledger, clock = memory_ledger(KEY), Clock()
    charter = publish(ledger)
    notice = ledger.notice("rivebelle", "fr")
    assert notice
    collector = Collector(ledger, now=clock, randomness=randomness(), build=BUILD)
    yield House(ledger, charter, notice[1], collector, clock, Asking(collector, host="demo.localhost:8702"))
    collector.close()


def refusal(response: httpx.Response, status: int) -> str:
    """The sentence of a refusal of this status, which is JSON that nobody keeps."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    assert "set-cookie" not in response.headers
    error = response.json()["error"]
    assert set(error) == {"what", "mend"}
    said: str = error["what"]
    assert said.endswith(".")
    return said
