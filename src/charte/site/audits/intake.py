"""Brings a report in: its shape is checked, the ledger logs it, and the back office lists it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from charte.core.canonical import canonical_bytes
from charte.core.entry import LogKind
from charte.core.errors import VisitorError
from charte.ledger.port import Ledger
from charte.look import LANGUAGES
from charte.site.audits.models import Report, Verdict
from charte.site.audits.reports import shown

_VERSION = 1
_FINDINGS = ("fail", "pass", "unknown", "not-applicable")
_MEND = "Send the report.json that charte audit wrote, unchanged."


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """The report as it is listed, and whether it is new here."""

    report: Report
    new: bool


def bring_in(ledger: Ledger, site: str, document: Any, at: datetime) -> BroughtIn:
    """Takes in the report of an audit of `site`; the same one twice is once.

    Raises `VisitorError` for what is no report of version 1, or is about another site.
    """
    document = checked(site, document)
    content = _content(document)
    published = ledger.publish(site, LogKind.REPORT, content, at=at)
    # The ledger first: what is listed here is proven there. If this fails, sending again mends it.
    report, new = Report.objects.get_or_create(
        site=site,
        digest=published.digest,
        defaults={
            "at": _moment(document["at"]),
            "url": document["url"],
            "charter": document.get("charter") or "",
            "verdict": document["verdict"],
            "failures": _count(document, "fail"),
            "unknowns": _count(document, "unknown"),
            "received_at": at,
        },
    )
    return BroughtIn(report, new)


def checked(site: str, document: Any) -> Mapping[str, Any]:
    """The document, if it is a report of version 1 about this site. Raises `VisitorError`."""
    if not isinstance(document, Mapping) or document.get("report") != _VERSION:
        raise _no_report("it does not say report: 1")
    for key in ("charte", "at", "url", "policy", "verdict"):
        if not isinstance(document.get(key), str) or not document[key]:
            raise _no_report(f"{key} is no text")
    for key in ("states", "sightings", "hosts", "findings"):
        if not isinstance(document.get(key), list):
            raise _no_report(f"{key} is no list")
    if document["verdict"] not in Verdict.values:
        raise _no_report(f"there is no verdict {document['verdict']!r}")
    if urlsplit(document["url"]).scheme not in ("http", "https"):
        raise _no_report("url is no address of the web")
    if not isinstance(document.get("charter"), str | None):
        raise _no_report("charter is no digest")
    _moment(document["at"])
    for finding in document["findings"]:
        if not isinstance(finding, Mapping) or finding.get("verdict") not in _FINDINGS:
            raise _no_report("a finding has no verdict")
    _check_shown(document)
    if document.get("site") not in (site, None, ""):
        raise VisitorError(
            f"This report is about the site {document['site']}, not about {site}.",
            "Send it to its own site, or audit with the charter of this one.",
            status=422,
        )
    return document


def _check_shown(document: Mapping[str, Any]) -> None:
    """Everything that a reader will need is there, each in its shape: the report can be shown."""
    try:
        shown(dict(document), LANGUAGES[0])
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise _no_report(f"it cannot be shown ({type(error).__name__}: {error})") from None


def _content(document: Mapping[str, Any]) -> bytes:
    try:
        return canonical_bytes(document)
    except ValueError as error:
        raise _no_report(str(error).rstrip(".")) from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _no_report(f"{text!r} is no moment") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _count(document: Mapping[str, Any], verdict: str) -> int:
    return sum(finding["verdict"] == verdict for finding in document["findings"])


def _no_report(why: str) -> VisitorError:
    return VisitorError(f"This is no audit report of version 1: {why}.", _MEND, status=422)
