"""One audit report as the back office lists it; its document lives in the ledger, under its digest."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models


class Verdict(models.TextChoices):
    """Whether the site keeps its charter (docs/formats.md, 7)."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class Report(models.Model):
    """What a list shows of a report. `charter` is the digest that the audit followed, or empty."""

    site: models.Field[str, str] = models.CharField(max_length=64)
    digest: models.Field[str, str] = models.CharField(max_length=71)
    at: models.Field[datetime, datetime] = models.DateTimeField()
    url: models.Field[str, str] = models.CharField(max_length=2000)
    charter: models.Field[str, str] = models.CharField(max_length=71, blank=True)
    verdict: models.Field[str, str] = models.CharField(max_length=10, choices=Verdict.choices)
    failures: models.Field[Any, int] = models.PositiveIntegerField()
    unknowns: models.Field[Any, int] = models.PositiveIntegerField()
    received_at: models.Field[datetime, datetime] = models.DateTimeField()
    objects: ClassVar[models.Manager[Report]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["site", "digest"], name="a_report_comes_in_once")
        ]
