"""The reports that a site has: the last one, all of them, and one as a document."""

from __future__ import annotations

import json
from typing import Any

from charte.reporting.html import render
from charte.site.audits.models import Report
from charte.site.charters import published


def last_report(site: str) -> Report | None:
    """The audit made last."""
    return Report.objects.filter(site=site).first()


def reports_of(site: str) -> list[Report]:
    """Every audit of the site, the latest first."""
    return list(Report.objects.filter(site=site))


def report_of(site: str, digest: str) -> Report | None:
    """The report that a digest (64 hex digits) names on this site."""
    return Report.objects.filter(site=site, digest=f"sha256:{digest}").first()


def document_of(report: Report) -> dict[str, Any]:
    """The whole report (docs/formats.md, 7)."""
    content = published.ledger().content(report.digest)
    document: dict[str, Any] = json.loads(content or b"{}")
    return document


def shown(document: dict[str, Any], language: str) -> str:
    """The report as a page. Its screenshots stay where the audit was made."""
    states = [{**state, "pictures": []} for state in document["states"]]
    return render({**document, "states": states}, language)
