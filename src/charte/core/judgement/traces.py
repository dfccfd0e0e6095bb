"""From the events of a tape to traces: what shows that a tracker is on the device, or leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from charte.core.charter import Kind
from charte.core.cookie import (
    Context,
    CookieStore,
    Outcome,
    asked_lifetime,
    default_path,
    parse_set_cookie,
    receive,
)
from charte.core.host import canonical_host
from charte.core.judgement.address import host_of, moment, path_of, scheme_of, without_query
from charte.core.judgement.reel import PHASE, Reel
from charte.core.observation import (
    CookieSent,
    Event,
    Jar,
    Phase,
    ResponseCookie,
    ScriptCookie,
    State,
    Storage,
    StorageWrite,
    Value,
)
from charte.core.party import SuffixRules, registrable_domain


class How(StrEnum):
    """How an event shows a tracker. Deleted and refused show that it is not there."""

    WRITTEN = "written"
    SENT = "sent"
    KEPT = "kept"
    CALLED = "called"
    DELETED = "deleted"
    REFUSED = "refused"


PRESENT = frozenset({How.WRITTEN, How.SENT, How.KEPT, How.CALLED})


class Place(NamedTuple):
    """What makes a tracker one and no other. `host` is a cookie's domain without its dot, or the host of an origin;
    `origin` is empty for a cookie; `path` and `partition` are empty for what has none."""

    kind: Kind
    name: str
    host: str
    origin: str = ""
    path: str = ""
    partition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One event that shows a tracker.

    `where` is the host it was sent to, the address that set it, or the frame; `author` who wrote; `header` the
    line it was written with, value left out. `life` is what the header asked for, or for what the jar keeps what
    was left of it; None until the browser closes. `early`: a withdrawal had not taken effect yet.
    """

    how: How
    tape: str
    state: State
    phase: Phase
    n: int
    t: int
    where: str = ""
    author: str = ""
    header: str = ""
    life: timedelta | None = None
    value: Value | None = None
    http_only: bool = False
    reasons: tuple[str, ...] = ()
    early: bool = False


class Reader:
    """Reads one reel: each event of interest as a place and a trace."""

    def __init__(self, reel: Reel, suffixes: SuffixRules) -> None:
        self._reel = reel
        self._suffixes = suffixes
        self._effect = reel.effect()
        self._page = reel.tape.provenance.url
        self._site = registrable_domain(host_of(self._page), suffixes)
        self._scheme = scheme_of(self._page)

    def read(self) -> Iterator[tuple[Place, Trace]]:
        """All but the cookies sent, which name their place only in part."""
        for event in self._reel.tape.events:
            if isinstance(event, ResponseCookie):
                yield self._response(event)
            elif isinstance(event, ScriptCookie):
                yield self._script(event)
            elif isinstance(event, StorageWrite):
                trace = self.trace(How.WRITTEN, event, where=event.origin, author=without_query(event.author))
                yield _stored(event.area, event.origin, event.name), trace
            elif isinstance(event, Jar):
                yield from self._jar(event)
            elif isinstance(event, Storage):
                for key in event.keys:
                    kept = self.trace(How.KEPT, event, where=key.origin, value=key.value)
                    yield _stored(key.area, key.origin, key.name), kept

    def sent(self) -> Iterator[tuple[CookieSent, Trace]]:
        for event in self._reel.tape.of(CookieSent):
            yield event, self.trace(How.SENT, event, where=event.host, value=event.value)

    def trace(
        self,
        how: How,
        event: Event,
        *,
        where: str,
        author: str = "",
        header: str = "",
        life: timedelta | None = None,
        value: Value | None = None,
        http_only: bool = False,
        reasons: tuple[str, ...] = (),
    ) -> Trace:
        return Trace(
            how=how,
            tape=self._reel.label,
            state=self._reel.state,
            phase=event.phase,
            n=event.n,
            t=event.t,
            where=where,
            author=author,
            header=header,
            life=life,
            value=value,
            http_only=http_only,
            reasons=reasons,
            early=event.phase is PHASE[State.WITHDRAWN] and event.n <= self._effect,
        )

    def _response(self, event: ResponseCookie) -> tuple[Place, Trace]:
        place, life, http_only = self._asked(event.name, event.header, event.url, self._reel.at(event))
        how = How.REFUSED if event.refused else How.DELETED if life == timedelta(0) else How.WRITTEN
        return place, self.trace(
            how,
            event,
            where=event.url,
            author=without_query(event.url),
            header=event.header,
            life=life,
            value=event.value,
            http_only=http_only,
            reasons=event.refused,
        )

    def _script(self, event: ScriptCookie) -> tuple[Place, Trace]:
        at = self._reel.at(event)
        # A frame made of text (about:srcdoc, about:blank) writes where its page does.
        frame = event.frame if host_of(event.frame) else self._page
        place, life, _ = self._asked(event.name, event.header, frame, at)
        refusal = self._refusal(event, frame, at)
        how = (
            How.DELETED
            if event.op == "delete" or life == timedelta(0)
            else How.REFUSED
            if refusal
            else How.WRITTEN
        )
        return place, self.trace(
            how,
            event,
            where=event.frame,
            author=without_query(event.author),
            header=event.header,
            life=life,
            value=event.value,
            reasons=refusal,
        )

    def _refusal(self, event: ScriptCookie, frame: str, at: datetime) -> tuple[str, ...]:
        """Why a browser refuses what a script wrote; it does not tell, so the standard does (RFC 6265bis 5.7)."""
        if not host_of(frame):
            return ()
        own = registrable_domain(host_of(frame), self._suffixes) == self._site
        received = receive(
            CookieStore(),
            event.header,
            frame,
            at,
            is_public_suffix=self._suffixes.is_public_suffix,
            context=Context(same_site=own, http=False, top_site=self._site),
        )
        refused = received.outcome is Outcome.REFUSED and received.refusal is not None
        return (str(received.refusal),) if refused else ()

    def _asked(self, name: str, header: str, url: str, at: datetime) -> tuple[Place, timedelta | None, bool]:
        """Where a header would put its cookie, how long it asks to live, and whether scripts are kept from it."""
        host, path = host_of(url), path_of(url)
        cookie = parse_set_cookie(header)
        if cookie is None:
            return Place(Kind.COOKIE, name, host, path="/"), None, False
        place = Place(
            Kind.COOKIE,
            name,
            cookie.domain or host,
            path=cookie.path or default_path(path),
            partition=f"{self._scheme}://{self._site}" if cookie.partitioned else "",
        )
        return place, asked_lifetime(cookie, at), cookie.http_only

    def _jar(self, event: Jar) -> Iterator[tuple[Place, Trace]]:
        at = self._reel.at(event)
        for cookie in event.cookies:
            place = Place(
                Kind.COOKIE,
                cookie.name,
                canonical_host(cookie.domain.lstrip(".")),
                path=cookie.path,
                partition=cookie.partition or "",
            )
            left = max(moment(cookie.expires) - at, timedelta(0)) if cookie.expires else None
            yield (
                place,
                self.trace(
                    How.KEPT,
                    event,
                    where=place.host,
                    life=left,
                    value=cookie.value,
                    http_only=cookie.http_only,
                ),
            )


def _stored(area: str, origin: str, name: str) -> Place:
    """The place of a storage key. An area that this version does not know counts as local storage: to leave it
    out would hide it."""
    kind = Kind(area) if area in Kind.__members__.values() else Kind.LOCAL_STORAGE
    return Place(kind, name, host_of(origin), origin=origin)
