"""The whole house at work: a platform, the demo that keeps its charter and the one that lies, as `make demo` starts them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.fakes.platform import charte, free_port

ROOT = Path(__file__).parent.parent.parent
AGENT = {"CHARTE_DEMO_USER": "agent", "CHARTE_DEMO_PASSWORD": "la digue du nord en hiver"}
PATIENCE = 60.0  # seconds until a command that does not answer is given up


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker tells all stories: each of them keeps both cores busy."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("stories"))
            item.add_marker(pytest.mark.browser)


@dataclass
class Walk:
    """Where everything answers. `run` is a command of Charte to its end, with what it said."""

    folder: Path
    platform: str
    true: str
    lying: str

    @property
    def charter(self) -> Path:
        """The demo's charter, as it was published."""
        return self.folder / "charte.toml"

    @property
    def data(self) -> Path:
        """The platform's data folder."""
        return self.folder / "data"

    def run(self, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            charte(*words),
            env={**os.environ, **AGENT, **environment},
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )


Audit = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="session")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Platform and demo by `make demo`'s own script, and beside them the demo that lies."""
    folder = tmp_path_factory.mktemp("walk") / "demo"
    platform, true, lying = free_port(), free_port(), free_port()
    started = [
        sys.executable, "-m", "demo.start", "--folder", folder, "--port", platform, "--demo-port", true,
    ]  # fmt: skip
    liar = [
        sys.executable, "-m", "demo", "--lies", "--port", lying,
        "--platform", f"http://127.0.0.1:{platform}", "--charter", folder / "charte.toml",
    ]  # fmt: skip
    with (
        _running(started, "Audit it:", folder.parent / "start.log"),
        _running(liar, "Ctrl-C ends it.", folder.parent / "lies.log"),
    ):
        yield Walk(
            folder,
            f"http://charte.localhost:{platform}",
            f"http://demo.localhost:{true}",
            f"http://demo.localhost:{lying}",
        )


@pytest.fixture(scope="session")
def audit(walk: Walk, tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """Audits an address against the demo's charter: the exit code and the report."""

    def audit(url: str, *words: object, charter: Path | None = walk.charter) -> tuple[int, dict[str, Any]]:
        out = tmp_path_factory.mktemp("audit") / "report"
        held = ("--charter", charter) if charter else ()
        done = walk.run("audit", url, *held, "--out", out, *words)
        assert done.returncode in (0, 1, 3), done.stderr
        report: dict[str, Any] = json.loads((out / "report.json").read_text("utf-8"))
        return done.returncode, report

    return audit


class _running:
    """A process that has said `ready`; it is asked to end, and must, on leaving."""

    def __init__(self, command: list[object], ready: str, log: Path) -> None:
        self._command = [str(word) for word in command]
        self._ready = ready
        self._log = log

    def __enter__(self) -> None:
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env={**os.environ, **AGENT}, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + PATIENCE
        while self._ready not in self._said():
            assert self._process.poll() is None, self._said()
            assert time.monotonic() < deadline, self._said()
            time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait(PATIENCE)

    def _said(self) -> str:
        return self._log.read_text("utf-8")
