"""The visit counter: pages and new visitors by day, without consent (exemption E7), open to objection.

It reads one cookie, its own, and nothing else of the request: no address, no user agent, no parameter. The cookie
holds the month of the first visit, the same for all who first came in that month, and is never written again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from charte.core.duration import parse_duration
from charte.core.purpose import Purpose
from demo.web import Request, Response

COOKIE, PURPOSE = "visites", "audience_exempt"
LIFE = 390 * 86_400  # seconds: less than 13 months, whichever they are


@dataclass(slots=True)
class Visits:
    """Counts by day, kept as long as the charter says."""

    pages: Counter[date] = field(default_factory=Counter)
    visitors: Counter[date] = field(default_factory=Counter)

    def count(self, request: Request, response: Response, today: date) -> None:
        """Counts one page, unless the visitor objects; gives the cookie to who does not have it."""
        if request.consent is None or not request.consent.permits(PURPOSE):
            return
        self.pages[today] += 1
        if COOKIE not in request.cookies:
            self.visitors[today] += 1
            response.cookies.append(
                f"{COOKIE}={today:%Y-%m}; Path=/; Max-Age={LIFE}; Secure; HttpOnly; SameSite=Lax"
            )

    def purge(self, purpose: Purpose, today: date) -> None:
        """Forgets the days that are older than the purpose's data may be kept."""
        kept = purpose.data_retention or parse_duration("P25M")
        for counts in (self.pages, self.visitors):
            for day in [day for day in counts if _ended(day, kept.months, today)]:
                del counts[day]


def _ended(day: date, months: int, today: date) -> bool:
    return (today.year - day.year) * 12 + today.month - day.month > months
