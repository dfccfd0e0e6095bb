"""PUBLISH: the part of the audit report that tells what was done in each state, and what appeared when."""

from __future__ import annotations

from collections.abc import Iterator

from charte.core.canonical import Json
from charte.core.judgement.case import Case
from charte.core.judgement.reel import Reel
from charte.core.judgement.traces import How
from charte.core.observation import Act, Failed, Phase, Screenshot, State, Visit
from charte.core.party import Party

_STATES = {
    Phase.BEFORE: State.NONE,
    Phase.REFUSED: State.REFUSED,
    Phase.ACCEPTED: State.ACCEPTED,
    Phase.WITHDRAWN: State.WITHDRAWN,
}
_APPEARS = frozenset({How.WRITTEN, How.CALLED})


def states(case: Case) -> Iterator[dict[str, Json]]:
    """One object for each tape, in the order of the states (see `report`)."""
    for reel in case.reels:
        line, proof = reel.tape.provenance, reel.proof()
        yield {
            "state": str(reel.state),
            "tape": reel.label,
            "proven": bool(proof and proof.proven),
            "by": proof.by if proof else "",
            "why": proof.why if proof else "",
            "complete": reel.tape.complete,
            "started": line.started,
            "browser": line.browser,
            "user_agent": line.user_agent,
            "locale": line.locale,
            "viewport": {"width": line.viewport.width, "height": line.viewport.height},
            "third_party_cookies": line.third_party_cookies,
            "selftest": {
                "seen": len(line.selftest.seen),
                "expected": len(line.selftest.expected),
                "missed": list(line.selftest.missed),
            },
            "failed": [
                {"collector": event.collector, "why": event.why, "event": event.n}
                for event in reel.tape.of(Failed)
            ],
            "pages": _pages(reel),
            "acts": _acts(reel),
            "pictures": _pictures(reel),
            "phases": _phases(reel),
            "moments": _moments(case, reel),
            "end": max((event.t for event in reel.tape.events), default=0),
        }


def _pages(reel: Reel) -> list[Json]:
    return [
        {
            "url": visit.final_url or visit.url,
            "status": visit.status,
            "settled": visit.settled,
            "phase": str(visit.phase),
            "event": visit.n,
            "t": visit.t,
        }
        for visit in reel.tape.of(Visit)
    ]


def _acts(reel: Reel) -> list[Json]:
    return [
        {
            "control": act.control,
            "clicks": act.clicks,
            "ok": act.ok,
            "why": act.why,
            "phase": str(act.phase),
            "event": act.n,
            "t": act.t,
        }
        for act in reel.tape.of(Act)
    ]


def _pictures(reel: Reel) -> list[Json]:
    return [
        {
            "file": shot.file,
            "sha256": shot.sha256,
            "width": shot.width,
            "height": shot.height,
            "phase": str(shot.phase),
        }
        for shot in reel.tape.of(Screenshot)
    ]


def _phases(reel: Reel) -> list[Json]:
    """Each phase with its first and last moment; the next one begins where it ends."""
    starts: dict[Phase, int] = {}
    for event in reel.tape.events:
        if event.phase not in starts:
            starts[event.phase] = event.t if starts else 0
    end = max((event.t for event in reel.tape.events), default=0)
    bounds = [*list(starts.values())[1:], end]
    return [
        {"phase": str(phase), "start": start, "end": bound}
        for (phase, start), bound in zip(starts.items(), bounds, strict=True)
    ]


def _moments(case: Case, reel: Reel) -> list[Json]:
    """The first appearance of each tracker and of each third-party host in each phase of one tape.

    A tracker that only stays from an earlier phase does not appear again, unless it must not be there.
    """
    found: list[tuple[int, int, str, str, Phase, bool | None]] = []
    for sighting in case.sightings:
        for phase in Phase:
            state = _STATES[phase]
            permitted = not case.barred(sighting, state) if sighting.declared else None
            traces = [
                trace
                for trace in sighting.present(state)
                if trace.tape == reel.label and (permitted is False or trace.how in _APPEARS)
            ]
            if traces:
                first = traces[0]
                found.append((first.t, first.n, "tracker", sighting.place.name, phase, permitted))
    for host in case.hosts:
        if host.party is not Party.THIRD:
            continue
        for phase in Phase:
            calls = [call for call in host.called(_STATES[phase]) if call.tape == reel.label]
            if calls:
                judged = bool(host.services) and case.charter is not None
                allowed = case.host_permitted(host, _STATES[phase]) if judged else None
                found.append((calls[0].t, calls[0].n, "host", host.name, phase, allowed))
    return [
        {
            "t": t,
            "event": n,
            "kind": kind,
            "name": name,
            "phase": str(phase),
            "permitted": permitted,
        }
        for t, n, kind, name, phase, permitted in sorted(found, key=lambda item: item[:4])
    ]
