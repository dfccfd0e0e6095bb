"""A picture of the page at the end of each phase, beside the tape."""

import hashlib

import pytest

from charte.auditor.build import watch_page
from charte.auditor.recorder import Recorder
from charte.core.observation import Phase, Screenshot, State
from charte.tapes.values import Values

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def pictures(browser, site, folder, state, *phases):
    """The screenshot events of a visit that goes through these phases."""
    events = []
    recorder = Recorder(Values(b"a key of sixteen"), events.append)
    async with browser.context("fr-FR") as context:
        instruments = await watch_page(browser, context, recorder, state, folder)
        await instruments.watch.visit(site.address("first", "/consenting"))
        await instruments.watch.collect()
        for phase in phases:
            recorder.enter(phase)
            await instruments.watch.collect()
    assert not [event for event in events if event.kind == "failed"]
    return [event for event in events if isinstance(event, Screenshot)]


async def test_a_picture_is_named_by_state_and_phase(browser, site, tmp_path):
    """Its hash and its size stand on the tape."""
    (shot,) = await pictures(browser, site, tmp_path, State.NONE)
    data = (tmp_path / "none-before.png").read_bytes()
    assert shot.file == "none-before.png"
    assert shot.sha256 == hashlib.sha256(data).hexdigest()
    assert (shot.width, shot.height) == (1280, 800)
    assert data.startswith(b"\x89PNG")


async def test_the_page_before_a_choice_is_taken_once(browser, site, tmp_path):
    """It is the same in every state."""
    shots = await pictures(browser, site, tmp_path, State.WITHDRAWN, Phase.ACCEPTED, Phase.WITHDRAWN)
    assert [shot.file for shot in shots] == ["withdrawn-accepted.png", "withdrawn-withdrawn.png"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(shot.file for shot in shots)
