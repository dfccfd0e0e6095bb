"""What every test may ask for: the shared inputs; and a run in CI that skips nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("CHARTE_SHARED") or ROOT.parent / "shared")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared inputs (CHARTE_SHARED, by default beside the project)."""
    if not SHARED.is_dir():
        pytest.skip(f"There are no shared inputs at {SHARED}: name their folder in CHARTE_SHARED.")
    return SHARED


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a skipped test is a failed run: what is not tried is not true."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") and skipped and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"CI allows no skip; {len(skipped)} tests were skipped.", red=True)
