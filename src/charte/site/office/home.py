"""The first page, what needs a person today; and the overview of one site."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from charte.core.charter import Charter, Status, review
from charte.core.policy import POLICIES
from charte.site.accounts.access import Right, me, needs, signed_in, sites_of
from charte.site.audits.reports import last_report
from charte.site.charters import published
from charte.site.charters.pages import language_for
from charte.site.consents.counting import by_purpose, since, total
from charte.site.language import language_of
from charte.site.office.tasks import tasks_of
from charte.site.page import page

DAYS = 30
_STATES = ("true", "false", "unknown", "never")


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What needs a person, then every site; `?q=` and `?state=` filter the sites."""
    open_to_me = sites_of(me(request), published.sites())
    rows = [row for site in open_to_me if (row := _row(site))]
    now = timezone.now()
    tasks = [task for row in rows for task in tasks_of(row["charter"], row["audit"], now)]
    query, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    shown = [row for row in rows if _matches(row, query, state)]
    context = {
        "tasks": tasks,
        "rows": shown,
        "any_sites": bool(rows),
        "may_see_all": not published.sites() or bool(open_to_me),
        "query": query,
        "state": state,
        "states": _STATES,
        "page_name": "office",
    }
    return page(request, "office/home", context)


@require_safe
@needs(Right.READ)
def site(request: HttpRequest, site: str) -> HttpResponse:
    """What the charter says in short, who chose what, what the last audit found."""
    charter = charter_or_404(site)
    counts = since(published.ledger().counts(site), timezone.now().date(), DAYS)
    context = {
        **site_context(charter, "overview"),
        "trackers": _alive(charter),
        "titles": titles(charter, request),
        "tallies": by_purpose(counts),
        "choices": total(counts),
        "audit": last_report(site),
        "review": review(charter, POLICIES[charter.site.policy]),
        "log": published.ledger().key,
    }
    return page(request, "office/site", context)


def charter_or_404(site: str) -> Charter:
    charter = published.current(site)
    if charter is None:
        raise Http404
    return charter


def site_context(charter: Charter, tab: str) -> dict[str, Any]:
    """What every page of one site shows above its content."""
    return {"charter": charter, "site": charter.site, "tab": tab, "page_name": f"office-{tab}"}


def titles(charter: Charter, request: HttpRequest) -> dict[str, str]:
    """The purposes' titles in the reader's language, by key."""
    language = language_for(charter, language_of(request))
    return {purpose.key: purpose.title.get(language, purpose.key) for purpose in charter.purposes}


def _row(site: str) -> dict[str, Any] | None:
    charter = published.current(site)
    if charter is None:
        return None
    counts = since(published.ledger().counts(site), timezone.now().date(), DAYS)
    audit = last_report(site)
    return {
        "charter": charter,
        "site": charter.site,
        "trackers": _alive(charter),
        "choices": total(counts),
        "audit": audit,
        "state": audit.verdict if audit else "never",
    }


def _matches(row: dict[str, Any], query: str, state: str) -> bool:
    words = f"{row['site'].key} {row['site'].name} {' '.join(row['site'].hosts)}".casefold()
    return query.casefold() in words and (not state or row["state"] == state)


def _alive(charter: Charter) -> int:
    return sum(tracker.status is not Status.RETIRED for tracker in charter.trackers)
