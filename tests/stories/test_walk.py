"""One charter through the whole house: published, chosen by, enforced, proven, audited."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.stories.conftest import ROOT, Audit, Walk

LIES = json.loads((ROOT / "demo" / "lies.json").read_text("utf-8"))


def failures(report: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Rule, subject and state of everything that fails."""
    return {
        (found["rule"], found["subject"], found["state"])
        for found in report["findings"]
        if found["verdict"] == "fail"
    }


def unknown(report: dict[str, Any]) -> set[str]:
    return {found["rule"] for found in report["findings"] if found["verdict"] == "unknown"}


@pytest.fixture(scope="module")
def true_report(walk: Walk, audit: Audit) -> dict[str, Any]:
    code, report = audit(walk.true)
    assert code == 0, failures(report)
    return report


def test_the_true_site_keeps_its_charter(true_report: dict[str, Any]):
    """Nothing fails in any of the four states, and each of them was proven to be reached."""
    assert true_report["verdict"] == "true"
    assert failures(true_report) == set()
    assert [(state["state"], state["proven"]) for state in true_report["states"]] == [
        ("none", True), ("refused", True), ("accepted", True), ("withdrawn", True),
    ]  # fmt: skip


def test_the_instruments_prove_themselves_in_every_state(true_report: dict[str, Any]):
    """The self-test's page with known writes was seen whole, so that a clean report is no blind one."""
    for state in true_report["states"]:
        assert state["selftest"]["missed"] == []
        assert state["third_party_cookies"] == "allowed"


def test_every_lie_is_found_and_nothing_else(walk: Walk, audit: Audit):
    """The report of the lying site is the union of what each lie is known to cause, no more and no less."""
    code, report = audit(walk.lying)
    assert code == 1
    assert failures(report) == {tuple(found) for lie in LIES for found in lie["findings"]}


def test_no_lie_hides_another():
    """Each lie has a finding of its own, so that finding it is no accident of the others."""
    for lie in LIES:
        others = {tuple(found) for other in LIES if other is not lie for found in other["findings"]}
        assert {tuple(found) for found in lie["findings"]} - others, lie["lie"]


def test_with_its_scenario_the_audit_sees_every_declared_tracker(walk: Walk, audit: Audit):
    """Reading, answering, signing in, working, changing language, watching: nothing declared stays unseen."""
    code, report = audit(walk.true, "--scenario", ROOT / "demo" / "scenario.toml")
    assert code == 0, failures(report)
    assert "R02" not in unknown(report)
    assert {entry["name"] for entry in report["declared"] if entry["seen"]} == {
        entry["name"] for entry in report["declared"]
    }


def test_without_a_charter_the_audit_tells_what_it_saw(walk: Walk, audit: Audit):
    """Sightings and hosts are there; what needs a register is not applicable, and no clean bill is given."""
    _, report = audit(walk.lying, charter=None)
    assert {"ab_variante", "ad_uid"} <= {seen["name"] for seen in report["sightings"]}
    assert "pixel.reclamo.localhost" in {host["host"] for host in report["hosts"]}
    assert report["charter"] is None


def test_the_page_of_the_report_stands_alone(walk: Walk, tmp_path: Path):
    """report.html asks no server for anything, and tapes and pictures lie beside it."""
    done = walk.run("audit", walk.true, "--charter", walk.charter, "--out", tmp_path / "report")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "report" / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert 'src="http' not in page
    names = {path.name for path in (tmp_path / "report").iterdir()}
    assert {"none.tape", "refused.tape", "accepted.tape", "withdrawn.tape", "report.json"} <= names
