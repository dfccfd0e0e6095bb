"""What one visitor permits: their choice, as their request carries it, asked through `core.permission`."""

from __future__ import annotations

from datetime import datetime

from charte.core.charter import Charter, Tracker
from charte.core.decision import COOKIE, Decision, decode, ends
from charte.core.permission import permits
from charte.core.policy import POLICIES
from charte.gate.asked import Asked

_MARK = COOKIE.encode()
_MOST_REMEMBERED = 1024  # choices; a forged one costs its bearer time, never the site memory
_MOST_READ = 8  # preference cookies of one request; a browser sends those of the closest path first


class Visitor:
    """Answers what is permitted, and remembers the answer until a choice expires.

    A browser may hold the preference cookie twice (another path or domain). Where two choices differ, only
    what each of them permits is permitted.
    """

    __slots__ = ("_answers", "_charter", "_gpc", "_policy", "decisions", "until")

    def __init__(self, charter: Charter, decisions: tuple[Decision, ...], gpc: bool) -> None:
        self._charter = charter
        self._policy = POLICIES[charter.site.policy]
        self._gpc = gpc
        self._answers: dict[int, bool] = {}
        self.decisions = decisions
        self.until = min((ends(decision, self._policy) for decision in decisions), default=None)

    def permits(self, tracker: Tracker, at: datetime) -> bool:
        """Whether this tracker of the charter is permitted. `at` lies before `until`."""
        key = id(tracker)  # the charter holds its trackers as long as this lives
        answer = self._answers.get(key)
        if answer is None:
            answer = self._answers[key] = all(
                permits(self._charter, decision, tracker, at, self._policy, gpc=self._gpc)
                for decision in self.decisions or (None,)
            )
        return answer


class Visitors:
    """The visitors of one charter, by the choice that their requests carry."""

    def __init__(self, charter: Charter) -> None:
        self._charter = charter
        self._nobody = (Visitor(charter, (), gpc=False), Visitor(charter, (), gpc=True))
        self._known: dict[tuple[tuple[bytes, ...], bool], Visitor] = {}

    def of(self, asked: Asked, at: datetime) -> Visitor:
        """Who asks (a request that was read). A choice that is malformed, expired or of another codec is none."""
        gpc = asked.gpc
        values = tuple([value for name, value in asked.cookies if name == _MARK][:_MOST_READ])
        if not values:
            return self._nobody[gpc]
        known = self._known.get((values, gpc))
        if known is None or (known.until is not None and known.until <= at):
            known = self._read(values, gpc, at)
        return known

    def _read(self, values: tuple[bytes, ...], gpc: bool, at: datetime) -> Visitor:
        policy = POLICIES[self._charter.site.policy]
        texts = dict.fromkeys(value.decode("latin-1") for value in values)
        decisions = [decision for text in texts if (decision := decode(text, at))]
        live = tuple(decision for decision in decisions if ends(decision, policy) > at)
        if not live:
            return self._nobody[gpc]  # not remembered: there is no end to what is no choice
        visitor = Visitor(self._charter, live, gpc)
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[values, gpc] = visitor
        return visitor
