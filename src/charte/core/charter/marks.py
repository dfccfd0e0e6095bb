"""The marks of a register's purposes and services, which must tell them apart (docs/formats.md, 2).

They are made here because a register in which two are equal cannot be followed; `core.mark` is where the
rooms above find them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from charte.core.canonical import canonical_bytes
from charte.core.charter.fitting import PURPOSE_BYTES, SERVICE_BYTES
from charte.core.charter.lines import Lines
from charte.core.charter.model import Charter, Service
from charte.core.errors import Problem
from charte.core.purpose import Basis, Purpose


def purpose_mark(charter: Charter, purpose: Purpose) -> bytes:
    """3 bytes over what is material in a purpose: key, basis, controllers, recipients; not wording."""
    services = [
        service
        for service in charter.services
        if any(purpose.key in tracker.purposes for tracker in service.trackers)
    ]
    controllers = {charter.site.controller.name} if charter.site.controller else set()
    controllers |= {name for service in services if (name := service.controller_name)}
    recipients = {
        recipient
        for service in services
        for tracker in service.trackers
        if purpose.key in tracker.purposes
        for recipient in tracker.recipients or ()
    }
    material = {
        "basis": "consent" if purpose.basis is Basis.CONSENT else str(purpose.exemption or "exempt"),
        "controllers": sorted(controllers),
        "key": purpose.key,
        "recipients": sorted(recipients),
    }
    return sha256(canonical_bytes(material)).digest()[:PURPOSE_BYTES]


def service_mark(charter: Charter, service: Service) -> bytes:
    """2 bytes over a service's key, provider and the marks of the purposes that it is offered for."""
    used = {name for tracker in service.trackers for name in tracker.purposes}
    marks = sorted(purpose_mark(charter, purpose).hex() for purpose in charter.offered if purpose.key in used)
    material = {"key": service.key, "provider": service.provider, "purposes": marks}
    return sha256(canonical_bytes(material)).digest()[:SERVICE_BYTES]


def equal_marks(charter: Charter, lines: Lines) -> Iterator[Problem]:
    """A problem for each purpose or service whose mark another has already: the cookie would mix them up."""
    purposes = [(each.key, purpose_mark(charter, each)) for each in charter.offered]
    services = [(each.key, service_mark(charter, each)) for each in charter.offered_services]
    yield from _equal(purposes, "purposes", [each.key for each in charter.purposes], lines)
    yield from _equal(services, "services", [each.key for each in charter.services], lines)


def _equal(
    marks: Sequence[tuple[str, bytes]], what: str, places: Sequence[str], lines: Lines
) -> Iterator[Problem]:
    first: dict[bytes, str] = {}
    for key, mark in marks:
        if (other := first.setdefault(mark, key)) != key:
            at = f"{what}[{places.index(key)}].key"
            yield Problem(
                lines[at],
                at,
                f"The preference cookie could not tell {key!r} from {other!r}: their marks are equal by chance.",
                "Give one of them another key.",
            )
