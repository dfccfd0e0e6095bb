"""What the API takes and gives, as types that the OpenAPI document is made from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Schema

from charte.core.charter import Charter, Service, Tracker, hosts_of
from charte.ledger.port import Count
from charte.site.audits.models import Report
from charte.site.charters.published import Version


class Told(Schema):
    """What happened, and how to mend it."""

    what: str
    mend: str


class ErrorOut(Schema):
    """Every error has this shape."""

    error: Told


class AuditOut(Schema):
    """An audit as it is listed. `digest` names its report; `charter` is the charter that it followed, or empty."""

    digest: str
    at: datetime
    url: str
    charter: str
    verdict: str
    failures: int
    unknowns: int

    @classmethod
    def of(cls, report: Report) -> AuditOut:
        return cls(
            digest=report.digest,
            at=report.at,
            url=report.url,
            charter=report.charter,
            verdict=report.verdict,
            failures=report.failures,
            unknowns=report.unknowns,
        )


class ReportOut(AuditOut):
    """An audit with its whole report (docs/formats.md, 7)."""

    report: dict[str, Any]


class AuditIn(Schema):
    """A report.json as `charte audit` writes it."""

    report: dict[str, Any]


class SiteOut(Schema):
    """A site and its charter in force."""

    key: str
    name: str
    hosts: list[str]
    languages: list[str]
    policy: str
    version: str
    date: date | None
    charter: str
    trackers: int
    asks: bool
    last_audit: AuditOut | None

    @classmethod
    def of(cls, charter: Charter, last: Report | None) -> SiteOut:
        site = charter.site
        return cls(
            key=site.key,
            name=site.name,
            hosts=list(site.hosts),
            languages=list(site.languages),
            policy=site.policy,
            version=charter.version,
            date=charter.date,
            charter=charter.digest,
            trackers=len(tuple(charter.trackers)),
            asks=charter.asks,
            last_audit=AuditOut.of(last) if last else None,
        )


class TrackerOut(Schema):
    """A tracker as the charter declares it; null where the charter does not say."""

    name: str
    kind: str
    hosts: list[str]
    path: str
    party: str | None
    lifetime: str | None
    refreshed: bool | None
    purposes: list[str]
    provider: str
    service: str
    recipients: list[str] | None
    status: str
    text: dict[str, str]

    @classmethod
    def of(cls, charter: Charter, service: Service, tracker: Tracker) -> TrackerOut:
        return cls(
            name=tracker.name,
            kind=str(tracker.kind),
            hosts=list(hosts_of(charter, tracker)),
            path=tracker.path,
            party=str(tracker.party) if tracker.party else None,
            lifetime=tracker.lifetime.text if tracker.lifetime else None,
            refreshed=tracker.refreshed,
            purposes=list(tracker.purposes),
            provider=service.provider,
            service=service.key,
            recipients=None if tracker.recipients is None else list(tracker.recipients),
            status=str(tracker.status),
            text=dict(tracker.text),
        )


class VersionOut(Schema):
    """A version of a charter, and when it was published here."""

    version: str
    date: date | None
    charter: str
    published: datetime
    live: bool

    @classmethod
    def of(cls, version: Version) -> VersionOut:
        charter = version.charter
        return cls(
            version=charter.version,
            date=charter.date,
            charter=charter.digest,
            published=version.at,
            live=version.live,
        )


class CountOut(Schema):
    """How often a purpose was answered on a day (UTC)."""

    day: date
    purpose: str
    yes: int
    no: int

    @classmethod
    def of(cls, count: Count) -> CountOut:
        return cls(day=count.day, purpose=count.purpose, yes=count.yes, no=count.no)
