"""The four consent states: reached as a visitor would, followed by the scenario, and proven."""

from dataclasses import replace

import pytest
from tests.auditor.fake_site import ASKING, OBJECTABLE, SILENT

from charte.auditor.build import watch_page
from charte.auditor.patience import PATIENCE, Patience
from charte.auditor.recorder import Recorder
from charte.auditor.scenario import Scenario, Step
from charte.auditor.states import Journey, travel
from charte.core.observation import (
    Act,
    Banner,
    CookieSent,
    Jar,
    Phase,
    Proof,
    Request,
    ResponseCookie,
    ScriptCookie,
    State,
    Storage,
    Visit,
)
from charte.core.observation import Step as StepEvent
from charte.tapes.values import Values

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
# Tests that wait for a limit shorten that limit alone: the machine may be busy.
SHORT = Patience(control=0.4, step=0.5)
HANGING = Patience(rest=0.4, look=0.3, control=0.2)


def elsewhere(page):
    """The charter that asks, published at this address."""
    return replace(ASKING, site=replace(ASKING.site, page=page))


@pytest.fixture
def journey(browser, site):
    """Travels to one state of a page of the fake site, and returns the events."""

    async def journey(state, path, *, charter=ASKING, scenario=None, patience=PATIENCE):
        events = []
        scenario = scenario or Scenario()
        recorder = Recorder(Values(b"a key of sixteen"), events.append, scenario.secrets)
        async with browser.context("fr-FR") as context:
            instruments = await watch_page(browser, context, recorder, state, None, patience)
            url = site.address("first", path)
            await travel(Journey(state, url, scenario, charter, lambda what: None), instruments)
        return events

    return journey


def one(events, kind):
    """The only event of its kind."""
    (found,) = (event for event in events if isinstance(event, kind))
    return found


def names(events, kind, phase):
    return {event.name for event in events if isinstance(event, kind) and event.phase == phase}


def jars(events):
    """Cookie names at the end of each phase."""
    return {
        event.phase: {cookie.name for cookie in event.cookies} for event in events if isinstance(event, Jar)
    }


async def test_nothing_is_chosen_and_nothing_is_stored(journey):
    """Two visits, and no cookie."""
    events = await journey(State.NONE, "/consenting")
    assert one(events, Proof) == Proof(
        n=len(events),
        t=events[-1].t,
        phase=Phase.BEFORE,
        state=State.NONE,
        by="preference-cookie",
        proven=True,
    )
    assert jars(events) == {"before": set()}
    assert [event.settled for event in events if isinstance(event, Visit)] == [True, True]
    assert not any(isinstance(event, Act) for event in events)


async def test_before_a_choice_the_banner_is_measured_on_phones_too(journey):
    """Wide at both visits, then at 375 and 320 px; elsewhere the window keeps its size."""
    widths = [
        event.viewport.width
        for event in await journey(State.NONE, "/consenting")
        if isinstance(event, Banner) and event.seen
    ]
    assert widths == [1280, 1280, 375, 320]
    refused = await journey(State.REFUSED, "/consenting")
    assert {event.viewport.width for event in refused if isinstance(event, Banner)} == {1280}


async def test_refusing_stores_the_choice_and_nothing_else(journey):
    """One click, and the next page does not ask."""
    events = await journey(State.REFUSED, "/consenting")
    act = one(events, Act)
    assert (act.control, act.clicks, act.ok) == ("refuse", 1, True)
    assert one(events, Proof).proven
    assert jars(events) == {"before": set(), "refused": {"cookies_preferences"}}


async def test_accepting_lets_everything_in(journey):
    """Both what scripts write and what the server sets for those who said yes."""
    events = await journey(State.ACCEPTED, "/consenting")
    assert one(events, Proof).proven
    assert jars(events)["accepted"] == {"cookies_preferences", "audience", "server", "pixel"}
    assert names(events, ScriptCookie, "before") == names(events, ResponseCookie, "before") == set()


async def test_withdrawing_goes_through_accepting(journey):
    """By the permanent link; what was stored before is seen going."""
    events = await journey(State.WITHDRAWN, "/consenting")
    acts = [(event.control, event.clicks, event.phase) for event in events if isinstance(event, Act)]
    assert acts == [("accept", 1, "accepted"), ("withdraw", 2, "withdrawn")]
    assert one(events, Proof).proven
    found = jars(events)
    assert list(found) == ["before", "accepted", "withdrawn"]
    assert "audience" in found["accepted"] - found["withdrawn"]
    # Of another host's jar, and of a cookie that scripts cannot delete, the site forgot: that is its own affair.
    assert {"pixel", "server"} <= found["withdrawn"]


async def test_the_request_that_carries_a_choice_belongs_to_the_phase_before_it(journey):
    """With the cookies that go with it, which were permitted then; its answer belongs to the new phase."""
    events = await journey(State.WITHDRAWN, "/consenting")
    carriers = [event for event in events if isinstance(event, Request) and event.method == "POST"]
    assert [event.phase for event in carriers] == ["before", "accepted"]
    told = {
        kind: {e.phase for e in events if isinstance(e, kind) and e.request == carriers[1].id}
        for kind in (CookieSent, ResponseCookie)
    }
    assert told == {CookieSent: {"accepted"}, ResponseCookie: {"withdrawn"}}


@pytest.mark.parametrize("state", [State.ACCEPTED, State.REFUSED])
async def test_a_cookie_written_after_the_choice_is_not_of_the_phase_before_it(journey, state):
    """A client lets things in at once, or a site lies at once; the request that tells of the choice leaves later,
    and takes along what is there."""
    events = await journey(state, "/hasty")
    (carrier,) = (event for event in events if isinstance(event, Request) and event.method == "POST")
    sent = {e.name: e.phase for e in events if isinstance(e, CookieSent) and e.request == carrier.id}
    assert sent == {"hasty": state.value, "visits": "before"}


async def test_the_reload_that_a_withdrawal_causes_counts_as_visited(journey):
    """Where a withdrawn script ran, the client reloads once."""
    events = await journey(State.WITHDRAWN, "/consenting")
    withdrawn = [event for event in events if isinstance(event, Visit) and event.phase == "withdrawn"]
    assert 1 <= len(withdrawn) <= 2


@pytest.mark.parametrize(("state", "clicks"), [(State.ACCEPTED, 1), (State.REFUSED, 3)])
async def test_where_the_first_layer_does_not_refuse_the_second_does(journey, state, clicks):
    """Customise, untick, save: three clicks, and the tape says so."""
    events = await journey(state, "/customising")
    act = one(events, Act)
    assert (act.clicks, act.ok, act.why) == (clicks, True, "")
    assert one(events, Proof).proven


@pytest.mark.parametrize("path", ["/objecting", "/"])
async def test_an_objection_is_made_where_the_charter_stands(journey, site, path):
    """By a link of the page, or straight at the charter's address."""
    events = await journey(State.REFUSED, path, charter=OBJECTABLE)
    act = one(events, Act)
    assert (act.control, act.clicks, act.ok) == ("save", 3, True)
    assert one(events, Proof).proven
    assert jars(events)["refused"] == {"cookies_preferences"}
    assert site.address("first", "/charte") in {event.url for event in events if isinstance(event, Visit)}


async def test_what_may_only_be_objected_to_is_accepted_from_the_start(journey):
    """No click leads there; withdrawing is objecting."""
    accepted = await journey(State.ACCEPTED, "/objecting", charter=OBJECTABLE)
    assert one(accepted, Proof).proven
    assert list(jars(accepted)) == ["before", "accepted"]
    withdrawn = await journey(State.WITHDRAWN, "/objecting", charter=OBJECTABLE)
    assert one(withdrawn, Proof).proven
    assert jars(withdrawn)["withdrawn"] == {"cookies_preferences"}


@pytest.mark.parametrize("state", [State.REFUSED, State.ACCEPTED, State.WITHDRAWN])
async def test_where_nothing_can_be_chosen_the_phases_come_without_a_click(journey, state):
    """A site of exempt trackers alone."""
    events = await journey(state, "/", charter=SILENT)
    assert one(events, Proof).proven
    assert one(events, Proof).by == "none"
    assert list(jars(events))[-1] == state.value


@pytest.mark.parametrize("charter", [None, elsewhere(""), elsewhere("http://other.localhost/charte")])
async def test_a_choice_that_is_not_offered_is_not_proven(journey, charter):
    """Without a charter, or against what it says; and another host's page is not this site's."""
    events = await journey(State.WITHDRAWN, "/", charter=charter)
    proof = one(events, Proof)
    assert (proof.proven, proof.by) == (False, "none")
    assert list(jars(events)) == ["before"]


@pytest.mark.parametrize(
    ("path", "by", "why"),
    [
        ("/deaf", "preference-cookie", "holds no cookies_preferences"),
        ("/lying", "preference-cookie", "does not say no to audience"),
        ("/forgetful", "reload", "asks again on the next page"),
    ],
)
async def test_a_choice_that_has_no_effect_is_not_proven(journey, path, by, why):
    """The click is no proof."""
    events = await journey(State.REFUSED, path)
    proof = one(events, Proof)
    assert one(events, Act).ok
    assert (proof.proven, proof.by) == (False, by)
    assert why in proof.why


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/stuck?banner", "The control could not be clicked: Timeout 400ms exceeded. <div"),
        ("/stuck", "The preference centre did not open: "),
    ],
)
async def test_a_control_that_does_nothing_is_given_up(journey, path, why):
    """Something may lie over it."""
    events = await journey(State.ACCEPTED, path, patience=SHORT)
    assert one(events, Act).why.startswith(why)
    assert one(events, Proof).why.startswith(why)
    assert not one(events, Proof).proven


async def test_a_page_that_hangs_keeps_no_state_waiting(journey):
    """The attempt ends, and says why."""
    events = await journey(State.REFUSED, "/busy", patience=HANGING)
    assert one(events, Act).why == "The page does not respond."
    assert not one(events, Proof).proven


async def test_a_site_that_does_not_answer_has_no_proof(journey):
    """Only the visit that failed, with its reason."""
    events = await journey(State.REFUSED, "/forever")
    assert not any(isinstance(event, (Proof, Jar)) for event in events)
    assert one(events, Visit).status is None


SIGN_IN = Scenario(
    (
        Step("go", "/door"),
        Step("fill", "input[name=name]", "camille"),
        Step("fill", "input[name=word]", "s3cret-word"),
        Step("click", "button"),
        Step("wait_for", "#welcome"),
    ),
    secrets=("camille", "s3cret-word"),
)


@pytest.mark.parametrize("state", list(State))
async def test_the_scenario_is_followed_in_each_state(journey, site, state):
    """Front, door, back office: the state outlives them, and what each page stored is told."""
    events = await journey(state, "/consenting", scenario=SIGN_IN)
    assert [(event.do, event.ok) for event in events if isinstance(event, StepEvent)] == [
        (step.do, True) for step in SIGN_IN.steps
    ]
    assert [event.url for event in events if isinstance(event, Visit)][-2:] == [
        site.address("first", "/door"),
        site.address("first", "/back"),
    ]
    assert one(events, Proof).proven
    assert "session" in list(jars(events).values())[-1]
    *_, storage = (event for event in events if isinstance(event, Storage))
    assert ("local-storage", "of_back") in {(key.area, key.name) for key in storage.keys}


async def test_no_secret_of_the_scenario_is_told(journey):
    """Not even where the page writes it into an address."""
    scenario = Scenario((*SIGN_IN.steps[:3], Step("go", "/?word=s3cret-word&x=1")), secrets=SIGN_IN.secrets)
    events = await journey(State.NONE, "/consenting", scenario=scenario)
    assert "s3cret-word" not in repr(events)
    assert any("?word=…&x=1" in event.url for event in events if isinstance(event, Visit))


async def test_what_lies_under_a_banner_is_reached_by_keyboard(journey):
    """Nobody has answered it, and a person would still sign in."""
    steps = (Step("go", "/covered"), Step("click", "input"), Step("click", "button"))
    events = await journey(State.NONE, "/", scenario=Scenario(steps))
    assert [event.ok for event in events if isinstance(event, StepEvent)] == [True] * 3
    assert names(events, ScriptCookie, "before") == {"ticked", "pressed"}


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (Step("go", "/forever"), "The page did not answer: "),
        (Step("fill", "#nothing", "x"), "Timeout 500ms exceeded."),
        (Step("click", "#nothing"), "Timeout 500ms exceeded."),
        (Step("wait_for", "#nothing"), "Timeout 500ms exceeded."),
        (Step("click", "]["), "Unexpected token"),
    ],
)
async def test_the_first_step_that_fails_ends_the_scenario(journey, step, why):
    """The state itself is still looked at and proven."""
    scenario = Scenario((step, Step("go", "/")))
    events = await journey(State.REFUSED, "/consenting", scenario=scenario, patience=SHORT)
    failed = one(events, StepEvent)
    assert (failed.ok, failed.target) == (False, step.target)
    assert failed.why.startswith(why)
    assert any(isinstance(event, Proof) for event in events)
