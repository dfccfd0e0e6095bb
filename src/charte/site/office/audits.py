"""The audits of a site, and each report as the document it is."""

from __future__ import annotations

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from charte.core.charter import Charter
from charte.site.accounts.access import Right, needs
from charte.site.audits.reports import document_of, report_of, reports_of, shown
from charte.site.charters.addresses import origin_of
from charte.site.language import language_of
from charte.site.office.home import charter_or_404, site_context
from charte.site.own.filling import OWN_SITE
from charte.site.page import page

# A report is one file with its own style; it fetches nothing, runs nothing and sends nothing.
_REPORT_POLICY = {
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "script-src": [NONE],
    "connect-src": [NONE],
    "form-action": [NONE],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}


@require_safe
@needs(Right.READ)
def audits(request: HttpRequest, site: str) -> HttpResponse:
    """All audits of the site, and how to make one."""
    charter = charter_or_404(site)
    context = {
        **site_context(charter, "audits"),
        "reports": reports_of(site),
        "address": settings.CHARTE_URL,
        "start": start_of(charter),
    }
    return page(request, "office/audits", context)


@csp_replace(_REPORT_POLICY)
@require_safe
@needs(Right.READ)
def report(request: HttpRequest, site: str, digest: str) -> HttpResponse:
    """The report itself: the very page that `charte audit` writes."""
    found = report_of(site, digest)
    if found is None:
        raise Http404
    return HttpResponse(shown(document_of(found), language_of(request)))


def start_of(charter: Charter) -> str:
    """Where an audit of the site begins."""
    return f"{settings.CHARTE_URL if charter.site.key == OWN_SITE else origin_of(charter)}/"
