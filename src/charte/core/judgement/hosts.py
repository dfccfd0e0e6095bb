"""Which hosts the pages called, who brought them, and which services of the charter they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from charte.core.charter import Charter, Service, Status
from charte.core.judgement.address import host_of, without_query
from charte.core.judgement.reel import PHASE, Reel
from charte.core.judgement.sightings import covers, party_of, site_hosts, unsent
from charte.core.observation import Phase, Request, State
from charte.core.party import Party, SuffixRules


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `cause` is the script or page that made it, `brought_by` its host, empty where that is nobody but
    the visitor; `early`: a withdrawal had not taken effect yet."""

    tape: str
    state: State
    phase: Phase
    n: int
    t: int
    url: str
    type: str
    cause: str
    brought_by: str
    early: bool


@dataclass(frozen=True, slots=True)
class Host:
    """A host that was called. `services` are the keys of those that the charter says call it."""

    name: str
    party: Party
    services: tuple[str, ...]
    calls: tuple[Call, ...]

    def called(self, state: State) -> tuple[Call, ...]:
        """The calls made in a state; before any choice, on every tape."""
        return tuple(call for call in self.calls if call.phase is PHASE[state] and not call.early)

    @property
    def brought_by(self) -> tuple[str, ...]:
        return tuple(sorted({call.brought_by for call in self.calls} - {"", self.name}))


def gather_hosts(reels: Sequence[Reel], charter: Charter | None, suffixes: SuffixRules) -> tuple[Host, ...]:
    """Every host that a request really went to, in the order of its name."""
    calls: dict[str, list[Call]] = defaultdict(list)
    for reel in reels:
        kept_back, effect = unsent(reel), reel.effect()
        for request in reel.tape.of(Request):
            if request.host and request.id not in kept_back:
                calls[request.host].append(_call(reel, request, effect))
    hosts = site_hosts(reels, charter)
    return tuple(
        Host(
            name,
            party_of(name, hosts, suffixes),
            tuple(service.key for service in services_at(charter, name)),
            tuple(made),
        )
        for name, made in sorted(calls.items())
    )


def services_at(charter: Charter | None, host: str) -> tuple[Service, ...]:
    """The services that the charter says call this host, or keep a tracker there."""
    if charter is None:
        return ()
    return tuple(
        service
        for service in charter.services
        if any(covers(declared, host) for declared in service.hosts)
        or any(
            entry.host and covers(entry.host, host)
            for entry in service.trackers
            if entry.status is not Status.RETIRED
        )
    )


def _call(reel: Reel, request: Request, effect: int) -> Call:
    cause = request.initiator.url or request.frame
    return Call(
        tape=reel.label,
        state=reel.state,
        phase=request.phase,
        n=request.n,
        t=request.t,
        url=without_query(request.url),
        type=request.type,
        cause=without_query(cause),
        brought_by=host_of(cause),
        early=request.phase is Phase.WITHDRAWN and request.n <= effect,
    )
