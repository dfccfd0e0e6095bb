"""Each rule on tapes: an example that passes, one that fails, and one where nobody can tell."""

import pytest
from tests.core.judgement.examples import EXAMPLES
from tests.fakes.tapes import SUFFIXES

from charte.core.judgement import Ruling, judge, rules
from charte.core.policy import FR_CNIL_2026

NEVER_JUDGED = {"C06"}  # no tape shows a partial choice


def judged(audited):
    charter, tapes = audited
    return judge(charter, FR_CNIL_2026, tapes, SUFFIXES)


def rulings(judgement, code):
    return {finding.ruling for finding in judgement.findings if finding.rule.code == code}


def test_every_rule_has_its_examples():
    """A rule without a failing example might never fail."""
    assert {rule.data.code for rule in rules()} == EXAMPLES.keys() | NEVER_JUDGED


@pytest.mark.parametrize("code", EXAMPLES)
def test_what_passes_passes_whole(code):
    """The rule itself passes, and nothing else fails."""
    judgement = judged(EXAMPLES[code].passes())
    assert rulings(judgement, code) == {Ruling.PASS}
    assert judgement.failures == ()


@pytest.mark.parametrize("code", EXAMPLES)
def test_what_fails_fails_in_exactly_that(code):
    """The failing example's whole set of failures, with the rule's own among them."""
    example = EXAMPLES[code]
    judgement = judged(example.fails())
    assert set(judgement.failures) == example.because
    assert code in {rule for rule, _, _ in example.because}


@pytest.mark.parametrize("code", EXAMPLES)
def test_without_its_evidence_nobody_can_tell(code):
    """Neither a pass nor a failure: unknown, or not applicable where there is no charter to ask."""
    charter, tapes = EXAMPLES[code].blind()
    judgement = judged((charter, tapes))
    expected = Ruling.UNKNOWN if charter else Ruling.NOT_APPLICABLE
    assert rulings(judgement, code) == {expected}


def test_a_partial_choice_is_plainly_not_judged():
    """C06 says that it was not tried, where there are purposes to choose between."""
    finding = next(f for f in judged(EXAMPLES["C01"].passes()).findings if f.rule.code == "C06")
    assert finding.ruling is Ruling.NOT_APPLICABLE
    assert "not tried" in finding.what["en"]
