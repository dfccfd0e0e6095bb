"""How long the auditor waits, for what. Nothing waits without an end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds. `quiet` is spent on every page that is at rest; the others only where a page does not do its part."""

    quiet: float = 0.12  # without anything new, until a page is at rest
    timers: float = 1.5  # after a page began to load, or was clicked: timers that fire by then are waited for
    rest: float = 5.0  # until a page that is still busy is recorded as not settled
    answer: float = 15.0  # until a site that says nothing is taken not to answer
    look: float = 5.0  # until a collector must have what it asks the page for
    control: float = 3.0  # until a control that is drawn must have answered a click
    step: float = 5.0  # until what a step of a scenario names must be there
    state: float = 120.0  # that one consent state may take, whatever the site does


PATIENCE = Patience()
