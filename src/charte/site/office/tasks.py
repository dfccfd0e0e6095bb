"""What needs a person today: one list over all sites, what is worst first, each with where to go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from charte.core.charter import Charter, Status, review
from charte.core.duration import Duration
from charte.core.policy import POLICIES, Policy
from charte.site.audits.models import Report, Verdict

AUDIT_AGE = timedelta(days=30)  # rules.md R18


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do about a site. `kind` names its sentence, `action` what its link says, `to` its page."""

    kind: str
    site: str
    name: str
    action: str
    to: str
    n: int = 1
    anchor: str = ""


def tasks_of(charter: Charter, last: Report | None, now: datetime) -> Iterator[Task]:
    """What a site's charter and its last audit leave to do."""
    policy = POLICIES[charter.site.policy]
    yield from _about_the_audit(charter, last, now)
    if open_points := len(review(charter, policy)):
        yield _task(charter, "review", "see_review", "office-site", n=open_points, anchor="review")
    yield from _about_age(charter, policy, now.date())


def _about_the_audit(charter: Charter, last: Report | None, now: datetime) -> Iterator[Task]:
    if last is None:
        yield _task(charter, "never", "how_audit", "office-audits")
        return
    if last.verdict != Verdict.TRUE:
        yield _task(charter, last.verdict, "see_report", "office-audits")
    if last.charter and last.charter != charter.digest:
        yield _task(charter, "behind", "how_audit", "office-audits")
    elif now - last.at > AUDIT_AGE:
        yield _task(charter, "old", "how_audit", "office-audits")


def _about_age(charter: Charter, policy: Policy, today: date) -> Iterator[Task]:
    """Assessments and reviews are good for the policy's term (rules R10 and R18)."""
    term = policy.assessment_life
    assessed = [purpose.assessment.date for purpose in charter.purposes if purpose.assessment]
    if any(_older(day, term, today) for day in assessed):
        yield _task(charter, "assessment", "see_charter", "office-site")
    alive = [tracker for tracker in charter.trackers if tracker.status is not Status.RETIRED]
    stale = [each for each in alive if each.reviewed_at and _older(each.reviewed_at, term, today)]
    if stale:
        yield _task(charter, "reviewed", "see_charter", "office-site", n=len(stale))


def _older(day: date, term: Duration, today: date) -> bool:
    return term.after(datetime(day.year, day.month, day.day)).date() < today  # noqa: DTZ001 (days alone)


def _task(charter: Charter, kind: str, action: str, to: str, *, n: int = 1, anchor: str = "") -> Task:
    return Task(kind, charter.site.key, charter.site.name, action, to, n, anchor)
