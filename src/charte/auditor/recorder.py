"""Gives events their number, time and phase, and hands them to whoever writes them down."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from charte.auditor.striking import Secrets
from charte.core.observation import Event, Failed, Phase, ResponseCookie, ScriptCookie, Value
from charte.tapes.values import Values


class Recorder:
    """What one state saw, in the order in which it came.

    `keep` takes each event; `secrets` are texts that must not be written (see `striking`).
    """

    def __init__(self, values: Values, keep: Callable[[Event], None], secrets: tuple[str, ...] = ()) -> None:
        self.values = values
        self.phase = Phase.BEFORE
        self.phase_before = Phase.BEFORE  # the one that the present one ended
        self._keep = keep
        self._start = time.monotonic()
        self._count = 0
        self._failed: set[str] = set()
        self._written: set[tuple[str, str]] = set()  # name and hash of each cookie written in this phase
        self._over = False
        self._secrets = Secrets(secrets)

    def write(self, kind: type[Event], *, phase: Phase | None = None, **fields: Any) -> None:
        """Records an event of this kind; `phase` only where it is not the one in force."""
        if self._over:
            return
        self._count += 1
        event = kind(
            n=self._count,
            t=round((time.monotonic() - self._start) * 1000),
            phase=phase or self.phase,
            **fields,
        )
        if isinstance(event, ScriptCookie | ResponseCookie) and event.phase is self.phase:
            self._written.add((event.name, event.value.hash))
        self._keep(self._secrets.strike(event) if self._secrets else event)

    def enter(self, phase: Phase) -> None:
        """From now on events belong to this phase."""
        self.phase_before, self.phase = self.phase, phase
        self._written.clear()

    def phase_of(self, hop_phase: Phase, name: str, value: Value) -> Phase:
        """The phase of a cookie that went out with a request of `hop_phase`. A request that carries a choice belongs
        to the phase before it, but leaves a moment after the click: what was written meanwhile is not of then."""
        return self.phase if (name, value.hash) in self._written else hop_phase

    def failed(self, collector: str, why: str) -> None:
        """Records once that a collector failed: what it should have seen from here on is unknown."""
        if collector not in self._failed:
            self._failed.add(collector)
            self.write(Failed, collector=collector, why=why)

    def stop(self) -> None:
        """What a browser still says while it goes is no evidence any more."""
        self._over = True
