"""A small public site with a true charter, and the same site with lies: four consent states as tapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.fakes.tapes import FakeBrowser, control

from charte.core.charter import Charter, read
from charte.core.observation import Box, Control, Phase, State, Tape

SITE = "http://demo.localhost"
STATS = "http://stats.localhost/s.js"
VIDEO = "http://video.localhost/embed"
ADS = "http://ads.localhost/pixel.gif"

REGISTER = """\
schema = 1
version = "1.0"
date = 2026-11-20
[site]
key = "rivebelle"
name = "Rivebelle en données"
hosts = ["demo.localhost"]
languages = ["fr", "en"]
default_language = "fr"
page = "/charte"
withdrawal = { fr = "Le lien en bas de page.", en = "The link at the foot." }
controller = { name = "Rivebelle", contact = "contact@demo.localhost" }
[site.locations]
front = ["/*"]
back = ["/back/*"]
"""
PURPOSES = {
    "choice": ("E1", "Mémorisation de vos choix", "Conserver votre décision sur les traceurs."),
    "auth": ("E2", "Connexion", "Vous identifier et protéger l’accès."),
    "ui": ("E4", "Préférences d’affichage", "La langue que vous avez demandée."),
    "visits": ("E7", "Mesure d’audience anonyme", "Compter les visites du site."),
    "audience": ("", "Mesure d’audience détaillée", "Analyser votre parcours."),
    "media": ("", "Vidéos intégrées", "Afficher une vidéo fournie par un tiers."),
    "ads": ("", "Publicité", "Afficher des publicités selon un profil."),
}
# key, provider, locations, hosts, and the lines of its trackers
SERVICES = (
    (
        "platform", "Rivebelle", "front", "",
        'name = "cookies_preferences"\nlifetime = "P6M"\npurposes = ["choice"]',
        'name = "django_language"\nlifetime = "P1Y"\npurposes = ["ui"]',
    ),
    (
        "account", "Rivebelle", "back", "",
        'name = "sessionid"\nlifetime = "P14D"\npurposes = ["auth"]',
    ),
    (
        "counter", "Rivebelle", "front", "",
        'name = "_visits"\nlifetime = "P13M"\npurposes = ["visits"]',
    ),
    (
        "stats", "Statistique SA", "front", "stats.localhost",
        'name = "_st_<ID>"\nlifetime = "P13M"\npurposes = ["audience"]',
        'name = "st_uid"\nhost = "stats.localhost"\nparty = "third"\nlifetime = "P13M"\npurposes = ["audience"]',
    ),
    (
        "video", "Vidéo SARL", "front", "video.localhost",
        'name = "vid"\nhost = "video.localhost"\nparty = "third"\nlifetime = "P6M"\npurposes = ["media"]',
    ),
    (
        "ads", "Réclame SAS", "front", "",
        'name = "ad_id"\nhost = "ads.localhost"\nparty = "third"\nlifetime = "P3M"\npurposes = ["ads"]',
        'name = "pixel"\nkind = "pixel"\nhost = "ads.localhost"\npath = "/pixel.gif"\npurposes = ["ads"]',
    ),
)  # fmt: skip
LIFE = "Max-Age=15897600; Path=/; Secure; SameSite=Lax"
THIRD = "Path=/; SameSite=None; Secure"
LIES = ("before", "after-refusal", "undeclared", "outlives", "stays", "unequal")


def register(**changes: str) -> str:
    """The register as TOML; `changes` replaces one piece of text by another."""
    text = REGISTER + _purposes() + _services()
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def replaced(*pairs: tuple[str, str]) -> Charter:
    """The charter with pieces of its text replaced."""
    return read(register(**dict(pairs)))


def charter() -> Charter:
    return read(register())


def banner_text() -> str:
    asked = [f"{title}\n{text}" for exemption, title, text in PURPOSES.values() if not exemption]
    return "Rivebelle demande votre consentement\n" + "\n".join(asked)


@dataclass
class Site:
    """What the site does. Each field is a place where a test may lie."""

    text: str = field(default_factory=banner_text)
    controls: Callable[[], dict[str, Control] | None] = lambda: None
    page: Callable[[FakeBrowser], None] = lambda browser: None
    withdraw_clicks: int = 2
    answer: str = "cookies_preferences={answer}; " + LIFE
    lies: frozenset[str] = frozenset()

    def visit(self, browser: FakeBrowser, path: str = "/") -> None:
        """One page view: the document, the exempt counter, and what this visitor permits."""
        url = SITE + path
        phase = browser.phase
        objects = phase in (Phase.REFUSED, Phase.WITHDRAWN)
        counting = () if objects else ("_visits=1; Max-Age=33696000; Path=/",)
        browser.url = url
        browser.request(url, *counting, type="document")
        self._lie(browser)
        self.page(browser)
        if phase is Phase.ACCEPTED:
            self._accepted(browser, url)
        browser.visited(url)
        browser.banner(self.text, self._controls(), seen=phase is Phase.BEFORE)

    def choose(self, browser: FakeBrowser, name: str, phase: Phase, clicks: int = 1) -> None:
        """The choice goes out in the phase before; its answer falls in the new one."""
        before, answer = browser.phase, "yes" if phase is Phase.ACCEPTED else "no"
        browser.enter(phase)
        headers = [self.answer.format(answer=answer)]
        if answer == "no":
            headers += [
                f"{cookie.name}=; Max-Age=0; Path=/"
                for cookie in browser.cookies.cookies
                if cookie.domain == "demo.localhost"
                and cookie.name.startswith("_")
                and not ("stays" in self.lies and cookie.name == "_st_42")
            ]
        browser.request(f"{SITE}/_charte/rivebelle/choices", type="fetch", method="POST", phase=before)
        for header in headers:
            browser._receive(
                f"r{browser._requests}",
                f"{SITE}/_charte/rivebelle/choices",
                header,
                browser._context("demo.localhost"),
            )
        browser.act(name, clicks)

    def _accepted(self, browser: FakeBrowser, url: str) -> None:
        browser.request(STATS, f"st_uid=7; Max-Age=33696000; {THIRD}")
        life = 70_000_000 if "outlives" in self.lies else 33_696_000
        browser.script(f"_st_42=1; Max-Age={life}; Path=/", by=STATS)
        browser.request("http://stats.localhost/collect", by=STATS, type="fetch")
        browser.request(VIDEO, f"vid=3; Max-Age=15897600; {THIRD}", type="document")
        browser.request(ADS, f"ad_id=9; Max-Age=7776000; {THIRD}", by=f"{SITE}/ads.js", type="image")

    def _lie(self, browser: FakeBrowser) -> None:
        if "before" in self.lies and browser.phase is Phase.BEFORE:
            browser.script("_st_42=1; Max-Age=33696000; Path=/", by=f"{SITE}/early.js")
        if "after-refusal" in self.lies and browser.phase is Phase.REFUSED:
            browser.script("_st_77=1; Max-Age=33696000; Path=/", by=f"{SITE}/late.js")
        if "undeclared" in self.lies:
            browser.request(f"{SITE}/news", "_track=1; Max-Age=86400; Path=/", type="fetch")

    def _controls(self) -> dict[str, Control] | None:
        if "unequal" in self.lies:
            return {
                "accept": control("Tout accepter"),
                "refuse": control(
                    "Tout refuser", box=Box(190, 712, 90, 20), font_size=12.0, font_weight=400, contrast=2.9
                ),
            }
        return self.controls()


def journey(
    state: State, site: Site, steps: Callable[[FakeBrowser], None] = lambda b: None, **provenance
) -> FakeBrowser:
    """What the auditor does in one state."""
    browser = FakeBrowser(state, f"{SITE}/", **provenance)
    site.visit(browser)
    choices = {
        State.NONE: (),
        State.REFUSED: (("refuse", Phase.REFUSED, 1),),
        State.ACCEPTED: (("accept", Phase.ACCEPTED, 1),),
        State.WITHDRAWN: (("accept", Phase.ACCEPTED, 1), ("withdraw", Phase.WITHDRAWN, site.withdraw_clicks)),
    }[state]
    for name, phase, clicks in choices:
        browser.collect()
        site.choose(browser, name, phase, clicks)
        browser.wait(40)
        site.visit(browser)
    if not choices:
        site.visit(browser)
    steps(browser)
    browser.collect()
    browser.picture(f"{state}-{browser.phase}.png")
    browser.prove()
    return browser


def audit(
    lies: Iterable[str] = (),
    *,
    states: Iterable[State] = tuple(State),
    steps: Callable[[FakeBrowser], None] = lambda browser: None,
    provenance: dict | None = None,
    **changes,
) -> list[Tape]:
    """The tapes of one audit, of the true site or of one that lies."""
    site = Site(lies=frozenset(lies), **changes)
    return [journey(state, site, steps, **(provenance or {})).tape() for state in states]


def _purposes() -> str:
    return "".join(
        f'[[purposes]]\nkey = "{key}"\nbasis = "{"exempt" if exemption else "consent"}"\n'
        + (
            f'exemption = "{exemption}"\nreason = {{ fr = "Parce que.", en = "Because." }}\n'
            if exemption
            else ""
        )
        + ('objectable = true\ndata_retention = "P25M"\n' if key == "visits" else "")
        + (
            'assessment = { tool = "Compteur", date = 2026-10-01, document = "/a.pdf" }\n'
            if key == "visits"
            else ""
        )
        + f'title = {{ fr = "{title}", en = "{key}" }}\ntext = {{ fr = "{text}", en = "{key}, in words." }}\n'
        for key, (exemption, title, text) in PURPOSES.items()
    )


def _services() -> str:
    return "".join(
        f'[[services]]\nkey = "{key}"\nprovider = "{provider}"\nname = {{ fr = "{key}", en = "{key}" }}\n'
        f'locations = ["{place}"]\nhosts = [{f"{host!r}" if host else ""}]\n'
        + "".join(f"[[services.trackers]]\n{tracker}\n" for tracker in trackers)
        for key, provider, place, host, *trackers in SERVICES
    )
