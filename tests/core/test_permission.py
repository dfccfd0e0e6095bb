"""The one rule of the house, each of its clauses by number."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.fakes.charters import rivebelle

from charte.core.charter import Status, Tracker
from charte.core.decision import choose
from charte.core.permission import Verdict, permits
from charte.core.policy import FR_CNIL_2026

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = date(2026, 11, 23)
CHARTER = rivebelle()
TRACKERS = {tracker.name: tracker for tracker in CHARTER.trackers}
EXEMPT, OBJECTABLE = TRACKERS["cookies_preferences"], TRACKERS["_count"]
AUDIENCE, MEDIA, BOTH = TRACKERS["_aud_<ID>"], TRACKERS["seen"], TRACKERS["player_*"]


def asked(tracker, yes=None, at=NOON, *, gpc=False, policy=FR_CNIL_2026, **services):
    """Whether, and why; `yes` None is a visitor who never chose."""
    decision = None if yes is None else choose(CHARTER, yes, DAY, **services)
    verdict = permits(CHARTER, decision, tracker, at, policy, gpc=gpc)
    return verdict.permitted, verdict.why


def test_1_what_is_not_declared_is_not_permitted():
    """Whatever the visitor accepted."""
    assert asked(None, ["audience", "media"]) == (False, "undeclared")
    stranger = replace(AUDIENCE, purposes=("audience", "unknown"))
    assert asked(stranger, ["audience"]) == (False, "undeclared")


def test_1_what_is_retired_is_not_permitted():
    """Even where its purpose needs no consent."""
    assert asked(TRACKERS["old_count"], ["count"]) == (False, "retired")
    assert asked(replace(EXEMPT, status=Status.RETIRED)) == (False, "retired")
    assert asked(replace(EXEMPT, status=Status.DRAFT)) == (True, "exempt")


@pytest.mark.parametrize(
    ("yes", "verdict"),
    [
        (None, (False, "not-asked")),
        ([], (False, "refused")),
        (["media"], (False, "refused")),
        (["audience"], (False, "refused")),
        (["audience", "media"], (True, "accepted")),
    ],
)
def test_2_a_tracker_of_two_purposes_needs_both(yes, verdict):
    """It cannot be used for one of them alone (WP29 04/2012)."""
    assert asked(BOTH, yes) == verdict


def test_2_a_tracker_without_a_purpose_is_not_permitted():
    """No register has one, and still nothing is guessed."""
    assert asked(Tracker("x"), ["audience"]) == (False, "no-purpose")


def test_2_an_exempt_purpose_does_not_carry_one_that_needs_consent():
    """In either order."""
    for purposes in (("choice", "media"), ("media", "choice")):
        assert asked(replace(EXEMPT, purposes=purposes), []) == (False, "refused")
        assert asked(replace(EXEMPT, purposes=purposes), ["media"])[0]


@pytest.mark.parametrize("yes", [None, [], ["audience"]])
def test_3_what_is_exempt_is_permitted(yes):
    """Before any choice, after a refusal, and with a signal."""
    assert asked(EXEMPT, yes) == asked(EXEMPT, yes, gpc=True) == (True, "exempt")


@pytest.mark.parametrize(
    ("yes", "verdict"),
    [(None, (True, "not-refused")), ([], (False, "refused")), (["count"], (True, "accepted"))],
)
def test_3_what_may_be_objected_to_is_permitted_until_it_is_refused(yes, verdict):
    """A refusal holds as long as any choice."""
    assert asked(OBJECTABLE, yes) == verdict


@pytest.mark.parametrize(
    ("yes", "verdict"),
    [
        (None, (False, "not-asked")),
        ([], (False, "refused")),
        (["media"], (False, "refused")),
        (["audience"], (True, "accepted")),
    ],
)
def test_4_what_needs_consent_is_permitted_by_a_yes_to_that_very_purpose(yes, verdict):
    """No other yes serves."""
    assert asked(AUDIENCE, yes) == verdict


def test_4_a_choice_counts_until_it_expires():
    """Then it is as if there had been none: consent ends, and so does an objection."""
    end = datetime(2027, 5, 23, tzinfo=UTC)
    assert asked(AUDIENCE, ["audience"], end - timedelta(seconds=1)) == (True, "accepted")
    assert asked(AUDIENCE, ["audience"], end) == (False, "not-asked")
    assert asked(OBJECTABLE, [], end) == (True, "not-refused")


def test_4_a_yes_to_what_a_purpose_was_is_none_to_what_it_became():
    """Its mark has changed with its recipients."""
    changed = rivebelle(('recipients = ["Réclamo"]', 'recipients = ["Autre"]'))
    seen = next(tracker for tracker in changed.trackers if tracker.name == "seen")
    decision = choose(CHARTER, ["media", "audience"], DAY)
    assert permits(changed, decision, seen, NOON, FR_CNIL_2026) == Verdict(False, "not-asked")


def test_5_an_answer_to_the_service_overrides_the_purposes():
    """In both directions, and for no other service."""
    assert asked(MEDIA, [], services_yes=["video"]) == (True, "accepted")
    assert asked(MEDIA, ["media"], services_no=["video"]) == (False, "refused")
    assert asked(AUDIENCE, ["audience"], services_no=["video"]) == (True, "accepted")
    assert asked(BOTH, ["audience"], services_yes=["video"]) == (True, "accepted")
    assert asked(OBJECTABLE, ["count"], services_no=["platform"]) == (False, "refused")


def test_5_a_service_cannot_refuse_what_is_exempt():
    """The visitor has no say on it."""
    assert asked(EXEMPT, [], services_no=["platform"]) == (True, "exempt")


def test_5_a_service_that_the_register_does_not_have_answers_nothing():
    """The purpose's answer counts."""
    orphan = replace(MEDIA, service="nobody")
    assert asked(orphan, ["media"], services_no=["video"]) == (True, "accepted")


@pytest.mark.parametrize(
    ("tracker", "yes", "verdict"),
    [
        (AUDIENCE, None, (False, "signal")),
        (AUDIENCE, [], (False, "refused")),
        (AUDIENCE, ["audience"], (True, "accepted")),
        (OBJECTABLE, None, (True, "not-refused")),
        (EXEMPT, None, (True, "exempt")),
    ],
)
def test_6_a_signal_refuses_what_the_policy_names_unless_a_yes_is_held(tracker, yes, verdict):
    """Global Privacy Control is a standing refusal of what needs consent, and no choice."""
    assert asked(tracker, yes, gpc=True) == verdict


def test_6_a_signal_says_nothing_where_the_policy_does_not_name_it():
    """It is then a purpose that was not asked for."""
    silent = replace(FR_CNIL_2026, gpc_refuses_consent=False)
    assert asked(AUDIENCE, None, gpc=True, policy=silent) == (False, "not-asked")


def test_a_verdict_is_its_answer():
    """It can stand where a yes or no is asked for."""
    assert Verdict(True, "exempt")
    assert not Verdict(False, "refused")
