"""A consent state is proven by what the browser holds and what the site shows, or it is not proven."""

import pytest
from tests.auditor.fake_site import ASKING, OBJECTABLE, SILENT, charter, decision

from charte.auditor.charte_banner import Attempt
from charte.auditor.prove import NOTHING_ASKED, held, prove_choice, prove_none, reached_without_choice
from charte.core.observation import State

URL = "http://demo.localhost:8000/fr"
DONE = Attempt("refuse", 1, True)
TWO = charter("audience consent", "ads consent", "visits objectable")


def cookie(value, domain="demo.localhost", name="cookies_preferences"):
    return {"name": name, "value": value, "domain": domain}


def prove(state, value, *, of=ASKING, attempt=DONE, asked_again=False):
    """The proof for a jar with this preference cookie, or without one (None)."""
    jar = [cookie("x", name="other"), *([cookie(value)] if value is not None else [])]
    return prove_choice(state, attempt, jar, URL, charter=of, asked_again=asked_again)


YES, NO = decision(ASKING, "audience"), decision(ASKING)


@pytest.mark.parametrize(
    ("state", "value"), [(State.ACCEPTED, YES), (State.REFUSED, NO), (State.WITHDRAWN, NO)]
)
@pytest.mark.parametrize("of", [ASKING, None], ids=["with a charter", "without"])
def test_a_choice_that_the_browser_holds_and_the_site_heeds_is_proven(state, value, of):
    """The cookie says what was chosen, and the next page does not ask."""
    assert prove(state, value, of=of) == ("preference-cookie", True, "")


@pytest.mark.parametrize(
    ("state", "value"), [(State.ACCEPTED, NO), (State.REFUSED, YES), (State.WITHDRAWN, YES)]
)
@pytest.mark.parametrize("of", [ASKING, None], ids=["with a charter", "without"])
def test_a_cookie_that_says_the_contrary_proves_nothing(state, value, of):
    """A refusal recorded as a yes is the worst of lies."""
    proved = prove(state, value, of=of)
    assert not proved.proven
    assert "cookies_preferences" in proved.why


@pytest.mark.parametrize("value", ["", "yes", "!!", '{"audience":true}'])
def test_a_cookie_that_charte_cannot_read_proves_nothing(value):
    """Its name alone says nothing about the choice."""
    proved = prove(State.REFUSED, value)
    assert (proved.by, proved.proven) == ("preference-cookie", False)
    assert "nothing that Charte can read" in proved.why


def test_without_the_cookie_nothing_is_proven():
    """The click may have done nothing at all."""
    assert prove(State.REFUSED, None).why == "After the choice the browser holds no cookies_preferences."


def test_a_purpose_without_an_answer_is_named():
    """Whoever accepts accepts everything that is asked."""
    proved = prove(State.ACCEPTED, decision(charter("audience consent"), "audience"), of=TWO)
    assert proved.why == "After the choice cookies_preferences does not say yes to ads."


def test_who_accepts_need_not_answer_what_is_permitted_anyway():
    """An objectable purpose is permitted until refused; who refuses refuses that too."""
    accepted = decision(charter("audience consent", "ads consent"), "audience", "ads")
    assert prove(State.ACCEPTED, accepted, of=TWO).proven
    refused = decision(charter("audience consent", "ads consent"))
    assert prove(State.REFUSED, refused, of=TWO).why.endswith("does not say no to visits.")


def test_a_site_that_asks_again_has_not_heard():
    """The proof is the next page, not the cookie alone."""
    proved = prove(State.REFUSED, NO, asked_again=True)
    assert (proved.by, proved.proven) == ("reload", False)
    assert "asks again" in proved.why


def test_a_page_that_could_not_be_looked_at_again_proves_nothing():
    """Unknown is not yes."""
    proved = prove(State.REFUSED, NO, asked_again=None)
    assert (proved.by, proved.proven) == ("reload", False)


def test_a_choice_that_could_not_be_made_says_why():
    """In the words of the attempt."""
    attempt = Attempt("refuse", 1, False, "The control could not be clicked.")
    assert prove(State.REFUSED, NO, attempt=attempt) == ("none", False, "The control could not be clicked.")


NOT_FOUND = Attempt("refuse", 0, False, "The page shows neither a banner nor a way to its choices.", False)


@pytest.mark.parametrize("state", [State.REFUSED, State.ACCEPTED, State.WITHDRAWN])
def test_where_nothing_can_be_chosen_every_state_is_one(state):
    """A site of exempt trackers alone has no banner."""
    assert prove(state, None, of=SILENT, attempt=NOT_FOUND) == ("none", True, NOTHING_ASKED)


def test_an_objection_that_the_charter_promises_must_be_possible():
    """Accepted is where the visitor stands already; refused must be reached."""
    assert prove(State.ACCEPTED, None, of=OBJECTABLE, attempt=NOT_FOUND).proven
    for state in (State.REFUSED, State.WITHDRAWN):
        assert prove(state, None, of=OBJECTABLE, attempt=NOT_FOUND) == ("none", False, NOT_FOUND.why)
    assert prove(State.REFUSED, decision(OBJECTABLE), of=OBJECTABLE).proven


@pytest.mark.parametrize("of", [None, ASKING])
def test_where_a_choice_is_due_and_not_offered_nothing_is_proven(of):
    """Nor where no charter says that none is due."""
    assert not prove(State.REFUSED, None, of=of, attempt=NOT_FOUND).proven


def test_what_is_reached_without_a_choice_follows_from_the_charter():
    """Nothing offered: every state. Nothing asked: accepted."""
    reached = {
        name: {state for state in State if reached_without_choice(state, of)}
        for name, of in (("asking", ASKING), ("objectable", OBJECTABLE), ("silent", SILENT))
    }
    assert reached == {"asking": set(), "objectable": {State.ACCEPTED}, "silent": set(State)}


def test_nobody_chose_where_the_browser_holds_no_choice():
    """A cookie that nobody asked for is no proof of having chosen nothing."""
    assert prove_none([], URL) == ("preference-cookie", True, "")
    proved = prove_none([cookie(NO)], URL)
    assert (proved.proven, proved.why) == (
        False,
        "The browser holds cookies_preferences though nobody chose.",
    )


@pytest.mark.parametrize(
    ("domain", "held_there"),
    [
        ("demo.localhost", True),
        (".demo.localhost", True),
        (".localhost", True),
        ("localhost", False),
        ("third.localhost", False),
        ("www.demo.localhost", False),
    ],
)
def test_only_a_cookie_that_goes_to_the_site_counts(domain, held_there):
    """A leading dot says that subdomains get it too."""
    assert held([cookie(NO, domain)], URL) == ([NO] if held_there else [])
