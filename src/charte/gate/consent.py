"""What an application may ask: whether this visitor permits a purpose, before it sets or calls anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from charte.core.charter import Tracker
from charte.core.decision import Decision
from charte.core.permission import permits
from charte.core.policy import POLICIES
from charte.gate.asked import Asked
from charte.gate.policy import GatePolicy


class Consent:
    """The visitor of one request, in `scope["state"]["charte"]` (Starlette: `request.state.charte`).

    What a page shows because of an answer must not go into a shared cache: send it `Cache-Control: private`.
    """

    __slots__ = ("_asked", "_now", "_rules")

    def __init__(self, rules: GatePolicy, asked: Asked, now: Callable[[], datetime]) -> None:
        self._rules = rules
        self._asked = asked
        self._now = now

    @property
    def decision(self) -> Decision | None:
        """The visitor's choice; None where there is none that holds."""
        decisions = self._rules.visitor(self._asked, self._now()).decisions
        return decisions[0] if decisions else None

    def permits(self, purpose: str, service: str = "") -> bool:
        """Whether what serves this purpose (of this service, where one is named) may be used now.

        False for a purpose that the charter does not declare: nothing is permitted by mistake.
        """
        at = self._now()
        charter = self._rules.charter
        asked_for = Tracker(name=purpose, purposes=(purpose,), service=service)
        policy = POLICIES[charter.site.policy]
        decisions = self._rules.visitor(self._asked, at).decisions
        return all(
            permits(charter, decision, asked_for, at, policy, gpc=self._asked.gpc)
            for decision in decisions or (None,)
        )
