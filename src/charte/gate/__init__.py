"""Lets out only the cookies that this visitor permits, and expires the refused. One file for each framework."""

from charte.gate.asgi import Gate
from charte.gate.consent import Consent
from charte.gate.policy import Mode, Why
from charte.gate.sightings import Sighting

__all__ = ["Consent", "Gate", "Mode", "Sighting", "Why"]
