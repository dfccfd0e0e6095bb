"""A number for each day and page: all that is known of who reads the platform."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models


class PageViews(models.Model):
    """How often a page was sent on a day (UTC), whoever asked for it."""

    day: models.Field[date, date] = models.DateField()
    page: models.Field[str, str] = models.CharField(max_length=120)
    views: models.Field[Any, int] = models.PositiveIntegerField(default=0)
    objects: ClassVar[models.Manager[PageViews]] = models.Manager()

    class Meta:
        db_table = "page_views"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["day", "page"], name="one_number_for_a_day_and_page")
        ]
