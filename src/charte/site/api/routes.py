"""The operations of the API. Types in, OpenAPI document out (django-ninja)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Status
from ninja.errors import AuthenticationError, HttpError, ValidationError

from charte import __version__
from charte.core.charter import Charter
from charte.core.errors import VisitorError
from charte.site.accounts.access import Right
from charte.site.api.callers import Caller, by_session, by_token, caller_of
from charte.site.api.faults import told
from charte.site.api.shapes import (
    AuditIn,
    AuditOut,
    CountOut,
    ErrorOut,
    ReportOut,
    SiteOut,
    TrackerOut,
    VersionOut,
)
from charte.site.audits.intake import bring_in
from charte.site.audits.models import Report
from charte.site.audits.reports import document_of, last_report, report_of, reports_of
from charte.site.charters import published

_FAULTS = {401: ErrorOut, 403: ErrorOut, 404: ErrorOut, 422: ErrorOut}

api = NinjaAPI(
    title="Charte",
    version="1",
    description=f"Sites, trackers, audits and counts of choices. Charte {__version__}.",
    auth=[by_token, by_session],
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)


@api.get("/sites", response={200: list[SiteOut], **_FAULTS}, summary="The sites open to the caller")
def sites(request: HttpRequest) -> Any:
    return [
        SiteOut.of(_charter(site), last_report(site)) for site in caller_of(request).sites(published.sites())
    ]


@api.get("/sites/{site}", response={200: SiteOut, **_FAULTS}, summary="One site")
def site(request: HttpRequest, site: str) -> Any:
    charter = _open(request, site)
    return SiteOut.of(charter, last_report(site))


@api.get(
    "/sites/{site}/trackers", response={200: list[TrackerOut], **_FAULTS}, summary="What its charter declares"
)
def trackers(request: HttpRequest, site: str) -> Any:
    charter = _open(request, site)
    return [
        TrackerOut.of(charter, service, each) for service in charter.services for each in service.trackers
    ]


@api.get(
    "/sites/{site}/versions",
    response={200: list[VersionOut], **_FAULTS},
    summary="The versions of its charter",
)
def versions(request: HttpRequest, site: str) -> Any:
    _open(request, site)
    return [VersionOut.of(each) for each in published.versions(site)]


@api.get(
    "/sites/{site}/counts",
    response={200: list[CountOut], **_FAULTS},
    summary="Its choices, by day and purpose",
)
def counts(request: HttpRequest, site: str) -> Any:
    _open(request, site)
    return [CountOut.of(each) for each in published.ledger().counts(site)]


@api.get(
    "/sites/{site}/audits", response={200: list[AuditOut], **_FAULTS}, summary="Its audits, the latest first"
)
def audits(request: HttpRequest, site: str) -> Any:
    _open(request, site)
    return [AuditOut.of(each) for each in reports_of(site)]


@api.get(
    "/sites/{site}/audits/{digest}", response={200: ReportOut, **_FAULTS}, summary="One audit with its report"
)
def audit(request: HttpRequest, site: str, digest: str) -> Any:
    _open(request, site)
    found = report_of(site, digest.removeprefix("sha256:"))
    if found is None:
        raise _nothing("audit", digest)
    return ReportOut(**_listed(found), report=document_of(found))


@api.post(
    "/sites/{site}/audits",
    response={200: AuditOut, 201: AuditOut, **_FAULTS},
    summary="Bring a report in; the same report twice does nothing",
)
def bring_audit(request: HttpRequest, site: str, body: AuditIn) -> Any:
    _open(request, site, Right.BRING)
    brought = bring_in(published.ledger(), site, body.report, timezone.now().replace(microsecond=0))
    return Status(201 if brought.new else 200, AuditOut.of(brought.report))


def _charter(site: str) -> Charter:
    charter = published.current(site)
    if charter is None:
        raise _nothing("site", site)
    return charter


def _open(request: HttpRequest, site: str, right: Right = Right.READ) -> Charter:
    """The charter of a site on which the caller has this right. Who has none learns nothing of it."""
    caller: Caller = caller_of(request)
    rights = caller.rights(site)
    if Right.READ not in rights:
        raise _nothing("site", site)
    charter = _charter(site)
    if right not in rights:
        raise VisitorError(
            "This role may not bring audits in.", "Use a token of an owner or a DPO of the site.", status=403
        )
    return charter


def _listed(report: Report) -> dict[str, Any]:
    return AuditOut.of(report).dict()


def _nothing(what: str, key: str) -> VisitorError:
    return VisitorError(
        f"There is no {what} {key} here.", "GET /api/v1/sites lists what is open to you.", status=404
    )


@api.exception_handler(VisitorError)
def _visitor(request: HttpRequest, error: Any) -> HttpResponse:
    return told(error.what, error.mend, error.status)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: Any) -> HttpResponse:
    mend = "Send Authorization: Bearer TOKEN; the back office makes tokens. With a session, send X-CSRFToken too."
    return told("The caller is not known here.", mend, 401)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    places = ["/".join(map(str, each["loc"])) + ": " + each["msg"] for each in error.errors]
    return told(f"The request does not fit: {'; '.join(places)}.", "See /api/v1/openapi.json.", 422)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: Any) -> HttpResponse:
    return told(f"{str(error).rstrip('.')}.", "See /api/v1/openapi.json.", error.status_code)
