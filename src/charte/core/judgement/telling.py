"""Evidence in words: what the events of a tape say, put together where they say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from charte.core.judgement.hosts import Call
from charte.core.judgement.model import Evidence
from charte.core.judgement.reel import PHASE, Reel
from charte.core.judgement.traces import How, Trace
from charte.core.judgement.words import PHASES, counted, say, times
from charte.core.observation import Event, State
from charte.core.purpose import Texts

MOST_EVENTS = 40  # numbers in one piece of evidence; the tape has them all
MOST_PIECES = 12  # pieces for one finding


def of_traces(traces: Iterable[Trace]) -> tuple[Evidence, ...]:
    """What traces show, one piece for each way and place."""
    groups: dict[tuple[str, str, How, str, str], list[Trace]] = defaultdict(list)
    for trace in traces:
        author = trace.author if trace.how is How.WRITTEN else ""
        groups[trace.tape, trace.phase, trace.how, trace.where if not author else "", author].append(trace)
    return tuple(
        Evidence(tape, _numbers(trace.n for trace in group), _told(group))
        for (tape, *_), group in groups.items()
    )[:MOST_PIECES]


def of_calls(calls: Iterable[Call]) -> tuple[Evidence, ...]:
    """Which tapes show that a host was called, and by whom it was brought."""
    groups: dict[tuple[str, str, str], list[Call]] = defaultdict(list)
    for call in calls:
        groups[call.tape, call.phase, call.brought_by].append(call)
    return tuple(
        Evidence(
            tape,
            _numbers(call.n for call in group),
            say(
                en="Called {times} {phase}, first {url}, brought by {by}.",
                fr="Appelé {times} {phase}, d’abord {url}, amené par {by}.",
                times=times(len(group)),
                phase=PHASES[group[0].phase],
                url=group[0].url,
                by=by or say(en="the visit itself", fr="la visite elle-même"),
            ),
        )
        for (tape, _, by), group in groups.items()
    )[:MOST_PIECES]


def of_event(reel: Reel, event: Event, text: Texts) -> Evidence:
    return Evidence(reel.label, (event.n,), text)


def of_charter(line: int, text: Texts) -> Evidence:
    """A line of the register as evidence."""
    return Evidence("", (), text, line)


def looked_at(reels: Iterable[Reel], state: State) -> tuple[Evidence, ...]:
    """What a pass rests on: that the state was reached, and how much was looked at in it."""
    pieces = []
    for reel in reels:
        proof = reel.proof()
        events = sum(event.phase is PHASE[state] for event in reel.tape.events)
        pages = len(reel.visited(PHASE[state]))
        pieces.append(
            Evidence(
                reel.label,
                (proof.n,) if proof else (),
                say(
                    en="Looked at: {events}, on {pages}.",
                    fr="Examiné : {events}, sur {pages}.",
                    events=counted(events, ("{n} event", "{n} events"), ("{n} événement", "{n} événements")),
                    pages=counted(pages, ("{n} page", "{n} pages"), ("{n} page", "{n} pages")),
                ),
            )
        )
    return tuple(pieces)


def _told(group: list[Trace]) -> Texts:
    first = group[0]
    en, fr = _SENTENCES[first.how] if first.header or first.how is not How.WRITTEN else _STORED
    return say(
        en,
        fr,
        times=times(len(group)),
        phase=PHASES[first.phase],
        where=first.where,
        by=first.author
        or say(en="a writer the browser does not name", fr="un auteur que le navigateur ne nomme pas"),
        header=first.header,
        reasons=", ".join(first.reasons),
    )


def _numbers(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))[:MOST_EVENTS]


_STORED = (
    "Written {times} {phase} in the storage of {where}, by {by}.",
    "Écrit {times} {phase} dans le stockage de {where}, par {by}.",
)
_SENTENCES = {
    How.WRITTEN: (
        "Written {times} {phase} by {by}: {header}",
        "Écrit {times} {phase} par {by} : {header}",
    ),
    How.SENT: ("Sent {times} {phase} to {where}.", "Envoyé {times} {phase} à {where}."),
    How.KEPT: (
        "Kept by the browser for {where}, {phase}.",
        "Conservé par le navigateur pour {where}, {phase}.",
    ),
    How.CALLED: ("{where} called {times} {phase}.", "{where} appelé {times} {phase}."),
    How.DELETED: ("Deleted {times} {phase} by {by}.", "Supprimé {times} {phase} par {by}."),
    How.REFUSED: (
        "Refused by the browser {times} ({reasons}): {header}",
        "Refusé par le navigateur {times} ({reasons}) : {header}",
    ),
}
