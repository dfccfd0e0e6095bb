"""The absence of evidence is never a pass: what was not seen, not proven or not tried is unknown, and says why."""

from dataclasses import replace

import pytest
from tests.fakes.audited_site import Site, audit, charter, journey
from tests.fakes.tapes import SELF_TESTED, SUFFIXES, FakeBrowser

from charte.auditor.selftest import EXPECTED
from charte.core.judgement import Ruling, exit_code, judge, rules
from charte.core.judgement.need import COLLECTORS, SELFTEST, Need, spoiled_by
from charte.core.observation import Jar, Phase, Proof, Selftest, State, Step, Tape, Visit
from charte.core.policy import FR_CNIL_2026

# The charter alone says that R09 does not apply: no tracker of this site has mixed purposes.
TRIED = [rule.data for rule in rules() if rule.data.code != "R09"]


def judged(tapes):
    return judge(charter(), FR_CNIL_2026, tapes, SUFFIXES)


def of(judgement, code, state=None):
    """The findings of a rule; of one state, where it is named."""
    return [f for f in judgement.findings if f.rule.code == code and state in (None, f.state)]


def why(findings):
    return " ".join(piece.text["en"] for finding in findings for piece in finding.evidence)


def with_state(state, change):
    """An audit whose tape of one state is changed."""
    return [change(tape) if tape.state is state else tape for tape in audit()]


def test_no_rule_passes_on_no_tape():
    """With nothing seen only what the charter says by itself can hold."""
    passed = {f.rule.code for f in judged([]).findings if f.ruling is Ruling.PASS}
    assert passed == {"R12"}


def test_no_rule_passes_on_empty_tapes():
    """Four tapes on which nothing happened prove nothing, though they are whole and self-tested."""
    tapes = [FakeBrowser(state).tape() for state in State]
    passed = {f.rule.code for f in judged(tapes).findings if f.ruling is Ruling.PASS}
    assert passed == {"R10", "R12"}  # declarations, judged by the charter and the day
    assert judged(tapes).verdict == "unknown"
    assert exit_code("unknown") == 3


def test_what_needs_tapes_needs_something_on_them():
    """A rule that reads states names what it reads there, or is about what Charte did itself."""
    for rule in rules():
        assert bool(rule.data.needs) == (bool(rule.data.states) and rule.data.code != "W02")


def test_a_state_that_was_not_proven_neither_passes_nor_fails():
    """The tracker seen after a refusal that nobody proves is no failure; the verdict is unknown."""

    def unproven(tape: Tape) -> Tape:
        doubt = {"proven": False, "why": "The site asks again on the next page."}
        return replace(
            tape, events=tuple(replace(e, **doubt) if isinstance(e, Proof) else e for e in tape.events)
        )

    tapes = [unproven(t) if t.state is State.REFUSED else t for t in audit(["after-refusal"])]
    judgement = judged(tapes)
    (finding,) = of(judgement, "C02", "refused")
    assert finding.ruling is Ruling.UNKNOWN
    assert "asks again" in why([finding])
    assert judgement.failures == ()
    assert judgement.verdict == "unknown"


def test_a_missing_state_is_named():
    """Without the tape of a state its rules are unknown, and so is the verdict."""
    judgement = judged([tape for tape in audit() if tape.state is not State.WITHDRAWN])
    assert "There is no tape of the state “withdrawn”." in why(of(judgement, "C03", "withdrawn"))
    assert judgement.verdict == "unknown"


def test_a_cut_tape_passes_nothing():
    """What came after the cut is not known; what stands before it still counts."""
    judgement = judged(with_state(State.REFUSED, lambda tape: replace(tape, complete=False)))
    assert {f.ruling for f in of(judgement, "C02", "refused")} == {Ruling.UNKNOWN}
    assert "cut before its end" in why(of(judgement, "C02", "refused"))
    assert {f.ruling for f in of(judgement, "C01", "none")} == {Ruling.PASS}


def test_a_failure_that_was_seen_stays_one_where_evidence_is_missing():
    """Both are said: what is wrong, and that there may be more."""
    tapes = [
        replace(tape, complete=False) if tape.state is State.REFUSED else tape
        for tape in audit(["after-refusal"])
    ]
    assert {f.ruling for f in of(judged(tapes), "C02", "refused")} == {Ruling.FAIL, Ruling.UNKNOWN}


@pytest.mark.parametrize("need", [need for need in Need if SELFTEST[need]])
def test_an_instrument_whose_self_test_missed_is_not_believed(need):
    """Each rule that needs it says which test missed."""
    missed = SELFTEST[need][0]
    seen = tuple(name for name in SELF_TESTED if name != missed)
    judgement = judged(audit(provenance={"selftest": Selftest(seen, SELF_TESTED)}))
    for data in TRIED:
        if need in data.needs:
            assert Ruling.PASS not in {f.ruling for f in of(judgement, data.code)}, data.code
            assert missed in why(of(judgement, data.code))


def test_a_tape_without_a_self_test_shows_no_instrument_at_work():
    """As one made from an archive: nothing passes that needs an instrument."""
    judgement = judged(audit(provenance={"selftest": Selftest((), ())}))
    assert {f.ruling for f in of(judgement, "C01", "none")} == {Ruling.UNKNOWN}


def test_the_judges_know_what_the_auditor_tests():
    """Every name that a need stands on is one that the self-test looks for, and none of its names is overlooked."""
    assert {name for names in SELFTEST.values() for name in names} == set(EXPECTED)


@pytest.mark.parametrize("collector", COLLECTORS)
def test_a_failed_collector_makes_unknown_what_it_should_have_seen(collector):
    """And nothing else: a picture that could not be taken changes no verdict."""

    def fails(browser):
        if browser.phase is Phase.BEFORE:
            browser.fail(collector, "it broke")

    judgement = judged(audit(page=fails))
    spoiled = {data.code for data in TRIED if data.needs & COLLECTORS[collector]}
    unknown = {
        f.rule.code for f in judgement.findings if f.ruling is Ruling.UNKNOWN and "it broke" in why([f])
    }
    assert unknown == spoiled


def test_a_failure_that_the_judges_do_not_know_spoils_everything():
    """A crashed page, a state that ran out of time: no need survives it."""
    assert spoiled_by("page") == spoiled_by("state") == frozenset(Need)


def test_a_step_of_the_scenario_that_failed_leaves_the_rest_unknown():
    """What the scenario would have shown was not seen."""
    tapes = audit(steps=lambda browser: browser.step("click", "text=Sign in", ok=False, why="Timeout"))
    assert isinstance(next(tapes[0].of(Step)), Step)
    assert "A step of the scenario failed (click text=Sign in): Timeout" in why(
        of(judged(tapes), "C01", "none")
    )


@pytest.mark.parametrize("status", [None, 404, 500])
def test_a_page_that_did_not_answer_as_asked_is_no_visit(status):
    """An error page says nothing about the site."""

    def answers(tape: Tape) -> Tape:
        return replace(
            tape, events=tuple(replace(e, status=status) if isinstance(e, Visit) else e for e in tape.events)
        )

    judgement = judged(with_state(State.NONE, answers))
    assert {f.ruling for f in of(judgement, "C01", "none")} == {Ruling.UNKNOWN}
    assert "No page answered" in why(of(judgement, "C01", "none"))


def test_a_phase_without_a_snapshot_of_the_jar_is_not_known():
    """The browser's own word on what it keeps is part of the evidence."""

    def without(tape: Tape) -> Tape:
        return replace(tape, events=tuple(e for e in tape.events if not isinstance(e, Jar)))

    judgement = judged(with_state(State.WITHDRAWN, without))
    assert "The tape does not show the cookie jar" in why(of(judgement, "C04", "withdrawn"))


@pytest.mark.parametrize("third", ["blocked", "unknown"])
def test_a_browser_that_blocks_third_party_cookies_sees_less(third):
    """What an ordinary browser would keep was not shown."""
    judgement = judged(audit(provenance={"third_party_cookies": third}))
    assert {f.ruling for f in of(judgement, "C02", "refused")} == {Ruling.UNKNOWN}
    assert third in why(of(judgement, "R01"))


def test_what_a_pass_rests_on_is_said():
    """The proof of the state and how much was looked at."""
    (finding,) = of(judged(audit()), "C02", "refused")
    (piece,) = finding.evidence
    browser = journey(State.REFUSED, Site())
    assert piece.tape == "refused"
    assert piece.events == (browser.events[-1].n,)
    assert "2 pages" not in piece.text["en"]
    assert "1 page" in piece.text["en"]
