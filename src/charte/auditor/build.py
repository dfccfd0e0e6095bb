"""Puts the collectors of one context together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import BrowserContext

from charte.auditor.activity import Activity
from charte.auditor.browser import Browser
from charte.auditor.charte_banner import carries_choice
from charte.auditor.collectors.banner import BannerMeasure
from charte.auditor.collectors.base import Collector
from charte.auditor.collectors.jar import JarSnapshot
from charte.auditor.collectors.requests import Requests
from charte.auditor.collectors.response_cookies import ResponseCookies
from charte.auditor.collectors.screenshots import Screenshots
from charte.auditor.collectors.script_writes import ScriptWrites
from charte.auditor.collectors.sent_cookies import SentCookies
from charte.auditor.collectors.storage import StorageSnapshot
from charte.auditor.collectors.storage_events import StorageEvents
from charte.auditor.hops import Hops
from charte.auditor.jar import CookieJar
from charte.auditor.patience import PATIENCE, Patience
from charte.auditor.recorder import Recorder
from charte.auditor.watch import Watch, page_target
from charte.auditor.witness import Witness
from charte.core.observation import Phase, State


@dataclass(frozen=True, slots=True)
class Instruments:
    """A watched page, and those of its instruments that steer the journey."""

    watch: Watch
    jar: CookieJar
    banner: BannerMeasure


async def watch_page(
    browser: Browser,
    context: BrowserContext,
    recorder: Recorder,
    state: State,
    pictures: Path | None,
    patience: Patience = PATIENCE,
    more: tuple[Collector, ...] = (),
) -> Instruments:
    """A new page of `context` with every collector in place, and `more`; screenshots only where `pictures` is a
    folder."""
    page = await context.new_page()
    target = await page_target(page)
    jar = CookieJar(browser.session, target.context)
    activity = Activity(patience.timers)

    def phase_of(method: str, url: str) -> Phase:
        return recorder.phase_before if carries_choice(method, url) else recorder.phase

    hops = Hops(activity, phase_of)
    banner = BannerMeasure(recorder)
    writes = ScriptWrites(recorder, activity)
    collectors: list[Collector] = [
        Requests(recorder, hops),
        SentCookies(recorder, hops),
        ResponseCookies(recorder, hops, jar),
        writes,
        StorageEvents(recorder, activity, writes.told),
        banner,
        JarSnapshot(recorder, jar),
        StorageSnapshot(recorder),
    ]
    if pictures is not None:
        collectors.append(Screenshots(recorder, pictures, state))
    collectors += more
    witness = Witness(context, hops)
    watch = Watch(
        page, target, recorder, activity, hops, witness, browser.identity, tuple(collectors), patience
    )
    await watch.begin()
    return Instruments(watch, jar, banner)
