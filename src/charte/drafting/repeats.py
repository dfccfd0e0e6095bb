"""Trackers that a text names twice: a register may claim each name once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from charte.core.charter import Tracker
from charte.core.charter.template import is_exact, literals, templates_meet
from charte.drafting.lexicon import Column
from charte.drafting.trackers import Doubt, Drafted


def joined(entries: Iterable[Drafted], site: str) -> list[Drafted]:
    """The entries with those that claim one name for one kind, host and path made into the first of them.

    An entry without a host speaks of the site's own, `site`. What the later ones say beyond it is kept as a doubt, with the place to look at.
    """
    kept: dict[tuple[str, str, str], list[Drafted]] = {}
    order: list[tuple[tuple[str, str, str], int]] = []
    for entry in entries:
        tracker = entry.tracker
        claim = (tracker.kind.value, tracker.host or site, tracker.path)
        rivals = kept.setdefault(claim, [])
        at = next((at for at, rival in enumerate(rivals) if _same(rival.tracker.name, tracker.name)), None)
        if at is None:
            order.append((claim, len(rivals)))
            rivals.append(entry)
        else:
            rivals[at] = _with(rivals[at], entry)
    return [kept[claim][at] for claim, at in order]


def _with(first: Drafted, again: Drafted) -> Drafted:
    purposes = tuple(dict.fromkeys((*first.tracker.purposes, *again.tracker.purposes)))
    differing = [
        name
        for name in ("lifetime", "purposes", "text", "recipients")
        if getattr(first.tracker, name) != getattr(again.tracker, name)
    ]
    differing += ["provider"] * (first.row.says(Column.PROVIDER) != again.row.says(Column.PROVIDER))
    if not differing:
        return first
    why = (
        f"“{again.row.written}” is named again at {again.row.place} and differs there in {', '.join(differing)}; "
        "one entry was made of both."
    )
    return replace(
        first, tracker=replace(first.tracker, purposes=purposes), doubts=(*first.doubts, Doubt("name", why))
    )


def _same(one: str, other: str) -> bool:
    """Whether the two would claim the same names with equal right (as `charter.claims` sees it)."""
    if is_exact(one) or is_exact(other):
        return one == other
    return literals(one) == literals(other) and templates_meet(one, other)


def names_of(trackers: Iterable[Tracker], most: int) -> str:
    """A list of names for a sentence, cut with the number of those left out."""
    names = [tracker.name for tracker in trackers]
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest
