"""The auditor finds a Chromium, or says what to install; and looks like an ordinary visitor."""

import os
import stat

import pytest

from charte.auditor.browser import find_chromium, open_browser
from charte.core.errors import OperatorError

pytestmark = pytest.mark.asyncio(loop_scope="module")


def program(folder, name, text="#!/bin/sh\nexit 1\n"):
    """An executable file."""
    path = folder / name
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


async def test_the_browser_named_in_the_environment_comes_first(tmp_path):
    """By its path, or by a name on the search path."""
    program(tmp_path, "chromium-headless-shell")
    mine = program(tmp_path, "mine")
    for named in (str(mine), "mine"):
        assert find_chromium({"CHARTE_CHROMIUM": named, "PATH": str(tmp_path)}) == mine


async def test_the_shell_comes_before_the_whole_browser(tmp_path):
    """It starts faster, and does not block third-party cookies."""
    whole = program(tmp_path, "chromium")
    assert find_chromium({"PATH": str(tmp_path)}) == whole
    shell = program(tmp_path, "chromium-headless-shell")
    assert find_chromium({"PATH": str(tmp_path)}) == shell


async def test_without_one_on_the_machine_the_choice_is_playwrights(tmp_path):
    """It may have installed one of its own."""
    assert find_chromium({"PATH": str(tmp_path)}) is None


async def test_a_named_browser_that_is_no_program_is_said_in_a_sentence(tmp_path):
    """Nothing else is started in its place."""
    (tmp_path / "text").write_text("no program")
    for name in ("text", "absent"):
        with pytest.raises(OperatorError, match="which is no program on this machine") as caught:
            find_chromium({"CHARTE_CHROMIUM": str(tmp_path / name), "PATH": ""})
        assert "apt-get install chromium-headless-shell" in caught.value.mend


async def test_a_program_that_is_no_browser_is_said_in_a_sentence(tmp_path):
    """What it said is not a traceback."""
    path = program(tmp_path, "chromium")
    with pytest.raises(OperatorError, match="did not start") as caught:
        async with open_browser({"PATH": str(tmp_path)}):
            pass
    assert str(path) in caught.value.what


async def test_no_chromium_at_all_is_said_in_a_sentence(tmp_path, monkeypatch):
    """And what to install."""
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    with pytest.raises(OperatorError, match="There is no Chromium on this machine") as caught:
        async with open_browser({"PATH": ""}):
            pass
    assert "playwright install" in caught.value.mend


@pytest.mark.parametrize("name", ["absent", "ends-at-once"])
async def test_playwright_without_its_node_is_said_in_a_sentence(tmp_path, monkeypatch, name):
    """A half-installed machine (a small Debian has no libatomic1) is no fault of ours, and no traceback."""
    program(tmp_path, "ends-at-once")
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", str(tmp_path / name))
    with pytest.raises(OperatorError, match=r"Playwright did not start: .*[^.]\.$") as caught:
        async with open_browser({"PATH": ""}):
            pass
    assert "apt-get install libatomic1" in caught.value.mend


@pytest.mark.browser
async def test_a_page_sees_an_ordinary_browser(look, site):
    """In its user agent, in its client hints, and in what a script may ask."""
    seen = {}

    async def ask(instruments):
        seen.update(
            await instruments.watch.page.evaluate(
                "({agent: navigator.userAgent, robot: navigator.webdriver === true,"
                " brands: navigator.userAgentData.brands.map(b => b.brand), languages: navigator.languages})"
            )
        )

    await look(site.address("first", "/"), then=ask)
    assert "Headless" not in seen["agent"]
    assert not seen["robot"]
    assert {"Chromium", "Google Chrome"} <= set(seen["brands"])
    assert seen["languages"] == ["fr-FR"]


@pytest.mark.browser
async def test_the_browser_says_what_it_is(browser):
    """For the tape's provenance."""
    assert browser.name.partition("/")[0] in ("HeadlessChrome", "Chrome")
    assert os.access(browser.binary, os.X_OK)
    assert browser.identity.version == browser.name.partition("/")[2]
