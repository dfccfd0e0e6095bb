"""Judging as a whole: without a charter, by policy, in whatever order, on any day."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes.audited_site import LIES, audit, charter
from tests.fakes.tapes import SUFFIXES

from charte.core.charter import Kind
from charte.core.duration import parse_duration
from charte.core.judgement import Ruling, judge, rules
from charte.core.judgement.registry import rule
from charte.core.policy import FR_CNIL_2026
from charte.core.publication.report import report_document

TRUE, LYING = audit(), audit(LIES)
taped = cache(lambda lies: tuple(audit(lies)))  # tapes never change


def judged(tapes=TRUE, policy=FR_CNIL_2026, register=None):
    return judge(register or charter(), policy, tapes, SUFFIXES)


def test_without_a_charter_what_was_seen_is_still_told():
    """Sightings and hosts are there; rules that need a register are not applicable; the others rule."""
    judgement = judge(None, FR_CNIL_2026, LYING, SUFFIXES)
    assert {s.place.name for s in judgement.case.sightings if s.seen} >= {"_st_42", "_track", "st_uid"}
    assert {host.name for host in judgement.case.hosts} == {
        "demo.localhost", "stats.localhost", "video.localhost", "ads.localhost",
    }  # fmt: skip
    by_need = {(f.rule.register, f.ruling) for f in judgement.findings}
    assert (True, Ruling.NOT_APPLICABLE) in by_need
    assert not {ruling for register, ruling in by_need if register} - {Ruling.NOT_APPLICABLE}
    assert judgement.failures == (("B04", "refuse", "none"), ("B05", "refuse", "none"))


def test_without_a_charter_a_true_site_is_not_called_wrong():
    """Nothing that can be judged without one is."""
    assert judge(None, FR_CNIL_2026, TRUE, SUFFIXES).verdict == "true"


@pytest.mark.parametrize(
    ("change", "failures"),
    [
        ({"choice_life": parse_duration("P3M")}, {("R05", "cookies_preferences", "")}),
        ({"audience_life": parse_duration("P6M")}, {("R06", "_visits", "")}),
        ({"audience_retention": parse_duration("P1Y")}, {("R12", "visits", "")}),
        ({"assessment_life": parse_duration("P1M")}, {("R10", "visits", "")}),
        ({"contrast": 8.5}, {("B05", "accept", "none"), ("B05", "refuse", "none")}),
        ({"lifetime_tolerance": timedelta(days=-400)}, {
            ("R04", name, "") for name in ("cookies_preferences", "_visits", "_st_<ID>", "st_uid", "vid", "ad_id")
        } | {("R05", "cookies_preferences", ""), ("R06", "_visits", "")}),
    ],
)  # fmt: skip
def test_a_policy_is_data_that_changes_verdicts_and_nothing_else(change, failures):
    """What was seen, and what is declared and permitted, stays word for word the same."""
    before = report_document(judged())
    changed = judged(policy=replace(FR_CNIL_2026, **change))
    assert set(changed.failures) == failures
    after = report_document(changed)
    of_verdicts = {"verdict", "counts", "findings"}
    assert {key: value for key, value in after.items() if key not in of_verdicts} == {
        key: value for key, value in before.items() if key not in of_verdicts
    }


def test_the_policy_says_how_much_two_controls_may_differ():
    """With a tolerance wide enough the unequal button is equal."""
    lying = audit(["unequal"])
    assert ("B04", "refuse", "none") in judged(lying).failures
    lenient = replace(FR_CNIL_2026, size_tolerance=0.9)
    assert ("B04", "refuse", "none") not in judged(lying, lenient).failures


@settings(max_examples=24, deadline=None)
@given(lies=st.sets(st.sampled_from(LIES)), order=st.permutations(range(4)))
def test_judging_is_deterministic_and_the_order_of_the_tapes_does_not_matter(lies, order):
    """The same tapes give the same report, byte for byte."""
    tapes = taped(frozenset(lies))
    report = report_document(judged(tapes))
    assert report_document(judged([tapes[place] for place in order])) == report


@settings(max_examples=24, deadline=None)
@given(lies=st.sets(st.sampled_from(LIES)))
def test_the_failures_of_many_lies_are_the_union_of_each(lies):
    """Whichever of them are told together; one tracker that a lie left behind is the other's leftover too."""
    each = set().union(*(judged(taped(frozenset([lie]))).failures for lie in lies)) if lies else set()
    both = {"before", "stays"} <= lies
    left = {("C02", "_st_<ID>", "refused")} if both else set()
    assert set(judged(taped(frozenset(lies))).failures) == each | left


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(len(charter().services))))
def test_the_order_of_the_services_does_not_matter(order):
    """The charter's order is for its readers."""
    register = charter()
    shuffled = replace(register, services=tuple(register.services[place] for place in order))
    assert set(judged(LYING, register=shuffled).failures) == set(judged(LYING).failures)


def test_findings_come_by_severity_then_by_rule():
    """Who reads the first has the gravest."""
    orders = [(-f.rule.severity, f.rule.code) for f in judged(LYING).findings]
    assert orders == sorted(orders)


def test_a_rule_that_was_not_in_force_on_the_day_does_not_apply():
    """An old tape is judged by the law of its day."""
    old = audit(["unequal"], provenance={"started": "2024-06-01T08:00:00Z"})
    judgement = judged(old)
    (finding,) = [f for f in judgement.findings if f.rule.code == "B04"]
    assert finding.ruling is Ruling.NOT_APPLICABLE
    assert "in force" in finding.what["en"]


def test_an_unknown_blocking_rule_makes_the_verdict_unknown_and_a_lesser_one_does_not():
    """B06 is always unknown at one width, and the true site is true; a host that nobody declared blocks."""
    assert any(f.ruling is Ruling.UNKNOWN for f in judged().findings)
    assert judged().verdict == "true"
    stranger = audit(page=lambda browser: browser.request("http://fonts.elsewhere.example/f.woff2"))
    judgement = judged(stranger)
    assert judgement.failures == ()
    assert judgement.verdict == "unknown"
    unknown = {(f.rule.code, f.subject, f.state) for f in judgement.findings if f.ruling is Ruling.UNKNOWN}
    host = "fonts.elsewhere.example"
    assert {("C05", host, "none"), ("C05", host, "refused"), ("C04", host, "withdrawn")} <= unknown


def test_two_rules_never_share_a_code():
    """The registry refuses the second."""
    with pytest.raises(ValueError, match="two rules C01"):
        rule(
            code="C01",
            statement={},
            severity=1,
            grade="A",
            sources=(),
            jurisdiction="EU",
            valid_from=date(2026, 1, 1),
        )(lambda case: iter(()))


def test_every_rule_carries_its_law_and_its_days():
    """Statement in both languages, at least one source, whether it is confirmed, where and since when it holds."""
    for entered in rules():
        data = entered.data
        assert data.statement["en"].endswith(".")
        assert data.statement["fr"].endswith(".")
        assert data.sources
        assert data.severity in (1, 2, 3, 4)
        assert data.grade in ("A", "H", "D")
        assert data.jurisdiction in ("FR", "EU")
        assert data.valid_from < date(2026, 11, 25)
        assert entered.find.__doc__


def test_a_kind_has_a_place_in_every_sighting():
    """Storage keys are trackers like cookies: each keeps its kind."""
    tapes = audit(page=lambda browser: browser.store("indexeddb", "base"))
    kinds = {s.place.kind for s in judged(tapes).case.sightings}
    assert {Kind.COOKIE, Kind.PIXEL, Kind.INDEXEDDB} <= kinds
