"""The same promises for a ledger in memory and one in SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from charte.ledger.memory import memory_ledger
from charte.ledger.port import Ledger
from charte.ledger.sqlite import open_ledger

MAKERS: dict[str, Callable[[Path], Ledger]] = {
    "memory": lambda folder: memory_ledger(),
    "sqlite": open_ledger,
}


@pytest.fixture(params=list(MAKERS))
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger of each kind."""
    made = MAKERS[request.param](tmp_path / "data")
    yield made
    made.close()
