"""The tape's types: what an audit saw in one consent state, in time order, with its provenance.

One frozen dataclass for each kind of event of docs/formats.md, section 6, whose fields are the event's
keys. Values of cookies and storage never stand here: a `Value` is what remains of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, TypeVar

TAPE = 1  # the version of the format


class State(StrEnum):
    """What the visitor of this tape has chosen in the end."""

    NONE = "none"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class Phase(StrEnum):
    """What the visitor had chosen when an event happened; `before` is: nothing yet."""

    BEFORE = "before"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Value:
    """A stored value: its keyed hash (hex; equal within one run when the value is), length in characters,
    and Shannon entropy of the whole value in bits."""

    hash: str
    length: int
    entropy: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in CSS pixels, from the top left of the viewport."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Viewport:
    """The size of the page's window in CSS pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Selftest:
    """The kinds of evidence that a built-in page with known writes should show, and those that were seen."""

    seen: tuple[str, ...]
    expected: tuple[str, ...]

    @property
    def missed(self) -> tuple[str, ...]:
        return tuple(name for name in self.expected if name not in self.seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The first line: with what, when and how the tape was made.

    `started` is UTC (`YYYY-MM-DDTHH:MM:SSZ`); `charter` and `scenario` are digests; `third_party_cookies`
    is allowed, blocked or unknown, as tried at the start; `client_hints` is the Sec-CH-UA that goes with the user agent.
    """

    kind: ClassVar[str] = "provenance"
    tape: int = TAPE
    charte: str
    browser: str
    binary: str
    third_party_cookies: str
    started: str
    state: State
    url: str
    charter: str | None = None
    scenario: str | None = None
    locale: str = ""
    viewport: Viewport
    user_agent: str
    client_hints: str = ""
    suffixes: str = ""
    selftest: Selftest


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every event has: its number from 1, milliseconds since the start, and the phase it fell in."""

    kind: ClassVar[str] = ""
    n: int
    t: int
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Event):
    """A page was asked for and its loading ended. `status` is None when it did not answer; `settled` is false when
    it was still busy when time ran out. `why` explains either."""

    kind: ClassVar[str] = "visit"
    url: str
    status: int | None
    final_url: str
    settled: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Event):
    """A step of the scenario. `target` is an address or selector, never a secret."""

    kind: ClassVar[str] = "step"
    do: str
    target: str
    ok: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Initiator:
    """Who caused a request: `type` as the browser says (parser, script, preload, other), the nearest address,
    and the chain of script addresses from the nearest to the farthest."""

    type: str
    url: str = ""
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Event):
    """A request, or one hop of a redirected one: each hop has its own `id`, and names the hop before it."""

    kind: ClassVar[str] = "request"
    id: str
    url: str
    host: str
    type: str
    method: str
    frame: str
    initiator: Initiator
    redirected_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFailed(Event):
    """A request that brought no answer. `sent` is false when it never left the browser (blocked by a policy of
    the page, mixed content…), so that it told its host nothing."""

    kind: ClassVar[str] = "request-failed"
    request: str
    url: str
    host: str
    sent: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseCookie(Event):
    """A Set-Cookie header of one response, value replaced by `…`; `refused` holds the browser's reasons."""

    kind: ClassVar[str] = "response-cookie"
    request: str
    url: str
    host: str
    name: str
    header: str
    value: Value
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CookieSent(Event):
    """A cookie that went out with a request. `domain` begins with a dot unless the cookie is host-only."""

    kind: ClassVar[str] = "cookie-sent"
    request: str
    url: str
    host: str
    name: str
    value: Value
    domain: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptCookie(Event):
    """A write by script. `author` is the script's address, or `inline:` and the document's; `stack` the frames,
    nearest first, each `function@address:line:column`. `header` has its value replaced by `…`."""

    kind: ClassVar[str] = "script-cookie"
    api: str
    op: str
    name: str
    header: str
    value: Value
    frame: str
    author: str
    stack: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageWrite(Event):
    """A key written to storage. `author` is empty where the browser does not say who wrote."""

    kind: ClassVar[str] = "storage-write"
    area: str
    origin: str
    name: str
    value: Value | None
    author: str = ""
    stack: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JarCookie:
    """A cookie as the browser keeps it. `expires` is UTC, None for a session cookie; `same_site` is Strict, Lax,
    None, or empty where the site did not say; `partition` is the top-level site of a partitioned cookie."""

    name: str
    domain: str
    host_only: bool
    path: str
    expires: str | None
    secure: bool
    http_only: bool
    same_site: str
    partition: str | None
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Jar(Event):
    """Every cookie at the end of a phase."""

    kind: ClassVar[str] = "jar"
    cookies: tuple[JarCookie, ...]


@dataclass(frozen=True, slots=True)
class StorageKey:
    """A key of storage, with the area and origin that hold it. `value` is None where only the key is read."""

    area: str
    origin: str
    name: str
    value: Value | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage(Event):
    """Every storage key at the end of a phase."""

    kind: ClassVar[str] = "storage"
    keys: tuple[StorageKey, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """A control of the banner as drawn. `font_size` in CSS pixels, `contrast` the ratio of WCAG 2.2, `visible`
    without scrolling, `clicks` from the page to its effect."""

    label: str
    element: str
    box: Box
    font_size: float
    font_weight: int
    contrast: float
    visible: bool
    clicks: int


@dataclass(frozen=True, slots=True)
class WithdrawLink:
    """The permanent way back to one's choice."""

    seen: bool
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner(Event):
    """What asks for a choice, as seen on a page in a window of the size `viewport`; `controls` has accept, refuse and
    customise where present."""

    kind: ClassVar[str] = "banner"
    viewport: Viewport
    seen: bool
    controls: Mapping[str, Control] = field(default_factory=dict)
    box: Box | None = None
    text: str = ""
    boxes_ticked: tuple[str, ...] = ()
    withdraw_link: WithdrawLink = field(default_factory=lambda: WithdrawLink(False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Event):
    """What Charte did to reach the state: the control it used and the clicks it took."""

    kind: ClassVar[str] = "act"
    control: str
    clicks: int
    ok: bool
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof(Event):
    """Whether the state was reached. `by`: preference-cookie, reload, or none when nothing is asked."""

    kind: ClassVar[str] = "proof"
    state: State
    by: str
    proven: bool
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screenshot(Event):
    """A picture of the page beside the tape. `sha256` is the file's, in hex."""

    kind: ClassVar[str] = "screenshot"
    file: str
    sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Event):
    """A collector of evidence that failed: what it should have seen is unknown."""

    kind: ClassVar[str] = "failed"
    collector: str
    why: str


E_ = TypeVar("E_", bound=Event)
EVENTS: Mapping[str, type[Event]] = MappingProxyType(
    {
        event.kind: event
        for event in (
            Visit,
            Step,
            Request,
            RequestFailed,
            ResponseCookie,
            CookieSent,
            ScriptCookie,
            StorageWrite,
            Jar,
            Storage,
            Banner,
            Act,
            Proof,
            Screenshot,
            Failed,
        )
    }
)


@dataclass(frozen=True, slots=True)
class Tape:
    """What an audit saw in one state. `complete` is false for a tape that was cut before its end."""

    provenance: Provenance
    events: tuple[Event, ...]
    complete: bool

    @property
    def state(self) -> State:
        return self.provenance.state

    def of(self, kind: type[E_]) -> Iterator[E_]:
        """The events of one kind, in time order."""
        return (event for event in self.events if isinstance(event, kind))
