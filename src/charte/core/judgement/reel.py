"""A tape among the others of its audit: its label, its moments, and when a withdrawal took effect on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from charte.core.judgement.address import moment
from charte.core.observation import Act, Event, Phase, Proof, State, Tape, Visit

# The phase that makes a state: what happens in it happens in that state.
PHASE = MappingProxyType(
    {
        State.NONE: Phase.BEFORE,
        State.REFUSED: Phase.REFUSED,
        State.ACCEPTED: Phase.ACCEPTED,
        State.WITHDRAWN: Phase.WITHDRAWN,
    }
)
_ERROR = 400  # the first HTTP status that says: not the page that was asked for


@dataclass(frozen=True, slots=True)
class Reel:
    """`label` names the tape in evidence: its state, and a number where there are several of that state."""

    label: str
    tape: Tape
    started: datetime

    @property
    def state(self) -> State:
        return self.tape.state

    def at(self, event: Event) -> datetime:
        return self.started + timedelta(milliseconds=event.t)

    def proof(self) -> Proof | None:
        """The last word on whether the state was reached."""
        return next(reversed([*self.tape.of(Proof)]), None)

    def visited(self, phase: Phase) -> tuple[Visit, ...]:
        """The pages that answered in this phase with what was asked for."""
        return tuple(
            visit
            for visit in self.tape.of(Visit)
            if visit.phase is phase and visit.status is not None and visit.status < _ERROR
        )

    def effect(self) -> int:
        """The number of the event after which a withdrawal counts, 0 where it counts from the start of its phase.

        It takes effect at once, but for one reload where a script of the purpose had run (rules.md, W02): what the
        old page still says while it goes is told before the act of withdrawing is written down.
        """
        acts = [act.n for act in self.tape.of(Act) if act.phase is Phase.WITHDRAWN and act.ok]
        return acts[-1] if acts else 0


def wind(tapes: Iterable[Tape]) -> tuple[Reel, ...]:
    """The tapes in the order of the states, however they were given, each with its label.

    Raises `OperatorError` for a tape that does not say when it was made.
    """
    order = {state: place for place, state in enumerate(State)}
    several: Counter[State] = Counter()
    reels = []
    for tape in sorted(tapes, key=lambda tape: (order[tape.state], tape.provenance.started)):
        several[tape.state] += 1
        number = several[tape.state]
        label = str(tape.state) if number == 1 else f"{tape.state}-{number}"
        reels.append(Reel(label, tape, moment(tape.provenance.started)))
    return tuple(reels)
