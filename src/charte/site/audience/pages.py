"""What the platform counted, for anyone to see, with the self-assessment that the exemption rests on."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from charte.site.audience.models import PageViews
from charte.site.charters import published
from charte.site.consents.chart import Column, columns
from charte.site.own.filling import OWN_SITE
from charte.site.page import page

DAYS = 30


@require_safe
def audience(request: HttpRequest, language: str) -> HttpResponse:
    """The page views of the last thirty days, and why they need no consent."""
    today = timezone.now().date()
    first = today - timedelta(days=DAYS - 1)
    counted = PageViews.objects.filter(day__gte=first)
    by_day = dict(counted.values_list("day").annotate(Sum("views")))
    days = [first + timedelta(days=place) for place in range(DAYS)]
    charter = published.current(OWN_SITE)
    purpose = charter.purpose("audience") if charter else None
    context = {
        "total": sum(by_day.values()),
        "chart": columns([Column(day, by_day.get(day, 0)) for day in days]),
        "days": [(day, by_day[day]) for day in reversed(days) if day in by_day],
        "pages": counted.values_list("page").annotate(views=Sum("views")).order_by("-views", "page")[:20],
        "assessed": purpose.assessment.date if purpose and purpose.assessment else None,
    }
    return page(request, "audience/audience", context)
