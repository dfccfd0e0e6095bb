"""One lie causes a small, exact set of failures; many lies cause the union of theirs; the truth causes none."""

import pytest
from tests.fakes.audited_site import LIES, audit, charter
from tests.fakes.tapes import SUFFIXES

from charte.core.judgement import Ruling, exit_code, judge
from charte.core.policy import FR_CNIL_2026

CAUSES = {
    "before": {("C01", "_st_<ID>", "none")},
    "after-refusal": {("C02", "_st_<ID>", "refused")},
    "undeclared": {("R01", "_track", "")},
    "outlives": {("R04", "_st_<ID>", "")},
    "stays": {("C03", "_st_<ID>", "withdrawn"), ("C04", "_st_<ID>", "withdrawn")},
    "unequal": {("B04", "refuse", "none"), ("B05", "refuse", "none")},
}


def judged(*lies):
    return judge(charter(), FR_CNIL_2026, audit(lies), SUFFIXES)


def test_a_true_site_has_no_failure():
    """Everything declared, nothing early, nothing left: the verdict is true."""
    judgement = judged()
    assert judgement.failures == ()
    assert judgement.verdict == "true"
    assert exit_code(judgement.verdict) == 0


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_causes_exactly_its_failures(lie):
    """No more and no less than what the lie makes untrue."""
    judgement = judged(lie)
    assert set(judgement.failures) == CAUSES[lie]
    assert judgement.verdict == "false"
    assert exit_code(judgement.verdict) == 1


def test_all_lies_together_cause_the_union():
    """Findings neither hide nor multiply each other."""
    failures = judged(*LIES).failures
    assert set(failures) == set().union(*CAUSES.values())
    assert len(failures) == len(set(failures))


def test_every_failure_says_how_to_mend_it_and_cites_its_evidence():
    """In both languages, by tape and event, as does every finding that is unknown for want of evidence."""
    for finding in judged(*LIES).findings:
        assert finding.what["en"]
        assert finding.what["fr"]
        if finding.ruling is Ruling.FAIL:
            assert finding.mend["en"]
            assert finding.mend["fr"]
            assert finding.evidence
            assert all(piece.tape and piece.events for piece in finding.evidence)
