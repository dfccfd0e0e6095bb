"""One whole audit: a tape for each state, whatever the site does; or one sentence where there is nothing to tell."""

import hashlib
import os
import signal
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.auditor.fake_site import ASKING

from charte.auditor import audit
from charte.auditor.audit import Commission
from charte.auditor.browser import open_browser
from charte.auditor.patience import Patience
from charte.auditor.scenario import Scenario, Step
from charte.core.errors import OperatorError, SiteError
from charte.core.observation import Failed, Proof, Screenshot, State
from charte.tapes.reading import read_tape

STARTED = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
SECRET = "s3cret-word"


def commission(url, **changes):
    """An audit of this address as the command line asks for it."""
    scenario = Scenario((Step("go", f"/?word={SECRET}"),), "sha256:" + "1" * 64, (SECRET,))
    return replace(
        Commission(url, ASKING, scenario, b"a key of sixteen", "0.1.0", "2026-11-01", "fr-FR"), **changes
    )


@pytest.fixture
async def program():
    """The browser that this machine has."""
    async with open_browser(os.environ) as browser:
        return browser.binary


async def run(asked, out, environment=os.environ):
    """Runs it; returns the tapes and the lines of progress."""
    lines = []
    paths = await audit.run(asked, out, environment=environment, now=lambda: STARTED, progress=lines.append)
    return [read_tape(path) for path in paths], lines


@pytest.mark.browser
async def test_an_audit_makes_a_tape_of_each_state(site, tmp_path):
    """Complete, proven, with its provenance and its pictures; no secret and no value anywhere in the folder."""
    url = site.address("demo", "/consenting")
    tapes, lines = await run(commission(url), tmp_path)
    assert [tape.state for tape in tapes] == list(State)
    for tape in tapes:
        assert tape.complete
        assert [event.proven for event in tape.of(Proof)] == [True]
        first = tape.provenance
        assert (first.url, first.charter, first.started) == (url, ASKING.digest, "2026-11-25T08:00:00Z")
        assert (first.third_party_cookies, first.selftest.missed) == ("allowed", ())
        assert (first.charte, first.suffixes, first.locale) == ("0.1.0", "2026-11-01", "fr-FR")
        assert first.scenario == "sha256:" + "1" * 64
        for shot in tape.of(Screenshot):
            assert hashlib.sha256((tmp_path / shot.file).read_bytes()).hexdigest() == shot.sha256
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("accepted-accepted.png", "accepted.tape", "none-before.png", "none.tape"),
        *("refused-refused.png", "refused.tape"),
        *("withdrawn-accepted.png", "withdrawn-withdrawn.png", "withdrawn.tape"),
    ]
    assert "Self-test: 16 of 16 seen." in lines
    assert "withdrawn: withdraw" in lines
    assert SECRET not in repr(tapes)


@pytest.mark.browser
async def test_only_the_states_asked_for_are_visited(site, tmp_path):
    """In the order of the states, whatever the order of the visits."""
    states = (State.REFUSED, State.NONE)
    tapes, _ = await run(commission(site.address("demo", "/consenting"), states=states), tmp_path)
    assert [tape.state for tape in tapes] == [State.NONE, State.REFUSED]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "reason"),
    [("http://nobody.localhost:1/", "net::ERR_UNSAFE_PORT"), ("", "net::ERR_TOO_MANY_REDIRECTS")],
)
async def test_a_site_that_does_not_answer_is_a_sentence(site, tmp_path, address, reason):
    """With the browser's own word for it."""
    address = address or site.address("demo", "/forever")
    with pytest.raises(SiteError) as caught:
        await run(commission(address), tmp_path)
    assert caught.value.what.startswith(f"{address} did not answer: ")
    assert reason in caught.value.what
    assert "is it running?" in caught.value.mend


@pytest.mark.browser
async def test_a_state_that_takes_too_long_is_cut_and_says_so(site, tmp_path):
    """The others go on; its tape has no end."""
    asked = commission(
        site.address("demo", "/consenting"), patience=Patience(state=0.4), states=(State.WITHDRAWN,)
    )
    (tape,), lines = await run(asked, tmp_path)
    assert not tape.complete
    assert [event.why for event in tape.of(Failed)] == ["Not over after 0.4 seconds."]
    assert "withdrawn: ended before its end; its tape says so" in lines


@pytest.mark.browser
async def test_a_browser_that_ends_in_the_middle_leaves_tapes_that_say_so(site, tmp_path, program):
    """Killed, out of memory: the run is over in bounded time all the same."""
    out = tmp_path / "out"
    out.mkdir()
    starter = tmp_path / "starter"
    starter.write_text(f'#!/bin/sh\necho $$ > "{tmp_path}/pid"\nexec "{program}" "$@"\n')
    starter.chmod(0o755)

    def progress(line):
        if line == "accepted: accept":
            os.killpg(int((tmp_path / "pid").read_text()), signal.SIGKILL)

    paths = await audit.run(
        commission(site.address("demo", "/consenting")),
        out,
        environment={**os.environ, "CHARTE_CHROMIUM": str(starter)},
        now=lambda: STARTED,
        progress=progress,
    )
    tapes = [read_tape(path) for path in paths]
    assert len(tapes) == 4
    assert not any(tape.complete for tape in tapes)
    assert all(any(tape.of(Failed)) for tape in tapes)


async def test_no_browser_is_said_before_anything_is_written(tmp_path):
    """One sentence, and an empty folder."""
    with pytest.raises(OperatorError, match="is no program on this machine"):
        await run(commission("http://demo.localhost/"), tmp_path, {"CHARTE_CHROMIUM": "no-such-browser"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.browser
async def test_a_folder_that_cannot_be_written_ends_the_audit(site, tmp_path):
    """In a sentence; no state goes on in the background."""
    asked = commission(site.address("demo", "/consenting"))
    with pytest.raises(OperatorError, match="cannot be written"):
        await run(asked, tmp_path / "absent")
