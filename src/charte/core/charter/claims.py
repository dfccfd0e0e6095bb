"""Two entries that claim one tracker: no one could say which of them holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from charte.core.charter.reading import Reader
from charte.core.charter.template import is_exact, literals, templates_meet

Read = Mapping[str, Any]
_PLACE = ("name", "kind", "host", "path")


@dataclass(frozen=True, slots=True)
class _Claim:
    key: str
    name: str


def check_claims(trackers: Sequence[tuple[str, Read]], hosts: Sequence[str], reader: Reader) -> None:
    """Adds a problem for each entry that claims what one before it claims: same kind, host and path, and the
    same name or templates that meet and are equally specific.

    An entry without a host stands for each of the site's `hosts`.
    """
    faulty = {problem.key for problem in reader.problems}
    groups: dict[tuple[str, str, str], list[_Claim]] = defaultdict(list)
    for key, tracker in trackers:
        if "name" not in tracker or any(f"{key}.{part}" in faulty for part in _PLACE):
            continue
        for host in [tracker["host"]] if "host" in tracker else hosts or [""]:
            group = groups[tracker.get("kind", "cookie"), host, tracker.get("path", "/")]
            group.append(_Claim(key, tracker["name"]))
    rivals: dict[str, _Claim] = {}
    for claims in groups.values():
        for claim, rival in _rivals(claims):
            if rivals.setdefault(claim.key, rival) is rival:
                _tell(claim, rival, reader)


def _rivals(claims: Sequence[_Claim]) -> list[tuple[_Claim, _Claim]]:
    """Each claim that an earlier one makes already, with the first that does."""
    found: list[tuple[_Claim, _Claim]] = []
    exact: dict[str, _Claim] = {}
    templates: dict[int, list[_Claim]] = defaultdict(list)  # by literals: only equals can tie
    for claim in claims:
        if is_exact(claim.name):
            rival = exact.setdefault(claim.name, claim)
        else:
            equals = templates[literals(claim.name)]
            rival = next((other for other in equals if templates_meet(claim.name, other.name)), claim)
            equals.append(claim)
        if rival is not claim:
            found.append((claim, rival))
    return found


def _tell(claim: _Claim, rival: _Claim, reader: Reader) -> None:
    line = reader.lines[f"{rival.key}.name"]
    if claim.name == rival.name:
        what = f"{claim.name!r} is already claimed on line {line}."
        mend = "Join the two entries, or give them different hosts or paths."
    else:
        what = (
            f"{claim.name!r} and {rival.name!r} on line {line} fit the same names, and neither is more exact."
        )
        mend = "Write more of one name, join the two entries, or give them different hosts or paths."
    reader.fault(f"{claim.key}.name", what, mend)
