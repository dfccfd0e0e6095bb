"""The versions of a charter, and what changed between any two of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from charte.core.charter import Charter
from charte.core.charter.difference import difference
from charte.core.mark import purpose_mark
from charte.site.accounts.access import Right, needs
from charte.site.charters import published
from charte.site.charters.pages import language_for
from charte.site.language import language_of
from charte.site.office.home import charter_or_404, site_context
from charte.site.page import page


@require_safe
@needs(Right.READ)
def versions(request: HttpRequest, site: str) -> HttpResponse:
    """All versions; `?from=DIGEST&to=DIGEST` compares two. By default the last is compared with the one before."""
    charter = charter_or_404(site)
    known = published.versions(site)
    by_digest = {each.charter.digest.removeprefix("sha256:"): each.charter for each in known}
    new = by_digest.get(request.GET.get("to", ""), known[0].charter)
    old = by_digest.get(request.GET.get("from", ""), known[1].charter if len(known) > 1 else None)
    context = {
        **site_context(charter, "versions"),
        "versions": known,
        "spoken": language_for(charter, language_of(request)),
        "old": old,
        "new": new,
        "changes": difference(old, new) if old else (),
        "asks_again": asks_again(old, new) if old else False,
    }
    return page(request, "office/versions", context)


def asks_again(old: Charter, new: Charter) -> bool:
    """Whether visitors who chose under `old` are asked about something under `new`."""
    answered = {purpose_mark(old, purpose) for purpose in old.offered}
    return any(purpose_mark(new, purpose) not in answered for purpose in new.offered)
