"""The report for a terminal: verdict, what to mend first, evidence, what cannot be told, what was seen.

Colour only when asked, and never alone: every line says in words and signs what it says in colour.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from charte.reporting.rows import STATES, Row, rows
from charte.reporting.verdict import BADGES, Finding, by_severity, failures, open_questions, sentence
from charte.reporting.visible import visible
from charte.reporting.words import Words

Report = Mapping[str, Any]
_SIGNS = {"pass": "✓", "fail": "✕", "unknown": "?", "not-applicable": "–"}
_COLOURS = {"pass": "32", "fail": "31", "unknown": "33"}
_PIECES = 2  # of evidence under one finding; the rest is in the report
_NARROWEST = 40
_NAME, _HEAD = 18, 3  # columns that a name needs; letters of a state where there is no room for more


def render(report: Report, language: str = "en", colour: bool = False, width: int = 80) -> str:
    """The report as lines of at most `width` columns (40 at least), ending in a line break.

    Raises `KeyError` for a language that Charte does not speak.
    """
    page = _Page(Words(language), colour, max(width, _NARROWEST))
    return "\n".join(page.lines(report)) + "\n"


class _Page:
    def __init__(self, words: Words, colour: bool, width: int) -> None:
        self.words = words
        self.colour = colour
        self.width = width

    def lines(self, report: Report) -> Iterator[str]:
        kind = BADGES[report["verdict"]]
        yield from self.wrapped(sentence(report, self.words), f"{_SIGNS[kind]} ", kind, bold=True)
        facts = [report["url"], self.words.moment(report["at"])]
        if report["version"]:
            facts.append(self.words("charter_version", version=report["version"]))
        yield from self.wrapped(" · ".join([*facts, self.words("policy", key=report["policy"])]), "  ")
        found = failures(report)
        for place, (severity, group) in enumerate(by_severity(found)):
            key = "mend_first" if place == 0 else "mend_then"
            yield from self.heading(self.words(key, severity=self.words(f"severity_{severity}")), len(group))
            for finding in group:
                yield from self.finding(finding)
        unknown = open_questions(report)
        if unknown:
            yield from self.heading(self.words("cannot_tell"), len(unknown))
            for finding in unknown:
                yield from self.finding(finding)
        yield from self.matrix(report)
        yield ""
        counts = report["counts"]
        yield from self.wrapped(
            self.words("terminal_rest", held=counts["pass"], spared=counts["not-applicable"]), ""
        )

    def heading(self, text: str, number: int) -> Iterator[str]:
        yield ""
        yield self.painted(f"{visible(text)} ({number})", "1")

    def finding(self, finding: Finding) -> Iterator[str]:
        kind = finding["verdict"]
        subject = visible(finding["subject"], 40)
        state = self.words(f"state_{finding['state']}") if finding["state"] else ""
        head = "  ".join(part for part in (f"{finding['rule']:<3}", subject, state) if part)
        yield self.painted(f"{_SIGNS[kind]} {head}"[: self.width], _COLOURS[kind])
        yield from self.wrapped(self.words.said(finding["what"]), "       ")
        if mend := self.words.said(finding["mend"]):
            yield from self.wrapped(f"{self.words('to_do')} {mend}", "       ")
        for piece in finding["evidence"][:_PIECES]:
            yield from self.wrapped(self.piece(piece), "       - ")
        if (more := len(finding["evidence"]) - _PIECES) > 0:
            yield from self.wrapped(self.words.counted("more_evidence", more), "       ")

    def piece(self, piece: Mapping[str, Any]) -> str:
        text = self.words.said(piece["text"])
        if piece["tape"]:
            events = ", ".join(map(str, piece["events"][:6])) + (", …" if len(piece["events"]) > 6 else "")
            where = (
                self.words.counted("tape_events", len(piece["events"]), tape=piece["tape"], events=events)
                if events
                else self.words("tape", tape=piece["tape"])
            )
            return f"{where}: {text}"
        return f"{self.words('charter_line', line=piece['line'])}: {text}" if piece["line"] else text

    def matrix(self, report: Report) -> Iterator[str]:
        """Trackers by state, in columns."""
        found = rows(report)
        if not found:
            return
        heads = [self.words(f"state_{state}") for state in STATES]
        if self.width - 2 - sum(len(head) + 2 for head in heads) < _NAME:
            heads = [head[:_HEAD] for head in heads]
        names = self.width - 2 - sum(len(head) + 2 for head in heads)
        names = min(names, max(len(visible(row.name)) for row in found) + 2)
        yield from self.heading(self.words("terminal_seen"), len(found))
        yield (" " * (2 + names) + "".join(f"  {head}" for head in heads))[: self.width]
        for row in found:
            name = visible(row.name, names - 2)
            cells = "".join(
                f"  {self.cell(row, state).center(len(head))}"
                for state, head in zip(STATES, heads, strict=True)
            )
            wrong = bool(row.broken) or self.stranger(row)
            line = f"{_SIGNS['fail'] if wrong else ' '} {name.ljust(names)}{cells}".rstrip()
            yield self.painted(line, _COLOURS["fail"]) if wrong else line
        yield from self.wrapped(self.words("terminal_key"), "  ")

    @staticmethod
    def stranger(row: Row) -> bool:
        return row.permitted is None and row.judged

    @staticmethod
    def cell(row: Row, state: str) -> str:
        seen = state in row.seen
        if row.permitted is None:
            return "●" if seen else ""
        if state in row.permitted:
            return "●" if seen else "○"
        return "✕" if seen else "–"

    def wrapped(self, text: str, lead: str, kind: str = "", *, bold: bool = False) -> Iterator[str]:
        """The text in lines of the width; the first begins with `lead`, the others are moved in as far."""
        code = ";".join(filter(None, ("1" if bold else "", _COLOURS.get(kind, ""))))
        for line in textwrap.wrap(
            visible(text, 1000),
            self.width,
            initial_indent=lead,
            subsequent_indent=" " * len(lead),
            break_long_words=True,
        ):
            yield self.painted(line, code) if code else line

    def painted(self, line: str, code: str) -> str:
        return f"\x1b[{code}m{line}\x1b[0m" if self.colour else line
