"""Sightings: one tracker on all tapes with all its writers, and the entry of the charter that it matches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from charte.core.charter import Charter, Kind, Status, Tracker, match
from charte.core.cookie import domain_match, path_match
from charte.core.judgement.address import host_of, path_of
from charte.core.judgement.reel import PHASE, Reel
from charte.core.judgement.traces import PRESENT, How, Place, Reader, Trace
from charte.core.observation import CookieSent, Phase, Request, RequestFailed, State
from charte.core.party import Party, SuffixRules, party

_PHASES = {phase: place for place, phase in enumerate(Phase)}


@dataclass(frozen=True, slots=True)
class Sighting:
    """One tracker as the tapes show it; `entry` is what the charter says of it, if anything."""

    place: Place
    party: Party
    entry: Tracker | None
    traces: tuple[Trace, ...]

    @property
    def subject(self) -> str:
        """Its name as the charter declares it, else as it was seen."""
        return self.entry.name if self.entry else self.place.name

    @property
    def own(self) -> bool:
        """Whether it lies within the audited site, which can delete it."""
        return self.party is not Party.THIRD

    @property
    def declared(self) -> bool:
        return self.entry is not None and self.entry.status is not Status.RETIRED

    @property
    def seen(self) -> bool:
        """Whether it ever was on the device: a refused write and a deletion are not."""
        return any(trace.how in PRESENT for trace in self.traces)

    @property
    def writes(self) -> Iterator[Trace]:
        return (trace for trace in self.traces if trace.how is How.WRITTEN)

    @property
    def headers(self) -> Iterator[Trace]:
        """The writes of a cookie, each with the lifetime that it asked for."""
        return (trace for trace in self.writes if self.place.kind is Kind.COOKIE)

    @property
    def writers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(trace.author for trace in self.writes if trace.author))

    @property
    def asked(self) -> timedelta | None:
        """The longest life that a header asked for; None where none asked to outlive the browser's session."""
        return max((trace.life for trace in self.headers if trace.life is not None), default=None)

    def present(self, state: State) -> tuple[Trace, ...]:
        """What shows it in a state: on the device, or leaving it.

        Before any choice every tape counts. A third party's cookie that only stays in its own jar from an earlier
        phase does not: the site cannot delete it. Nor does what happened before a withdrawal took effect.
        """
        phase = PHASE[state]
        found = [trace for trace in self.traces if trace.phase is phase and trace.how in PRESENT]
        return tuple(trace for trace in found if not trace.early and not self._left_over(trace))

    def _left_over(self, trace: Trace) -> bool:
        if self.own or trace.how is not How.KEPT:
            return False
        return any(
            other.tape == trace.tape
            and other.how in PRESENT
            and (_PHASES[other.phase] < _PHASES[trace.phase] or other.early)
            for other in self.traces
        )


def gather(reels: Sequence[Reel], charter: Charter | None, suffixes: SuffixRules) -> tuple[Sighting, ...]:
    """Every tracker that the tapes tell of, in the order of kind, name and place."""
    traces: dict[Place, list[Trace]] = defaultdict(list)
    readers = [Reader(reel, suffixes) for reel in reels]
    for reader in readers:
        for place, trace in reader.read():
            traces[place].append(trace)
    named: dict[str, list[Place]] = defaultdict(list)
    for place in traces:
        if place.kind is Kind.COOKIE:
            named[place.name].append(place)
    for reader in readers:
        for event, trace in reader.sent():
            place = _sent_from(named[event.name], event)
            if place not in traces:
                named[event.name].append(place)
            traces[place].append(trace)
    if charter is not None:
        for reel, reader in zip(reels, readers, strict=True):
            for place, trace in _pixels(reel, reader, charter):
                traces[place].append(trace)
    hosts = site_hosts(reels, charter)
    order = {reel.label: place for place, reel in enumerate(reels)}
    return tuple(
        _sighting(
            place, sorted(found, key=lambda trace: (order[trace.tape], trace.n)), charter, hosts, suffixes
        )
        for place, found in sorted(traces.items())
    )


def site_hosts(reels: Iterable[Reel], charter: Charter | None) -> tuple[str, ...]:
    """The hosts of the audited site: those that were asked for, and those that the charter governs."""
    asked = [host_of(reel.tape.provenance.url) for reel in reels]
    return tuple(dict.fromkeys([*asked, *(charter.site.hosts if charter else ())]))


def party_of(host: str, hosts: tuple[str, ...], suffixes: SuffixRules, cname: str = "") -> Party:
    """Whose host it is, seen from a site that may have several."""
    parties = {party(host, own, suffixes, cname or None) for own in hosts}
    return next((found for found in (Party.FIRST, Party.CLOAKED) if found in parties), Party.THIRD)


def _sighting(
    place: Place, traces: list[Trace], charter: Charter | None, hosts: tuple[str, ...], suffixes: SuffixRules
) -> Sighting:
    entry = match(charter, place.name, place.kind, place.host, place.path or None) if charter else None
    cname = entry.cname_target if entry else ""
    return Sighting(place, party_of(place.host, hosts, suffixes, cname), entry, tuple(traces))


def _sent_from(known: Iterable[Place], event: CookieSent) -> Place:
    """The place of a cookie that was sent, among those known by its name: the browser does not say its partition;
    a second witness does not say its domain and path either."""
    host = event.domain.lstrip(".")
    if host:
        fitting = [place for place in known if place.host == host and place.path == event.path]
    else:
        fitting = [place for place in known if domain_match(event.host, place.host)]
    return min(fitting, default=Place(Kind.COOKIE, event.name, host or event.host, path=event.path or "/"))


def _pixels(reel: Reel, reader: Reader, charter: Charter) -> Iterator[tuple[Place, Trace]]:
    """The pixels that the charter declares are seen when their address is called."""
    pixels = [entry for entry in charter.trackers if entry.kind is Kind.PIXEL and entry.host]
    if not pixels:
        return
    kept_back = unsent(reel)
    for request in reel.tape.of(Request):
        for entry in pixels:
            path = path_of(request.url)
            if (
                request.id not in kept_back
                and covers(entry.host, request.host)
                and path_match(path, entry.path)
            ):
                place = Place(Kind.PIXEL, entry.name, request.host, path=entry.path)
                yield place, reader.trace(How.CALLED, request, where=request.host)


def unsent(reel: Reel) -> frozenset[str]:
    """The requests that never left the browser and so told nobody anything."""
    return frozenset(failed.request for failed in reel.tape.of(RequestFailed) if not failed.sent)


@lru_cache(maxsize=4096)
def covers(declared: str, host: str) -> bool:
    """Whether a declared host (`ads.example.org`, or `*.example.org` with its subdomains) is this one."""
    if declared.startswith("*."):
        return host == declared[2:] or host.endswith(declared[1:])
    return host == declared
