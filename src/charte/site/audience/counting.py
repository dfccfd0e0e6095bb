"""Adds one where a public page was sent to a reader who does not object. The gate knows who does."""

from __future__ import annotations

import logging
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from charte.core.duration import parse_duration
from charte.site.audience.models import PageViews
from charte.site.charters.visitor import AUDIENCE, permits

_PUBLIC = re.compile(r"/(?:fr|en)/(?P<page>[a-z0-9-]*)(?:/.*)?")
_KEPT = parse_duration("P25M")  # as the platform's charter declares; recommendation 2020-092, art. 5
_log = logging.getLogger("django.charte")


class CountPageViews:
    """Counts the pages of the front office by day and site, in every language and version alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        public = _PUBLIC.fullmatch(request.path_info)
        if public and request.method == "GET" and response.status_code == 200 and permits(request, AUDIENCE):
            try:
                count(f"/{public['page']}", timezone.now().date())
            except DatabaseError as error:  # a page is worth more than its number
                _log.error("A page view was not counted: %s", error)
        return response


def count(page: str, day: date) -> None:
    """One more view of this page on this day. On the first of a day, what has been kept long enough goes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO page_views (day, page, views) VALUES (%s, %s, 1) "
            "ON CONFLICT (day, page) DO UPDATE SET views = views + 1 RETURNING views",
            [day, page],
        )
        first = cursor.fetchone()[0] == 1
    if first:
        PageViews.objects.filter(day__lt=oldest(day)).delete()


def oldest(today: date) -> date:
    """The first day whose numbers may still be kept."""
    year, month = divmod(today.year * 12 + today.month - 1 - _KEPT.months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
