"""Fills in what only an installation knows, and says when its own charter must be published again.

A charter that a person published for the site `charte` is theirs: it is never replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from charte.core.charter import Charter, Log, read

OWN_SITE = "charte"
_TEMPLATE = Path(__file__).with_name("charte.toml")
_COOKIE_ATTRIBUTE = "secure"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the shipped register leaves open. `controller` and `contact` say who answers and where to write."""

    host: str
    controller: str
    contact: str
    secure: bool
    log: Log


def filled(facts: Facts, version: str = "", day: date | None = None) -> str:
    """The register of this installation as TOML text, its comments kept."""
    document: Any = tomlkit.parse(_TEMPLATE.read_text("utf-8"))
    if version:
        document["version"] = version
    if day:
        document["date"] = day
    site = document["site"]
    site["name"] = facts.host
    site["hosts"] = [facts.host]
    person = tomlkit.inline_table()
    person.update({"name": facts.controller, "contact": facts.contact})
    site["controller"] = person
    for service in document["services"]:
        service["provider"] = facts.controller
        for tracker in service["trackers"]:
            tracker[_COOKIE_ATTRIBUTE] = facts.secure
    log = tomlkit.table()
    log.update({"origin": facts.log.origin, "key": facts.log.key, "address": facts.log.address})
    document["log"] = log
    return tomlkit.dumps(document)


def to_publish(facts: Facts, current: Charter | None, versions: int, today: date) -> str | None:
    """The register to publish now, or None where what is published is true, or is somebody else's.

    `versions`: how many charters of the platform were published before.
    """
    if current is None:
        return filled(facts)
    if read(filled(facts, current.version, current.date)).digest == current.digest:
        return None
    if not _made_here(current):
        return None
    return filled(facts, f"1.{versions}", today)


def _made_here(charter: Charter) -> bool:
    """Whether a published charter is the shipped one, filled in with other facts."""
    site = charter.site
    if not (site.controller and charter.log and len(site.hosts) == 1):
        return False
    then = Facts(
        site.hosts[0],
        site.controller.name,
        site.controller.contact,
        all(tracker.secure for tracker in charter.trackers),
        charter.log,
    )
    return read(filled(then, charter.version, charter.date)).digest == charter.digest
