"""The back office: what needs a person, the sites table, versions compared, choices counted, audits read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from tests.fakes.ledgers import drafts, publish
from tests.fakes.registers import CONSENT, PURPOSES
from tests.site.conftest import AT

from charte.core.charter import read
from charte.site.audits.intake import bring_in
from charte.site.audits.models import Report
from charte.site.office.tasks import tasks_of

BACK = "/back/sites/rivebelle/"


def page(platform, address: str = "/back/", name: str = "dora", language: str = "en") -> str:
    return platform.client(name, language=language).get(address).content.decode()


def audited(platform, report: dict, at: datetime | None = None) -> Report:
    """Brings a report in, as made at this moment and about the charter in force."""
    digest = platform.ledger.charter("rivebelle")[1]
    moment = (at or timezone.now()).strftime("%Y-%m-%dT%H:%M:%SZ")
    document = {**report, "charter": digest, "at": moment}
    return bring_in(platform.ledger, "rivebelle", document, AT).report


def test_the_first_page_opens_on_what_needs_a_person(platform, reports):
    """A site without an audit is the first thing to do; once audited and true, nothing waits."""
    assert "<h1>One thing needs you today</h1>" in page(platform)
    assert "Rivebelle en données has never been audited." in page(platform)
    audited(platform, reports["true"])
    calm = page(platform)
    assert "<h1>Nothing needs you today</h1>" in calm
    assert "Every charter is published, audited and kept." in calm


def test_an_audit_that_found_differences_asks_for_a_person(platform, reports):
    """The task leads to the audits, where the report is."""
    audited(platform, reports["false"])
    text = page(platform)
    assert "The last audit of Rivebelle en données found differences." in text
    assert f'href="{BACK}audits/"' in text


@pytest.mark.parametrize(
    ("age", "charter", "kind"),
    [(timedelta(days=29), "", None), (timedelta(days=31), "", "old"), (timedelta(), "sha256:0", "behind")],
)
def test_an_audit_ages_and_falls_behind(platform, age: timedelta, charter: str, kind: str | None):
    """After 30 days, or when the charter has changed since, an audit says no more than it did."""
    now = datetime(2026, 11, 25, tzinfo=UTC)
    report = Report(verdict="true", at=now - age, charter=charter or platform.rivebelle.digest)
    assert [task.kind for task in tasks_of(platform.rivebelle, report, now)] == ([kind] if kind else [])


@pytest.mark.parametrize(("year", "kinds"), [(2027, []), (2028, ["assessment", "reviewed"])])
def test_assessments_and_reviews_are_good_for_a_year(platform, year: int, kinds: list[str]):
    """The platform's own charter was assessed and reviewed in November 2026."""
    own = read(platform.ledger.charter("charte")[0].decode())
    now = datetime(year, 1, 5, tzinfo=UTC)
    report = Report(verdict="true", at=now, charter=own.digest)
    found = [task.kind for task in tasks_of(own, report, now)]
    assert [kind for kind in found if kind != "review"] == kinds


def test_what_a_charter_leaves_unsaid_is_listed(platform):
    """The platform's own charter names no data protection officer until a person does."""
    text = page(platform, "/back/sites/charte/", "alice")
    assert "No data protection officer is named." in text
    assert "The charter says all that is expected of it." in page(platform, BACK)


def test_filters_stand_in_the_address(platform, reports):
    """A filtered table can be kept as a bookmark and sent to a colleague."""
    audited(platform, reports["false"])
    for query, seen in (("?q=RIVE", True), ("?q=zz", False), ("?state=false", True), ("?state=true", False)):
        text = page(platform, f"/back/{query}")
        assert (f'class="row" href="{BACK}"' in text) == seen, query
    assert "No site matches this filter." in page(platform, "/back/?q=zz")
    assert 'value="false" selected' in page(platform, "/back/?state=false")


def test_every_figure_links_to_what_it_counts(platform):
    """Trackers lead to the charter's table, answers to the counts, the audit to the audits."""
    text = page(platform)
    for address in ("/en/rivebelle/#trackers", f"{BACK}choices/", f"{BACK}audits/", f"{BACK}versions/"):
        assert f'href="{address}"' in text


def test_two_versions_are_compared(platform):
    """What was added, removed and changed, and whether anybody is asked again."""
    purposes = {**PURPOSES, "media": CONSENT}
    publish(platform.ledger, AT + timedelta(days=1), version="1.1", purposes=purposes)
    text = page(platform, f"{BACK}versions/")
    assert "<h1>Two versions published</h1>" in text
    assert "From version 1.0 to version 1.1" in text
    assert "Added</span> purpose <code>media</code>" in text
    assert "visitors will be asked again" in text
    old, new = (each.digest.removeprefix("sha256:") for each in platform.ledger.versions("rivebelle"))
    back = page(platform, f"{BACK}versions/?from={new}&to={old}")
    assert "Removed</span> purpose <code>media</code>" in back
    assert "nobody will be asked again" in back
    assert "These two versions say the same." in page(platform, f"{BACK}versions/?from={old}&to={old}")


def test_one_version_says_when_there_will_be_something_to_compare(platform):
    """An empty state says the next step; an unknown digest is as good as none."""
    assert "Versions can be compared from the second one on." in page(platform, f"{BACK}versions/?from=zz")


def test_choices_are_counted_in_a_picture_and_a_table(platform):
    """By purpose and by day; one purpose narrows the days."""
    notice = platform.ledger.notice("rivebelle", "fr")[1]
    made = drafts(platform.rivebelle, notice, at=timezone.now().replace(microsecond=0))
    platform.ledger.record([next(made) for _ in range(10)])
    text = page(platform, f"{BACK}choices/")
    assert "<h1>30 answers recorded</h1>" in text
    assert "Title audience" in text
    assert 'class="solid"' in text
    assert '<td class="number">5</td><td class="number">25</td>' in text
    narrowed = page(platform, f"{BACK}choices/?purpose=audience")
    assert '<td class="number">5</td><td class="number">5</td>' in narrowed


def test_a_site_without_choices_says_why(platform):
    """Where choices are offered and none came, the relay is the thing to look at."""
    assert "Check that the site relays /_charte/" in page(platform, f"{BACK}choices/")


def test_audits_are_listed_and_each_report_is_shown(platform, reports):
    """The report is the very page that the audit wrote, fenced in by its own policy."""
    report = audited(platform, reports["false"])
    text = page(platform, f"{BACK}audits/", language="fr")
    assert "<h1>Un audit reçu</h1>" in text
    assert "Écarts constatés" in text
    assert "version en vigueur" in text
    address = f"{BACK}audits/{report.digest.removeprefix('sha256:')}"
    answer = platform.client("rita", language="fr").get(address)
    assert answer.content.decode().startswith("<!doctype html>")
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "script-src 'none'" in policy
    assert platform.client("rita").get(f"{BACK}audits/{'0' * 64}").status_code == 404
    assert platform.client("oscar").get(address).status_code == 404


def test_a_site_without_an_audit_says_how_to_make_one(platform):
    """The command stands ready to be copied."""
    text = page(platform, f"{BACK}audits/")
    assert (
        "charte audit http://demo.localhost/ --charter charte.toml --send http://charte.localhost:8700"
        in text
    )


def test_the_public_page_shows_the_last_audit(platform, reports):
    """A word, a shape and the day; an audit of an earlier charter says so."""
    audited(platform, reports["true"], datetime(2026, 11, 24, tzinfo=UTC))
    text = platform.client().get("/en/rivebelle/").content.decode()
    assert "Charter kept" in text
    assert "The audit of 24 November 2026 found what the charter declares" in text
    publish(platform.ledger, AT + timedelta(days=1), version="1.1")
    assert "about an earlier version" in platform.client().get("/en/rivebelle/").content.decode()


def test_nothing_behind_the_door_stays_in_a_cache(platform):
    """Back office and API answers are private and kept nowhere."""
    client = platform.client("dora")
    for address in ("/back/", BACK, "/api/v1/sites"):
        assert client.get(address)["Cache-Control"] == "private, no-store"
