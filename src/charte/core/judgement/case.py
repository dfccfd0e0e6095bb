"""The case: everything that a rule may look at, gathered once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from charte.core.charter import Charter, Status, Tracker
from charte.core.decision import Decision, choose
from charte.core.judgement.hosts import Host, gather_hosts
from charte.core.judgement.reel import Reel, wind
from charte.core.judgement.sightings import Sighting, gather
from charte.core.observation import Act, Banner, Phase, State, Tape, Visit
from charte.core.party import Party, SuffixRules
from charte.core.permission import permits
from charte.core.policy import Policy


class Seen(NamedTuple):
    """A banner that was looked at, on which tape and page."""

    reel: Reel
    banner: Banner
    page: str


@dataclass(frozen=True, slots=True)
class Case:
    """A charter (or none), a policy and the tapes, with what they show. Make it with `open_case`."""

    charter: Charter | None
    policy: Policy
    reels: tuple[Reel, ...]
    sightings: tuple[Sighting, ...]
    hosts: tuple[Host, ...]
    _decisions: dict[State, Decision | None] = field(default_factory=dict, compare=False)

    @property
    def at(self) -> datetime | None:
        """When the audit began."""
        return min((reel.started for reel in self.reels), default=None)

    @property
    def register(self) -> Charter:
        """The charter, for a rule that is asked only where there is one."""
        if self.charter is None:
            raise LookupError("This case has no charter.")
        return self.charter

    def of(self, state: State) -> tuple[Reel, ...]:
        return tuple(reel for reel in self.reels if reel.state is state)

    def proven(self, state: State) -> bool:
        """Whether there is a tape of this state, and every one shows that it was reached."""
        reels = self.of(state)
        return bool(reels) and all((proof := reel.proof()) and proof.proven for reel in reels)

    def permitted(self, entry: Tracker, state: State) -> bool:
        """Whether the charter permits this entry in a state: asked of the one rule of the house."""
        at = self.at
        if at is None:
            raise LookupError("This case has no tape.")
        if state not in self._decisions:
            self._decisions[state] = _decision(self.register, state, at)
        return bool(permits(self.register, self._decisions[state], entry, at, self.policy))

    def barred(self, sighting: Sighting, state: State) -> bool:
        """Whether the charter declares what was seen and does not permit it in this state."""
        entry = sighting.entry
        return entry is not None and sighting.declared and not self.permitted(entry, state)

    def host_permitted(self, host: Host, state: State) -> bool:
        """Whether a host may be called in a state: not where no tracker of any service that calls it is permitted.

        What the charter does not say (no service, or one without trackers) is not forbidden here.
        """
        entries = [
            entry
            for key in host.services
            if (service := self.register.service(key)) is not None
            for entry in service.trackers
            if entry.status is not Status.RETIRED
        ]
        return not entries or any(self.permitted(entry, state) for entry in entries)

    @property
    def declared(self) -> Iterator[Sighting]:
        """The sightings that an entry of the charter speaks of, retired ones aside."""
        return (sighting for sighting in self.sightings if sighting.declared and sighting.seen)

    @property
    def third_parties(self) -> Iterator[Host]:
        return (host for host in self.hosts if host.party is Party.THIRD)

    def banners(self, phase: Phase) -> Iterator[Seen]:
        """Every measurement of what asks for a choice in this phase, drawn or not."""
        for reel in self.reels:
            page = reel.tape.provenance.url
            for event in reel.tape.events:
                if isinstance(event, Visit):
                    page = event.final_url or event.url
                elif isinstance(event, Banner) and event.phase is phase:
                    yield Seen(reel, event, page)

    def acts(self, phase: Phase) -> Iterator[tuple[Reel, Act]]:
        """What Charte did to bring this phase about."""
        for reel in self.reels:
            for act in reel.tape.of(Act):
                if act.phase is phase:
                    yield reel, act


def open_case(charter: Charter | None, policy: Policy, tapes: Sequence[Tape], suffixes: SuffixRules) -> Case:
    """Gathers what the tapes show, once for all rules."""
    reels = wind(tapes)
    return Case(
        charter,
        policy,
        reels,
        gather(reels, charter, suffixes),
        gather_hosts(reels, charter, suffixes),
    )


def _decision(charter: Charter, state: State, at: datetime) -> Decision | None:
    """What the visitor of a state has decided: nothing, all yes, or all no."""
    if state is State.NONE:
        return None
    yes = [purpose.key for purpose in charter.offered] if state is State.ACCEPTED else []
    return choose(charter, yes, at.date())
