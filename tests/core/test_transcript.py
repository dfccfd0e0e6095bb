"""The lines of a tape: written, read back the same, and every fault named by line and key."""

import json
from types import MappingProxyType

import pytest

from charte.core.observation import (
    EVENTS,
    Act,
    Banner,
    Box,
    Control,
    CookieSent,
    Failed,
    Initiator,
    Jar,
    JarCookie,
    Phase,
    Proof,
    Provenance,
    Request,
    RequestFailed,
    ResponseCookie,
    Screenshot,
    ScriptCookie,
    Selftest,
    State,
    Step,
    Storage,
    StorageKey,
    StorageWrite,
    Value,
    Viewport,
    Visit,
    WithdrawLink,
)
from charte.core.transcript import read_event, read_provenance, to_document

BASE = {"n": 7, "t": 1200, "phase": Phase.ACCEPTED}
VALUE = Value("ab" * 32, 10, 33.2)
PAGE = "http://demo.localhost/"
BOX = Box(16, 700.5, 120, 40)
ACCEPT = Control("Tout accepter", "button", BOX, 16, 600, 18.1, True, 1)

PROVENANCE = Provenance(
    charte="0.1.0",
    browser="HeadlessChrome/156.0",
    binary="/usr/bin/chromium-headless-shell",
    third_party_cookies="allowed",
    started="2026-11-25T08:00:00Z",
    state=State.NONE,
    url=PAGE,
    charter="sha256:" + "0" * 64,
    viewport=Viewport(1280, 800),
    user_agent="Mozilla/5.0",
    selftest=Selftest(("request",), ("request",)),
)
SAMPLES = (
    Visit(**BASE, url=PAGE, status=None, final_url="", settled=False, why="no answer"),
    Step(**BASE, do="fill", target="input[name=username]", ok=True),
    Request(
        **BASE,
        id="r2",
        url=PAGE,
        host="demo.localhost",
        type="script",
        method="GET",
        frame=PAGE,
        initiator=Initiator("script", "http://tags.localhost/t.js", ("http://tags.localhost/t.js", PAGE)),
        redirected_from="r1",
    ),
    RequestFailed(**BASE, request="r2", url=PAGE, host="demo.localhost", sent=False, why="csp"),
    ResponseCookie(
        **BASE,
        request="r2",
        url=PAGE,
        host="demo.localhost",
        name="sessionid",
        header="sessionid=…; HttpOnly",
        value=VALUE,
        refused=("SameSiteNoneInsecure",),
    ),
    CookieSent(
        **BASE,
        request="r2",
        url=PAGE,
        host="demo.localhost",
        name="_aud",
        value=VALUE,
        domain=".demo.localhost",
        path="/",
    ),
    ScriptCookie(
        **BASE,
        api="document.cookie",
        op="set",
        name="_aud",
        header="_aud=…",
        value=VALUE,
        frame=PAGE,
        author=f"inline:{PAGE}",
        stack=(f"f@{PAGE}:1:2",),
    ),
    StorageWrite(**BASE, area="indexeddb", origin=PAGE, name="base", value=None, author="x.js"),
    Jar(
        **BASE,
        cookies=(
            JarCookie("_aud", "demo.localhost", True, "/", None, False, True, "Lax", "http://x.test", VALUE),
        ),
    ),
    Storage(**BASE, keys=(StorageKey("local-storage", PAGE, "k", VALUE),)),
    Banner(
        **BASE,
        viewport=Viewport(375, 667),
        seen=True,
        controls={"accept": ACCEPT},
        box=BOX,
        text="Ce site mesure son audience.",
        boxes_ticked=("audience",),
        withdraw_link=WithdrawLink(True, "Gérer mes choix"),
    ),
    Act(**BASE, control="refuse", clicks=2, ok=True),
    Proof(**BASE, state=State.REFUSED, by="preference-cookie", proven=True),
    Screenshot(**BASE, file="none-before.png", sha256="ab" * 32, width=1280, height=800),
    Failed(**BASE, collector="storage", why="TargetGone: the page ended"),
)


def document(**changes):
    """The line of a visit with some keys changed; `absent` takes a key away."""
    line = {**to_document(SAMPLES[0]), **changes}
    return {key: value for key, value in line.items() if value != "absent"}


def test_there_is_a_sample_of_every_kind():
    """So that the next test forgets none."""
    assert {sample.kind for sample in SAMPLES} == EVENTS.keys()


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: event.kind)
def test_an_event_comes_back_from_its_line_as_it_was(event):
    """Through JSON text, with all that it holds."""
    problems = []
    read = read_event(json.loads(json.dumps(to_document(event))), problems=problems)
    assert (read, problems) == (event, [])


def test_a_provenance_comes_back_from_its_line_as_it_was():
    """The first line follows the same rule."""
    problems = []
    read = read_provenance(json.loads(json.dumps(to_document(PROVENANCE))), problems=problems)
    assert (read, problems) == (PROVENANCE, [])


def test_what_was_read_cannot_be_changed():
    """A tape is evidence: mappings come back read-only."""
    read = read_event(to_document(next(s for s in SAMPLES if s.kind == "banner")), problems=[])
    assert isinstance(read.controls, MappingProxyType)


def test_a_key_with_a_default_may_be_absent():
    """`settled` is true and `why` empty where the line does not say."""
    problems = []
    read = read_event(document(settled="absent", why="absent"), problems=problems)
    assert (read.settled, read.why, problems) == (True, "", [])


def test_a_kind_that_nobody_knows_is_named_with_those_that_are():
    """A person can then see what was meant."""
    problems = []
    assert read_event({"kind": "visits"}, line=4, problems=problems) is None
    (problem,) = problems
    assert (problem.line, problem.key) == (4, "kind")
    assert "“visits”" in problem.what
    assert "visit, step" in problem.mend


@pytest.mark.parametrize("line", [None, 3, [], "visit", {}, {"kind": None}, {"kind": ["visit"]}])
def test_a_line_that_is_no_event_is_a_problem_not_an_error(line):
    """Whatever JSON a damaged tape holds."""
    problems = []
    assert read_event(line, problems=problems) is None
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"url": "absent"}, "url"),
        ({"status": "200"}, "status"),
        ({"settled": 1}, "settled"),
        ({"phase": "later"}, "phase"),
        ({"n": True}, "n"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_fault_of_an_event_is_named_by_line_and_key(changes, key):
    """Nothing is guessed or converted."""
    problems = []
    assert read_event(document(**changes), line=9, problems=problems) is None
    assert [(problem.line, problem.key) for problem in problems] == [(9, key)]


def test_every_fault_of_a_line_is_kept():
    """Those of inner objects by their whole path."""
    line = json.loads(json.dumps(to_document(next(s for s in SAMPLES if s.kind == "banner"))))
    line["controls"]["accept"]["box"]["x"] = "left"
    line["boxes_ticked"] = [1]
    line["seen"] = None
    problems = []
    assert read_event(line, problems=problems) is None
    assert {problem.key for problem in problems} == {"controls.accept.box.x", "boxes_ticked[0]", "seen"}


def test_a_first_line_that_is_no_provenance_is_named():
    """An event cannot begin a tape."""
    problems = []
    assert read_provenance(to_document(SAMPLES[0]), problems=problems) is None
    assert [(problem.line, problem.key) for problem in problems] == [(1, "kind")]
