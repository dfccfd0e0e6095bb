"""The findings as a person reads them: what is the case, how to mend it, and folded under each what proves it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charte.reporting.markup import Markup, join, tag
from charte.reporting.shapes import badge
from charte.reporting.verdict import Finding, anchor, by_severity, failures, open_questions
from charte.reporting.words import Words

Report = Mapping[str, Any]
_SHORT = 14  # failures that page one names; the rest it counts
_NUMBERS = 8  # of events told in one piece of evidence


def shortlist(report: Report, words: Words) -> Markup:
    """Each failure on one line, and what stays open: for who reads, or prints, no further."""
    found, asked = failures(report), open_questions(report)
    items = [
        tag(
            "li",
            tag("a", finding["rule"], href=f"#{anchor(report, finding)}", class_="code"),
            tag(
                "span",
                words.said(finding["what"]),
                tag("span", words(f"severity_{finding['severity']}"), class_="place"),
            ),
        )
        for finding in found[:_SHORT]
    ]
    if len(found) > _SHORT:
        items.append(tag("li", tag("a", words.counted("more_failures", len(found) - _SHORT), href="#mend")))
    if asked:
        items.append(tag("li", tag("a", words.counted("not_told", len(asked)), href="#not-told")))
    lead = None if found else tag("p", words(f"what_next_{report['verdict']}"), class_="lead")
    return join(lead, tag("ol", *items, class_="shortlist") if items else None)


def to_mend(report: Report, words: Words) -> Markup | None:
    """The failures, blocking ones first."""
    groups = by_severity(failures(report))
    if not groups:
        return None
    parts = []
    for place, (severity, found) in enumerate(groups):
        key = "mend_first" if place == 0 else "mend_then"
        title = words(key, severity=words(f"severity_{severity}"))
        parts.append(tag("h3", title, tag("span", str(len(found)), class_="count")))
        parts += [_article(report, finding, words) for finding in found]
    return tag("section", tag("h2", words.counted("to_mend", len(failures(report)))), *parts, id="mend")


def not_told(report: Report, words: Words) -> Markup | None:
    """What cannot be told, and what would have to be there."""
    found = open_questions(report)
    if not found:
        return None
    return tag(
        "section",
        tag("h2", words.counted("not_told", len(found))),
        tag("p", words("not_told_why"), class_="lead"),
        *(_article(report, finding, words) for finding in found),
        id="not-told",
    )


def rulebook(report: Report, words: Words) -> Markup:
    """The rules that hold and those that do not apply, one line each."""
    held = [finding for finding in report["findings"] if finding["verdict"] == "pass"]
    spared = [finding for finding in report["findings"] if finding["verdict"] == "not-applicable"]
    return tag(
        "section",
        tag("h2", words.counted("rules_held", len({finding["rule"] for finding in held}))),
        _list(report, held, words),
        *((tag("h3", words("rules_spared")), _list(report, spared, words, why=True)) if spared else ()),
        id="rules",
    )


def _list(report: Report, found: list[Finding], words: Words, *, why: bool = False) -> Markup:
    """One line for each rule, with the states in which it was judged."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in found:
        by_rule.setdefault(finding["rule"], []).append(finding)
    items = [
        tag(
            "li",
            badge(findings[0]["verdict"], 14),
            tag("span", code, class_="code"),
            tag(
                "span",
                words.said(report["rules"][code]["statement"]),
                *(tag("span", text, class_="place") for text in _where(findings, words)),
                tag("span", words.said(findings[0]["what"]), class_="place") if why else None,
            ),
        )
        for code, findings in by_rule.items()
    ]
    return tag("ul", *items, class_="rules")


def _where(findings: list[Finding], words: Words) -> list[str]:
    return [words(f"state_{finding['state']}") for finding in findings if finding["state"]]


def _article(report: Report, finding: Finding, words: Words) -> Markup:
    mend = words.said(finding["mend"])
    return tag(
        "article",
        tag(
            "h4",
            badge(finding["verdict"]),
            tag("span", words(f"verdict_word_{finding['verdict']}"), class_="word"),
            tag("span", finding["rule"], class_="code"),
            tag("bdi", finding["subject"], class_="name") if finding["subject"] else None,
            *(tag("span", text, class_="place") for text in _where([finding], words)),
        ),
        tag("p", words.said(finding["what"]), class_="what"),
        tag("p", tag("strong", words("to_do")), " ", mend, class_="mend") if mend else None,
        _folded(report, finding, words),
        class_=f"finding {finding['verdict']}",
        id=anchor(report, finding),
    )


def _folded(report: Report, finding: Finding, words: Words) -> Markup:
    """The evidence, the rule and the law, closed until somebody asks."""
    evidence = finding["evidence"]
    summary = words.counted("evidence", len(evidence)) if evidence else words("the_law")
    return tag(
        "details",
        tag("summary", summary),
        tag("ul", *(_piece(piece, words) for piece in evidence), class_="evidence") if evidence else None,
        tag(
            "p",
            tag("strong", words("rule")),
            " ",
            words.said(report["rules"][finding["rule"]]["statement"]),
            class_="statement",
        ),
        tag("ul", *(_source(source, words) for source in finding["basis"]), class_="law"),
    )


def _piece(piece: Mapping[str, Any], words: Words) -> Markup:
    tape, numbers = piece["tape"], piece["events"]
    if tape and numbers:
        more = f" (+{len(numbers) - _NUMBERS})" if len(numbers) > _NUMBERS else ""
        events = words.listed(map(str, numbers[:_NUMBERS])) + more
        where = words.counted("tape_events", len(numbers), tape=tape, events=events)
    elif tape:
        where = words("tape", tape=tape)
    else:
        where = words("charter_line", line=piece["line"]) if piece["line"] else words("the_audit")
    return tag("li", tag("span", where, class_="where"), tag("bdi", words.said(piece["text"])))


def _source(source: Mapping[str, Any], words: Words) -> Markup:
    return tag(
        "li",
        join(words.said(source["text"]), ", ", words.said(source["article"])),
        None if source["confirmed"] else tag("span", words("to_be_confirmed"), class_="unsure"),
    )
