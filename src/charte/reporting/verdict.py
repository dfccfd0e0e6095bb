"""The verdict in one sentence, and the findings in the order in which a person acts on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charte.reporting.words import Words

Finding = Mapping[str, Any]
BADGES = {"true": "pass", "false": "fail", "unknown": "unknown"}


def sentence(report: Mapping[str, Any], words: Words) -> str:
    """True, not true with how many failures, or why it cannot be told."""
    verdict, counts = report["verdict"], report["counts"]
    bare = "" if report["charter"] else "_bare"
    if verdict == "true":
        return words(f"verdict_true{bare}")
    if verdict == "false":
        blocking = words.counted("blocking_of_them", counts["blocking"])
        return words.counted(f"verdict_false{bare}", counts["fail"], blocking=blocking)
    unproven = [state["state"] for state in report["states"] if not state["proven"]]
    if len({state["state"] for state in report["states"]}) < len(_ALL):
        return words("verdict_unknown_missing")
    if unproven:
        states = words.listed(words(f"quoted_{state}") for state in dict.fromkeys(unproven))
        return words("verdict_unknown_state", states=states)
    return words("verdict_unknown_rule")


def failures(report: Mapping[str, Any]) -> list[Finding]:
    return [finding for finding in report["findings"] if finding["verdict"] == "fail"]


def open_questions(report: Mapping[str, Any]) -> list[Finding]:
    return [finding for finding in report["findings"] if finding["verdict"] == "unknown"]


def by_severity(findings: list[Finding]) -> list[tuple[int, list[Finding]]]:
    """Blocking first; within one severity the order of the report."""
    severities = sorted({finding["severity"] for finding in findings}, reverse=True)
    return [
        (severity, [finding for finding in findings if finding["severity"] == severity])
        for severity in severities
    ]


def anchor(report: Mapping[str, Any], finding: Finding) -> str:
    """The finding's own place in the page, by its number in the report."""
    return f"f{report['findings'].index(finding) + 1}"


_ALL = ("none", "refused", "accepted", "withdrawn")
