"""How many choices a second the collector records durably: `python -m benchmarks.ledger_choices [SECONDS]`.

Prints one line of JSON. The collector runs in this process behind its ASGI door, on SQLite with synchronous FULL;
64 visitors each send the next choice when they have the receipt of the last. No HTTP server is in between.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.fakes.ledgers import BUILD, body, publish

from charte.collector import Collector
from charte.core.charter import Charter
from charte.ledger.sqlite import open_ledger

VISITORS = 64
PATH = "/_charte/rivebelle/choices"
_HEADERS = [
    (b"host", b"demo.localhost"),
    (b"content-type", b"application/json"),
    (b"cookie", b"_aud=1; seen=2"),
]


async def choose(app: Any, content: bytes) -> bytes:
    """One choice through the door; the body of its answer."""
    answer = bytearray()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message.get("status", 201) != 201:
            raise RuntimeError(f"The collector answered {message['status']}.")
        answer.extend(message.get("body", b""))

    await app({"type": "http", "method": "POST", "path": PATH, "headers": _HEADERS}, receive, send)
    return bytes(answer)


async def visit(
    app: Any, bodies: Iterator[bytes], until: float, waits: list[float], notes: set[bytes]
) -> None:
    """One visitor: choice after choice until the time is over."""
    while (start := time.perf_counter()) < until:
        answer = await choose(app, next(bodies))
        waits.append(time.perf_counter() - start)
        notes.add(answer.partition(b'"checkpoint"')[2])


def bodies_of(charter: Charter, notice: str) -> Iterator[bytes]:
    """Choices that differ by their key, at next to no cost."""
    before, after = body(charter, notice, b"k" * 16).split("a2tra2tra2tra2tra2traw")
    while True:
        key = urlsafe_b64encode(os.urandom(16)).decode().rstrip("=")
        yield f"{before}{key}{after}".encode()


async def measure(folder: Path, seconds: float) -> dict[str, Any]:
    """Runs the load and says what came of it."""
    ledger = open_ledger(folder)
    charter = publish(ledger)
    notice = ledger.notice("rivebelle", "fr")
    assert notice
    app = Collector(ledger, build=BUILD)
    waits: list[float] = []
    notes: set[bytes] = set()
    bodies = bodies_of(charter, notice[1])
    start, spent = time.perf_counter(), time.process_time()
    await asyncio.gather(*(visit(app, bodies, start + seconds, waits, notes) for _ in range(VISITORS)))
    took, spent = time.perf_counter() - start, time.process_time() - spent
    app.close()
    size = ledger.size
    ledger.close()
    assert size == len(waits) + 5
    return {
        "name": "ledger.choices",
        "value": round(len(waits) / took),
        "unit": "choices/s",
        "p50_ms": round(statistics.median(waits) * 1000, 1),
        "p99_ms": round(statistics.quantiles(waits, n=100)[98] * 1000, 1),
        "cpu_us_each": round(spent / len(waits) * 1e6),
        "commits": len(notes),
        "rows": size,
        "conditions": f"{VISITORS} visitors, SQLite WAL, synchronous FULL, receipts in the answers, no HTTP server",
    }


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(measure(Path(folder) / "data", seconds))))


if __name__ == "__main__":
    main()
