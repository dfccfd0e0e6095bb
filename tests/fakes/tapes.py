"""A browser in memory: what pages do in it becomes the events of a tape. It keeps cookies as the standard says."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from charte.core.cookie import Context, CookieStore, Outcome, cookies_for, parse_set_cookie, receive
from charte.core.judgement.need import SELFTEST
from charte.core.observation import (
    Act,
    Banner,
    Box,
    Control,
    CookieSent,
    Event,
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
    Tape,
    Value,
    Viewport,
    Visit,
    WithdrawLink,
)
from charte.core.party import SuffixRules, registrable_domain

SUFFIXES = SuffixRules(rules=frozenset({"example", "fr", "gouv.fr"}))
START = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
SELF_TESTED = tuple(name for names in SELFTEST.values() for name in names)


def value(text: str) -> Value:
    """What a tape keeps of a value; one key for all tapes here, as in one run."""
    return Value(hashlib.sha256(text.encode()).hexdigest()[:16], len(text), float(len(text) * 4))


def control(label: str, **changes) -> Control:
    """A control as a fair banner draws it."""
    drawn = {
        "element": "button",
        "box": Box(40, 700, 140, 44),
        "font_size": 16.0,
        "font_weight": 600,
        "contrast": 8.2,
        "visible": True,
        "clicks": 1,
    }
    return Control(label=label, **{**drawn, **changes})


class FakeBrowser:
    """One fresh visitor. Everything that happens is an event, in order; time passes by `wait`."""

    def __init__(
        self,
        state: State = State.NONE,
        url: str = "http://demo.localhost/",
        *,
        suffixes=SUFFIXES,
        **provenance,
    ):
        self.events: list[Event] = []
        self.phase = Phase.BEFORE
        self.url = url
        self.ms = 0
        self.cookies = CookieStore()
        self.keys: dict[tuple[str, str, str], str] = {}
        self.suffixes = suffixes
        self._requests = 0
        self.provenance = Provenance(
            **{
                "charte": "0.1.0",
                "browser": "HeadlessChrome/156.0",
                "binary": "chromium-headless-shell",
                "third_party_cookies": "allowed",
                "started": START.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "state": state,
                "url": url,
                "locale": "fr-FR",
                "viewport": Viewport(1280, 800),
                "user_agent": "Mozilla/5.0",
                "suffixes": "2026-10-22",
                "selftest": Selftest(SELF_TESTED, SELF_TESTED),
                **provenance,
            }
        )

    @property
    def now(self) -> datetime:
        return START + timedelta(milliseconds=self.ms)

    def wait(self, ms: int) -> None:
        self.ms += ms

    def enter(self, phase: Phase) -> None:
        self.phase = phase

    def write(self, kind: type[Event], **fields) -> Event:
        event = kind(n=len(self.events) + 1, t=self.ms, phase=fields.pop("phase", self.phase), **fields)
        self.events.append(event)
        return event

    def visited(self, url: str = "", status: int | None = 200, **fields) -> None:
        """A page's loading ended."""
        self.url = url or self.url
        self.wait(60)
        self.write(Visit, url=self.url, status=status, final_url=self.url, **fields)

    def request(
        self, url: str, *set_cookies: str, by: str = "", type: str = "script", method: str = "GET", **fields
    ) -> str:
        """A request with the cookies that go with it, and the cookies that its answer sets."""
        self._requests += 1
        number = f"r{self._requests}"
        self.wait(11)
        host = urlsplit(url).hostname
        self.write(
            Request,
            id=number,
            url=url,
            host=host,
            type=type,
            method=method,
            frame=self.url,
            initiator=Initiator("script" if by else "parser", by or self.url, (by or self.url,)),
            **fields,
        )
        context = self._context(host)
        for cookie in cookies_for(self.cookies, url, self.now, context=context):
            self.write(
                CookieSent,
                request=number,
                url=url,
                host=host,
                name=cookie.name,
                value=value(cookie.value),
                domain=cookie.domain if cookie.host_only else f".{cookie.domain}",
                path=cookie.path,
                **fields,
            )
        self.wait(9)
        for header in set_cookies:
            self._receive(number, url, header, context)
        return number

    def not_sent(self, url: str) -> None:
        """A request that the browser kept back."""
        number = self.request(url)
        self.write(RequestFailed, request=number, url=url, host=urlsplit(url).hostname, sent=False, why="csp")

    def script(self, header: str, by: str = "", frame: str = "", api: str = "document.cookie") -> None:
        """A write by script; a deletion where it comes expired."""
        frame = frame or self.url
        cookie = parse_set_cookie(header)
        received = receive(
            self.cookies,
            header,
            frame if urlsplit(frame).hostname else self.url,
            self.now,
            is_public_suffix=self.suffixes.is_public_suffix,
            context=Context(http=False),
        )
        self.cookies = received.store
        self.write(
            ScriptCookie,
            api=api,
            op="delete" if received.outcome in (Outcome.DELETED, Outcome.EXPIRED) else "set",
            name=cookie.name,
            header=without_value(header),
            value=value(cookie.value),
            frame=frame,
            author=by or f"inline:{frame}",
        )

    def store(self, area: str, name: str, text: str = "1", by: str = "", origin: str = "") -> None:
        """A key written to storage."""
        origin = origin or f"http://{urlsplit(self.url).netloc}"
        self.keys[area, origin, name] = text
        self.write(StorageWrite, area=area, origin=origin, name=name, value=value(text), author=by)

    def collect(self) -> None:
        """The end of a phase."""
        self.wait(5)
        self.write(
            Jar,
            cookies=tuple(
                JarCookie(
                    name=cookie.name,
                    domain=cookie.domain if cookie.host_only else f".{cookie.domain}",
                    host_only=cookie.host_only,
                    path=cookie.path,
                    expires=cookie.expires.strftime("%Y-%m-%dT%H:%M:%SZ") if cookie.expires else None,
                    secure=cookie.secure,
                    http_only=cookie.http_only,
                    same_site="" if cookie.same_site == "Default" else str(cookie.same_site),
                    partition=cookie.partition,
                    value=value(cookie.value),
                )
                for cookie in self.cookies.cookies
            ),
        )
        self.write(
            Storage,
            keys=tuple(
                StorageKey(area, origin, name, value(text))
                for (area, origin, name), text in self.keys.items()
            ),
        )

    def banner(
        self, text: str = "", controls: dict[str, Control] | None = None, *, seen: bool = True, **fields
    ) -> None:
        """What asks for a choice is measured."""
        if controls is None:
            controls = {
                "accept": control("Tout accepter"),
                "refuse": control("Tout refuser", box=Box(190, 700, 140, 44)),
                "customise": control("Personnaliser", box=Box(340, 700, 150, 44)),
            }
        fields.setdefault("viewport", self.provenance.viewport)
        fields.setdefault("withdraw_link", WithdrawLink(True, "Gérer mes choix"))
        self.write(Banner, seen=seen, controls=controls if seen else {}, text=text if seen else "", **fields)

    def act(self, name: str, clicks: int = 1, ok: bool = True, why: str = "") -> None:
        self.write(Act, control=name, clicks=clicks, ok=ok, why=why)

    def step(self, do: str, target: str, ok: bool = True, why: str = "") -> None:
        self.write(Step, do=do, target=target, ok=ok, why=why)

    def fail(self, collector: str, why: str = "TimeoutError") -> None:
        self.write(Failed, collector=collector, why=why)

    def picture(self, file: str) -> None:
        self.write(Screenshot, file=file, sha256="0" * 64, width=1280, height=800)

    def prove(self, proven: bool = True, by: str = "preference-cookie", why: str = "") -> None:
        self.write(Proof, state=self.provenance.state, by=by, proven=proven, why=why)

    def tape(self, *, complete: bool = True) -> Tape:
        return Tape(self.provenance, tuple(self.events), complete)

    def _context(self, host: str) -> Context:
        page = urlsplit(self.provenance.url)
        site = registrable_domain(page.netloc, self.suffixes)
        own = registrable_domain(host, self.suffixes) == site
        return Context(same_site=own, top_site=f"{page.scheme}://{site}")

    def _receive(self, number: str, url: str, header: str, context: Context) -> None:
        received = receive(
            self.cookies,
            header,
            url,
            self.now,
            is_public_suffix=self.suffixes.is_public_suffix,
            context=context,
        )
        self.cookies = received.store
        cookie = parse_set_cookie(header)
        self.write(
            ResponseCookie,
            request=number,
            url=url,
            host=urlsplit(url).hostname,
            name=cookie.name,
            header=without_value(header),
            value=value(cookie.value),
            refused=(str(received.refusal),) if received.refusal else (),
        )


def without_value(header: str) -> str:
    pair, semicolon, attributes = header.partition(";")
    return f"{pair.partition('=')[0]}=…{semicolon}{attributes}"
