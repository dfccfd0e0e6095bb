"""What a new version of a charter must be, so that the history of a site only ever goes forward."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from charte.core.charter import Charter
from charte.core.errors import InvalidCharter, Problem
from charte.ledger.port import Reader

_PART = re.compile(r"\d+|[^\d.]+")


def history(ledger: Reader, site: str) -> list[Charter]:
    """Every published version of a site's charter, the one in force last."""
    from charte.core.charter import read

    texts = (ledger.content(publication.digest) for publication in ledger.versions(site))
    return [read(text.decode("utf-8")) for text in texts if text is not None]


def check_follows(charter: Charter, published: Sequence[Charter]) -> bool:
    """Whether there is anything to publish: false for the very charter that is in force.

    Raises `InvalidCharter` for a version that is already taken by another content, or that would go back.
    """
    if published and published[-1].digest == charter.digest:
        return False
    if problems := tuple(_problems(charter, published)):
        raise InvalidCharter(problems)
    return True


def _problems(charter: Charter, published: Sequence[Charter]) -> Iterator[Problem]:
    if not published:
        return
    current = published[-1]
    mend = f"Write a version after {current.version}, and the day of today."
    if same := next((each for each in published if each.version == charter.version), None):
        what = (
            f"Version {charter.version} was replaced by {current.version}."
            if same.digest == charter.digest
            else f"Version {charter.version} is published already, with another content ({same.digest})."
        )
        yield Problem(0, "version", what, mend)
    elif ordered(charter.version) < ordered(current.version):
        yield Problem(
            0,
            "version",
            f"Version {charter.version} is older than {current.version}, which is in force.",
            mend,
        )
    if charter.date and current.date and charter.date < current.date:
        yield Problem(
            0, "date", f"The day {charter.date} is before {current.date}, the day of {current.version}.", mend
        )


def ordered(version: str) -> tuple[tuple[int, int, str], ...]:
    """A key that orders versions as people count: 1.9 before 1.10, 2.0-beta before 2.0-rc."""
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in _PART.findall(version))
