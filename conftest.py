"""Every code block of README and docs is a test: Python is run, shell commands are run in a folder of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from tests.fakes.platform import free_port

ROOT = Path(__file__).parent
DEMO = ("charte.toml", "policy.html")
DEMO_ADDRESS = "http://demo.localhost:8702"
_SECONDS = 120


def run_shell(example: Example) -> str | None:
    """Runs a block line by line with the project's own commands; `make` targets are only looked up, for each has
    a story of its own."""
    folder = example.namespace["folder"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for line in filter(None, (line.partition("  #")[0].strip() for line in example.parsed.splitlines())):
        words = (
            f"make --dry-run {line[5:]}" if line.startswith("make ") else example.namespace["demo"].of(line)
        )
        done = subprocess.run(
            ["bash", "-euc", words],
            cwd=ROOT if line.startswith("make ") else folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        if done.returncode:
            return f"{line!r} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return None


class Demo:
    """The demo that a document's commands speak of, started when the first of them needs it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "build" / "demo"
        self._running: subprocess.Popen[str] | None = None
        self._port = 0

    def of(self, line: str) -> str:
        """The command with the port on which the demo answers here."""
        if DEMO_ADDRESS not in line:
            return line
        if self._running is None:
            self._start()
        return line.replace(DEMO_ADDRESS, f"http://demo.localhost:{self._port}")

    def _start(self) -> None:
        self._port, platform = free_port(), free_port()
        words = ["-m", "demo.start", "--folder", self._folder, "--port", platform, "--demo-port", self._port]
        self._running = subprocess.Popen(
            [sys.executable, *map(str, words)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert self._running.stdout is not None
        assert any("Audit it:" in said for said in self._running.stdout), "the demo does not start"

    def end(self) -> None:
        if self._running is not None:
            self._running.terminate()
            self._running.communicate(timeout=_SECONDS)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """The site that a document puts the gate around."""


def set_up(namespace: dict[str, Any]) -> None:
    """Each document has a folder like a checkout, with the demo's files, which is where its commands run; a site's own
    register lies there too."""
    folder = Path(tempfile.mkdtemp(prefix="charte-docs-"))
    (folder / "demo").mkdir()
    for name in DEMO:
        shutil.copy(ROOT / "demo" / name, folder / "demo")
    shutil.copy(folder / "demo" / "charte.toml", folder)
    namespace.update(folder=folder, before=Path.cwd(), demo=Demo(folder), app=application)
    os.chdir(folder)


def tear_down(namespace: dict[str, Any]) -> None:
    namespace["demo"].end()
    os.chdir(namespace["before"])
    shutil.rmtree(namespace["folder"])


_documents = Sybil(
    parsers=[PythonCodeBlockParser(), CodeBlockParser("sh", run_shell), SkipParser()],
    patterns=["README.md", "docs/*.md", "docs/recipes/*.md"],
    setup=set_up,
    teardown=tear_down,
)
pytest_collect_file = _documents.pytest()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The blocks of one document follow each other: one worker runs them, in order."""
    for item in items:
        if item.path.suffix == ".md":
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
