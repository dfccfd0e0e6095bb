"""What a benchmark answers, and how whole commands are timed."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHARTE = ROOT / ".venv" / "bin" / "charte"
PYTHON = ROOT / ".venv" / "bin" / "python"


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure. `against` is what was measured beside it and `ratio` the value over that; `asked` is the most
    (with `least`, the least) that was asked for, in `unit`."""

    name: str
    value: float
    unit: str
    against: str
    ratio: float
    asked: float
    conditions: str
    least: bool = False

    @property
    def met(self) -> bool:
        return self.value >= self.asked if self.least else self.value <= self.asked


def median_seconds(run: Callable[[], object], times: int) -> float:
    """The median of so many runs, after one that warms the caches of the machine."""
    run()
    return statistics.median(seconds(run) for _ in range(times))


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def command(arguments: Sequence[str | Path], *, codes: tuple[int, ...] = (0,)) -> Callable[[], None]:
    """A whole process, start-up included. Raises `RuntimeError` with its words when it ends otherwise."""

    def run() -> None:
        done = subprocess.run([str(each) for each in arguments], capture_output=True, text=True, check=False)
        if done.returncode not in codes:
            raise RuntimeError(f"{arguments} ended with {done.returncode}: {done.stderr[-500:]}")

    return run
