"""For each rule an audit that passes, one that fails (with exactly what), and one where its evidence is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.fakes.audited_site import ADS, SITE, STATS, audit, banner_text, charter, replaced
from tests.fakes.tapes import FakeBrowser, control

from charte.core.charter import Charter
from charte.core.observation import Box, Phase, State, Tape, Viewport, WithdrawLink

Audited = tuple[Charter | None, list[Tape]]
Failures = set[tuple[str, str, str]]
MEDIA = 'name = "vid"\nhost = "video.localhost"\nparty = "third"\nlifetime = "P6M"\npurposes = ["media"]'


@dataclass(frozen=True)
class Example:
    """`passes`, `fails` and `blind` make an audit; `because` is the whole set of failures of `fails`."""

    passes: Callable[[], Audited]
    fails: Callable[[], Audited]
    because: Failures
    blind: Callable[[], Audited]


def true(**changes) -> Callable[[], Audited]:
    return lambda: (charter(), audit(**changes))


def with_register(*pairs, **changes) -> Callable[[], Audited]:
    return lambda: (replaced(*pairs), audit(**changes))


def without_collector(name: str) -> Callable[[], Audited]:
    """Every tape tells that this collector failed."""

    def fails(browser: FakeBrowser) -> None:
        if browser.phase is Phase.BEFORE:
            browser.fail(name)

    return true(page=fails)


def in_phase(phase: Phase, deed: Callable[[FakeBrowser], object]) -> Callable[[FakeBrowser], None]:
    return lambda browser: deed(browser) if browser.phase is phase else None


def controls(**changes) -> Callable[[], dict]:
    """A banner whose refuse control differs in these ways."""
    return lambda: {"accept": control("Tout accepter"), "refuse": control("Tout refuser", **changes)}


def no_link(browser: FakeBrowser) -> None:
    """The page visited last has no way back to the choice."""
    if browser.phase is Phase.ACCEPTED:
        browser.visited(SITE + "/news")
        browser.banner(seen=False, withdraw_link=WithdrawLink(False))


def unmeasured(tape: Tape) -> Tape:
    return replace(tape, events=tuple(event for event in tape.events if event.kind != "banner"))


def no_banner() -> Audited:
    return charter(), [unmeasured(tape) for tape in audit()]


def sign_in(browser: FakeBrowser, *, lost: bool = False) -> None:
    """Goes to the back office and changes the language, whose cookie may be lost."""
    back = f"{SITE}/back/"
    browser.url = back
    browser.request(back, "sessionid=x; Max-Age=1209600; Path=/; HttpOnly", type="document")
    browser.request(f"{SITE}/lang", *(() if lost else ("django_language=fr; Max-Age=31536000; Path=/",)))
    browser.visited(back)
    browser.banner(seen=False)


def _at_width(width: int) -> list[Tape]:
    return audit(states=[State.NONE], provenance={"viewport": Viewport(width, 700)})


NO_WRITES = without_collector("response-cookies")
EXAMPLES: dict[str, Example] = {
    "C01": Example(true(), true(lies=["before"]), {("C01", "_st_<ID>", "none")}, NO_WRITES),
    "C02": Example(true(), true(lies=["after-refusal"]), {("C02", "_st_<ID>", "refused")}, NO_WRITES),
    "C03": Example(
        true(),
        true(lies=["stays"]),
        {("C03", "_st_<ID>", "withdrawn"), ("C04", "_st_<ID>", "withdrawn")},
        without_collector("sent-cookies"),
    ),
    "C04": Example(
        true(),
        true(page=in_phase(Phase.WITHDRAWN, lambda b: b.request("http://stats.localhost/collect", by=STATS))),
        {("C03", "st_uid", "withdrawn"), ("C04", "stats.localhost", "withdrawn")},
        without_collector("jar"),
    ),
    "C05": Example(
        true(),
        true(page=in_phase(Phase.BEFORE, lambda b: b.request(ADS, by=f"{SITE}/ads.js", type="image"))),
        {("C05", "ads.localhost", "none")},
        without_collector("requests"),
    ),
    "C07": Example(
        true(),
        true(page=in_phase(Phase.ACCEPTED, lambda b: b.store("local-storage", "_st_9", by=STATS))),
        {("C07", "_st_<ID>", "")},
        without_collector("storage"),
    ),
    "R01": Example(
        true(),
        true(lies=["undeclared"]),
        {("R01", "_track", "")},
        lambda: (charter(), audit(provenance={"third_party_cookies": "blocked"})),
    ),
    "R02": Example(
        true(steps=sign_in),
        lambda: (
            charter(),
            [tape for _ in range(3) for tape in audit(steps=lambda b: sign_in(b, lost=True))],
        ),
        {("R02", "django_language", "")},
        true(),
    ),
    "R04": Example(true(), true(lies=["outlives"]), {("R04", "_st_<ID>", "")}, NO_WRITES),
    "R05": Example(
        true(),
        true(answer="cookies_preferences={answer}; Max-Age=31536000; Path=/; Secure; SameSite=Lax"),
        {("R04", "cookies_preferences", ""), ("R05", "cookies_preferences", "")},
        NO_WRITES,
    ),
    "R06": Example(
        true(),
        with_register(('name = "_visits"\nlifetime = "P13M"', 'name = "_visits"\nlifetime = "P14M"')),
        {("R06", "_visits", "")},
        NO_WRITES,
    ),
    "R09": Example(
        with_register((MEDIA, MEDIA.replace('["media"]', '["ui", "media"]'))),
        with_register(
            (MEDIA, MEDIA.replace('["media"]', '["ui", "media"]').replace('host = "video.localhost"\n', "")),
            page=in_phase(Phase.BEFORE, lambda b: b.script("vid=1; Max-Age=60; Path=/")),
        ),
        {
            ("C01", "vid", "none"),
            ("R09", "vid", ""),
            ("R01", "vid", ""),
            ("C02", "vid", "refused"),
            ("C03", "vid", "withdrawn"),
            ("C04", "vid", "withdrawn"),
        },
        with_register((MEDIA, MEDIA.replace('["media"]', '["ui", "media"]')), states=()),
    ),
    "R10": Example(
        true(),
        with_register(("date = 2026-10-01, document", "date = 2025-10-01, document")),
        {("R10", "visits", "")},
        true(states=()),
    ),
    "R12": Example(
        true(),
        with_register(('data_retention = "P25M"\n', "")),
        {("R12", "visits", "")},
        lambda: (None, audit()),
    ),
    "R13": Example(
        true(steps=sign_in),
        with_register(
            ('name = "sessionid"\nlifetime = "P14D"', 'name = "sessionid"\nlifetime = "session"'),
            steps=sign_in,
        ),
        {("R04", "sessionid", ""), ("R13", "sessionid", "")},
        NO_WRITES,
    ),
    "B01": Example(true(), true(controls=controls(clicks=2)), {("B01", "refuse", "none")}, no_banner),
    "B02": Example(
        true(),
        true(controls=lambda: {"accept": control("J’accepte")}),
        {("B02", "refuse", "none")},
        no_banner,
    ),
    "B03": Example(true(), true(controls=controls(element="a")), {("B03", "refuse", "none")}, no_banner),
    "B04": Example(
        true(), true(controls=controls(box=Box(0, 0, 100, 44))), {("B04", "refuse", "none")}, no_banner
    ),
    "B05": Example(true(), true(controls=controls(contrast=4.4)), {("B05", "refuse", "none")}, no_banner),
    "B06": Example(
        lambda: (charter(), [*audit(), *_at_width(320), *_at_width(375)]),
        true(controls=controls(visible=False)),
        {("B06", "refuse", "none")},
        true(),
    ),
    "B09": Example(
        true(),
        true(page=in_phase(Phase.BEFORE, lambda b: b.banner("…", boxes_ticked=("ads", "visits")))),
        {
            ("B09", "ads", "none"),
            ("I01", "", "none"),
            ("I03", "audience", "none"),
            ("I03", "media", "none"),
            ("I03", "ads", "none"),
        },
        no_banner,
    ),
    "I01": Example(
        true(),
        lambda: (charter(), audit(text=banner_text().replace("Rivebelle", "Nous"))),
        {("I01", "", "none")},
        no_banner,
    ),
    "I03": Example(
        true(),
        lambda: (charter(), audit(text=banner_text().replace("Publicité", "Confort"))),
        {("I03", "ads", "none")},
        no_banner,
    ),
    "W01": Example(true(), true(steps=no_link), {("W01", "withdraw", "accepted")}, no_banner),
    "W02": Example(true(), true(withdraw_clicks=3), {("W02", "withdraw", "withdrawn")}, true(states=())),
    "S03": Example(
        true(),
        true(page=in_phase(Phase.BEFORE, lambda b: b.script("odd=1; SameSite=None; Path=/"))),
        {("S03", "odd", "")},
        NO_WRITES,
    ),
    "S06": Example(
        true(),
        true(
            page=in_phase(
                Phase.BEFORE, lambda b: b.request(SITE, "__Host-x=1; Secure; Path=/; Domain=demo.localhost")
            )
        ),
        {("S06", "__Host-x", "")},
        NO_WRITES,
    ),
}
