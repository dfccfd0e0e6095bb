"""Makes the register's frozen values from what the reader read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charte.core.charter.model import (
    Charter,
    Contact,
    Kind,
    Log,
    Note,
    Role,
    Service,
    Site,
    Status,
    Tracker,
)
from charte.core.party import Party
from charte.core.purpose import Assessment, Basis, Exemption, Purpose

Read = Mapping[str, Any]


def build(read: Read, digest: str) -> Charter:
    """The charter of a document without problems."""
    return Charter(
        digest=digest,
        site=_site(read["site"]),
        purposes=tuple(_purpose(item) for item in read.get("purposes", ())),
        services=tuple(_service(item) for item in read.get("services", ())),
        log=Log(**_without_line(read["log"])) if "log" in read else None,
        notes=tuple(Note(**item) for item in read.get("review", ())),
        **{name: read[name] for name in ("version", "date", "changes") if name in read},
    )


def _without_line(read: Read) -> dict[str, Any]:
    return {name: value for name, value in read.items() if name != "line"}


def _as(read: Read, **types: Any) -> dict[str, Any]:
    """The values, with those named made into the type given."""
    return {name: types[name](value) if name in types else value for name, value in read.items()}


def _contact(read: Read) -> Contact:
    return Contact(**_without_line(read))


def _site(read: Read) -> Site:
    values = _as(_without_line(read), controller=_contact, dpo=_contact)
    if "languages" in values:
        values.setdefault("default_language", values["languages"][0])
    return Site(**values)


def _purpose(read: Read) -> Purpose:
    def assessment(value: Read) -> Assessment:
        return Assessment(**_without_line(value))

    return Purpose(**_as(read, basis=Basis, exemption=Exemption, assessment=assessment))


def _service(read: Read) -> Service:
    trackers = tuple(
        Tracker(**_as(item, kind=Kind, party=Party, status=Status), service=read["key"])
        for item in read.get("trackers", ())
    )
    return Service(**{**_as(read, role=Role), "trackers": trackers})
