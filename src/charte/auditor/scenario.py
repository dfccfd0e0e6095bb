"""What a person would do on the site, as steps that are the same in every consent state (docs: formats, section 8)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from playwright.async_api import Error, Page

from charte.auditor.browser import COVERED, first_line
from charte.auditor.watch import Watch
from charte.core.canonical import digest
from charte.core.errors import OperatorError, Problem
from charte.core.observation import Step as StepEvent

_DEEDS = ("go", "fill", "click", "wait_for")
_FROM_ENVIRONMENT = "env:"
_COVERED = 1000  # ms until what lies over a control is taken to stay there
_TICKED = "element => element.matches('[type=checkbox], [type=radio], [role=checkbox], [role=radio], [role=switch]')"


@dataclass(frozen=True, slots=True)
class Step:
    """One deed on one target (an address or a selector). `text` is what to fill in; a secret is never shown."""

    do: str
    target: str
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Steps in order, the digest of the document that they come from, and the secrets in them."""

    steps: tuple[Step, ...] = ()
    digest: str = ""
    secrets: tuple[str, ...] = field(default=(), repr=False)


def read_scenario(text: str, environment: Mapping[str, str]) -> Scenario:
    """The scenario in this TOML, its secrets taken from `environment`.

    Raises OperatorError with every fault of the document, each by its key.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OperatorError(f"The scenario is no TOML: {error}.", "Mend that place.") from error
    problems: list[Problem] = []
    steps, secrets = [], []
    for key in document.keys() - {"steps"}:
        problems.append(Problem(0, key, "is not a known key.", "Write [[steps]] only."))
    entries = document.get("steps")
    if not isinstance(entries, list) or not entries:
        problems.append(Problem(0, "steps", "is missing.", "Write at least one [[steps]]."))
        entries = []
    for index, entry in enumerate(entries):
        step = _step(f"steps[{index}]", entry, environment, problems)
        if step is not None:
            steps.append(step)
            if str(entry.get("with", "")).startswith(_FROM_ENVIRONMENT):
                secrets.append(step.text)
    if problems:
        faults = "\n".join(f"  {problem.explain()}" for problem in problems)
        raise OperatorError(
            f"The scenario cannot be followed:\n{faults}\n", "Mend each line and run it again."
        )
    return Scenario(tuple(steps), digest(text.encode()), tuple(secrets))


def _step(key: str, entry: Any, environment: Mapping[str, str], problems: list[Problem]) -> Step | None:
    """One entry of `steps`; None when it has a fault, noted in `problems`."""

    def wrong(what: str, mend: str, at: str = "") -> None:
        problems.append(Problem(0, f"{key}.{at}" if at else key, what, mend))

    before = len(problems)
    if not isinstance(entry, dict):
        wrong("is no table.", "Write [[steps]].")
        return None
    deeds = [deed for deed in _DEEDS if deed in entry]
    if len(deeds) != 1:
        wrong(f"says {len(deeds)} things to do.", f"Write exactly one of {', '.join(_DEEDS)}.")
        return None
    (deed,) = deeds
    for name in entry.keys() - {deed, "with"}:
        wrong("is not a known key.", f"Remove it, or write one of {', '.join(_DEEDS)}, with.", name)
    if not isinstance(entry[deed], str) or not entry[deed].strip():
        wrong("is no text.", "Write an address (go) or a selector.", deed)
    if ("with" in entry) != (deed == "fill"):
        wrong("belongs to fill, and fill needs it.", 'Write with = "env:NAME" beside fill.', "with")
    text = entry.get("with", "")
    if not isinstance(text, str):
        wrong("is no text.", 'Write with = "env:NAME", or the text itself.', "with")
    elif text.startswith(_FROM_ENVIRONMENT):
        name = text.removeprefix(_FROM_ENVIRONMENT)
        if name not in environment:
            wrong(f"names {name}, which the environment does not have.", f"Set {name} and run again.", "with")
        text = environment.get(name, "")
    return Step(deed, entry[deed], text) if len(problems) == before else None


async def follow(scenario: Scenario, watch: Watch, entry: str) -> bool:
    """Does the steps one after the other; stops at the first that fails, and returns whether none did."""
    for step in scenario.steps:
        why = await _do(step, watch, entry)
        watch.recorder.write(StepEvent, do=step.do, target=step.target, ok=not why, why=why)
        if why:
            return False
    return True


async def _do(step: Step, watch: Watch, entry: str) -> str:
    """Why the step failed; empty when it did not."""
    page: Page = watch.page
    patience = watch.patience.step * 1000
    if step.do == "go":
        return (
            "" if await watch.visit(urljoin(entry, step.target)) else f"The page did not answer: {watch.why}"
        )
    try:
        if step.do == "fill":
            await page.fill(step.target, step.text, timeout=patience)
            return ""
        watch.before_deed()
        if step.do == "click":
            await _click(page, step.target, patience)
        else:
            await page.wait_for_selector(step.target, timeout=patience)
    except Error as error:
        return first_line(error)
    await watch.after_deed()
    return ""


async def _click(page: Page, target: str, patience: float) -> None:
    """Clicks; where something lies over it, such as a banner that nobody has answered, uses the keyboard."""
    await page.wait_for_selector(target, timeout=patience)
    # What a click sets off is waited for afterwards: Playwright's own wait for a navigation may never end, and a
    # click that was made but "timed out" would then be made twice.
    try:
        await page.click(target, timeout=min(patience, _COVERED), no_wait_after=True)
    except Error as error:
        if COVERED not in error.message:
            await page.click(target, timeout=patience, no_wait_after=True)
            return
        key = "Space" if await page.locator(target).first.evaluate(_TICKED) else "Enter"
        await page.press(target, key, timeout=patience)
