"""Counts of choices, by purpose and by day, as a picture with its table."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from charte.site.accounts.access import Right, needs
from charte.site.charters import published
from charte.site.consents.chart import Column, columns
from charte.site.consents.counting import Tally, by_day, by_purpose, total
from charte.site.office.home import DAYS, charter_or_404, site_context, titles
from charte.site.page import page


@require_safe
@needs(Right.READ)
def choices(request: HttpRequest, site: str) -> HttpResponse:
    """Every answer counted; `?purpose=` narrows the days to one purpose."""
    charter = charter_or_404(site)
    counts = published.ledger().counts(site)
    asked = request.GET.get("purpose", "")
    narrowed = [count for count in counts if not asked or count.purpose == asked]
    today = timezone.now().date()
    days = by_day(narrowed)
    shown = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    context = {
        **site_context(charter, "choices"),
        "total": total(counts),
        "purposes": by_purpose(counts),
        "titles": titles(charter, request),
        "days": days,
        "chart": columns(
            [Column(day, days.get(day, Tally()).yes, days.get(day, Tally()).no) for day in shown]
        ),
        "purpose": asked,
        "offers": bool(charter.offered),
    }
    return page(request, "office/choices", context)
