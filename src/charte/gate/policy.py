"""What may leave with a response: the one policy that each framework's gate asks. No clock, no network, no file.

For every Set-Cookie, in this order:

1. What no header may hold (a line end, a null) cannot be judged and is dropped.
2. The entry of the register is found by name; the header is read whole only where its attributes matter.
3. On a response that a shared cache may store, a cookie that depends on a visitor's choice is dropped
   whatever the choice: the cache would hand it to the next visitor.
4. Elsewhere `core.permission` says whether this visitor permits it.
5. What the register does not know is reported, and dropped in the mode `enforce`.
6. What would be dropped passes all the same where it deletes.

Then, on a response that says it is for one visitor, the refused cookies that the request still carries are
expired. Nothing else is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from charte.core.charter import Charter, Status, Tracker, covers_host
from charte.core.cookie import cookie_name, default_path, parse_set_cookie
from charte.core.expiry import expiries
from charte.core.host import bare_host
from charte.core.policy import POLICIES
from charte.gate.asked import Asked
from charte.gate.attributes import Attributes, attributes_of
from charte.gate.caching import is_for_one_visitor, may_be_shared
from charte.gate.matcher import Matcher, by_path
from charte.gate.visitor import Visitor, Visitors

Header = tuple[bytes, bytes]
Now = Callable[[], datetime]
_SET_COOKIE = b"set-cookie"
_MOST_HOSTS = 256  # Host headers that are remembered
_MOST_ENDS = 256  # sets of refused cookies whose expiries are remembered


class Mode(StrEnum):
    """What becomes of a cookie that the register does not know."""

    OBSERVE = "observe"  # it passes, and is reported
    ENFORCE = "enforce"  # it is dropped, and is reported


class Why(StrEnum):
    """Why a cookie is worth a word to whoever keeps the charter."""

    UNDECLARED = "undeclared"  # the register does not know it on this host
    SHARED = "shared"  # the register knows it, and a shared cache may hand it to other visitors
    UNREADABLE = "unreadable"  # it holds what no header may hold


class Seen(NamedTuple):
    """A cookie worth a word: `dropped` or let through."""

    name: str
    why: Why
    dropped: bool


class Ruling(NamedTuple):
    """The headers to send; `headers` is the very object that was asked about where nothing changes."""

    headers: Sequence[Header]
    seen: tuple[Seen, ...] = ()


class GatePolicy:
    """One charter, compiled for one mode. Made once; asked for every response."""

    def __init__(self, charter: Charter, mode: Mode) -> None:
        self.charter = charter
        self._enforce = mode is Mode.ENFORCE
        self._matcher = Matcher(charter)
        self._visitors = Visitors(charter)
        self._hosts: dict[bytes, str] = {}
        self._ends: dict[tuple[tuple[str, ...], str, Visitor], list[Header]] = {}
        self._chosen = frozenset(
            id(tracker) for tracker in charter.trackers if _depends_on_choice(charter, tracker)
        )

    def visitor(self, asked: Asked, at: datetime) -> Visitor:
        """Who asks."""
        return self._visitors.of(asked.read(), at)

    def rule(self, asked: Asked, status: int, headers: Sequence[Header], now: Now) -> Ruling:
        """What of these response headers may leave. Order and bytes of what stays are kept."""
        asked.read()
        places = [
            place
            for place, (name, _) in enumerate(headers)
            if name == _SET_COOKIE or (len(name) >= len(_SET_COOKIE) and name.strip().lower() == _SET_COOKIE)
        ]
        kept = headers
        seen: tuple[Seen, ...] = ()
        if places:
            dropped, seen = self._drop(asked, status, headers, places, now())
            if dropped:
                kept = [header for place, header in enumerate(headers) if place not in dropped]
        if asked.cookies and (carried := self._carried(asked)):
            at = now()
            refused = self._refused(asked, carried, at)
            if refused and is_for_one_visitor(headers):
                kept = [*kept, *self._expiries(refused, asked, at)]
        return Ruling(kept, seen)

    def _drop(
        self, asked: Asked, status: int, headers: Sequence[Header], places: list[int], at: datetime
    ) -> tuple[set[int], tuple[Seen, ...]]:
        """The places of those that may not leave, and the cookies worth a word."""
        shared = may_be_shared(asked.method, status, headers, authorized=asked.authorized)
        host, visitor = self._host(asked.host), self.visitor(asked, at)
        dropped: set[int] = set()
        seen: list[Seen] = []
        for place in places:
            header = headers[place][1]
            name, attributes = cookie_name(header), attributes_of(header.partition(b";")[2])
            tracker = self._entry(name, attributes, host, asked.path)
            why: Why | None = None
            if b"\n" in header or b"\r" in header or b"\0" in header:
                passes, why = False, Why.UNREADABLE
            elif tracker is None:
                passes, why = not self._enforce, Why.UNDECLARED
            elif shared:
                passes = id(tracker) not in self._chosen
                why = Why.SHARED if passes else None
            else:
                passes = visitor.permits(tracker, at)
            if why is not Why.UNREADABLE and (why or not passes) and _deletes(header, attributes, at):
                passes, why = True, None
            if not passes:
                dropped.add(place)
            if why:
                seen.append(Seen(name.decode("utf-8", "replace"), why, not passes))
        return dropped, tuple(seen)

    def _entry(self, name: bytes, attributes: Attributes, host: str, path: str) -> Tracker | None:
        """The entry of the register that a Set-Cookie belongs to, or None."""
        closest = self._matcher.closest(name, attributes.domain or host)
        if len(closest) < 2:
            return closest[0] if closest else None
        return by_path(closest, attributes.path or default_path(path))

    def _carried(self, asked: Asked) -> list[tuple[bytes, tuple[Tracker, ...]]]:
        """The cookies in this request that depend on a choice, and the entries that they may belong to."""
        host, closest, chosen = self._host(asked.host), self._matcher.closest, self._chosen
        carried = [(name, closest(name, host)) for name, _ in asked.cookies]
        return [(name, entries) for name, entries in carried if entries and id(entries[0]) in chosen]

    def _refused(
        self, asked: Asked, carried: list[tuple[bytes, tuple[Tracker, ...]]], at: datetime
    ) -> tuple[str, ...]:
        """The names of those that this visitor does not permit.

        The Cookie header shows no path: what one of several entries permits is left alone.
        """
        visitor = self.visitor(asked, at)
        refused = [
            name.decode("utf-8", "surrogateescape")
            for name, entries in carried
            if not any(visitor.permits(entry, at) for entry in entries)
        ]
        return tuple(sorted(set(refused)))

    def _expiries(self, names: tuple[str, ...], asked: Asked, at: datetime) -> list[Header]:
        """The headers that take these cookies away. Remembered: a cookie that stays all the same is met again."""
        host, visitor = self._host(asked.host), self.visitor(asked, at)
        key = (names, host, visitor)
        if key not in self._ends:
            policy = POLICIES[self.charter.site.policy]
            found = (
                expiries(self.charter, decision, names, host, at, policy, gpc=asked.gpc)
                for decision in visitor.decisions or (None,)
            )
            if len(self._ends) >= _MOST_ENDS:
                self._ends.clear()
            values = dict.fromkeys(value for values in found for value in values)
            self._ends[key] = [(b"set-cookie", value.encode("utf-8", "surrogateescape")) for value in values]
        return self._ends[key]

    def _host(self, header: bytes) -> str:
        """The host of the charter that a request is for.

        A proxy or a developer's machine may call the site by another name than visitors do: then it is judged
        as the first host of the charter, which loosens nothing, for the visitor's choice decides all the same.
        """
        host = self._hosts.get(header)
        if host is None:
            host = bare_host(header.decode("latin-1"))
            if not covers_host(self.charter, Tracker(name=host), host):
                host = self.charter.site.hosts[0].removeprefix("*.")
            if len(self._hosts) >= _MOST_HOSTS:
                self._hosts.clear()
            self._hosts[header] = host
        return host


def _depends_on_choice(charter: Charter, tracker: Tracker) -> bool:
    """Whether some visitor is not given this cookie: a purpose is offered, or the entry is retired."""
    if tracker.status is Status.RETIRED:
        return True
    purposes = [charter.purpose(key) for key in tracker.purposes]
    return any(purpose is None or purpose.offered for purpose in purposes)


def _deletes(header: bytes, attributes: Attributes, at: datetime) -> bool:
    """Whether a browser takes the whole of this Set-Cookie, and takes it for a deletion."""
    return attributes.delete(at) and parse_set_cookie(header) is not None
