"""Marks: the few bytes by which the preference cookie names a purpose or a service.

A mark hashes what is material, so that a purpose that changed is one that was never answered
(docs/formats.md, 2; the format is permanent).
"""

from __future__ import annotations

from hashlib import sha256

from charte.core.canonical import canonical_bytes
from charte.core.charter import Charter, Role, Service
from charte.core.purpose import Basis, Purpose

PURPOSE_BYTES, SERVICE_BYTES = 3, 2


def purpose_mark(charter: Charter, purpose: Purpose) -> bytes:
    """3 bytes over what is material in a purpose: key, basis, controllers, recipients; not wording."""
    services = [
        service
        for service in charter.services
        if any(purpose.key in tracker.purposes for tracker in service.trackers)
    ]
    controllers = {charter.site.controller.name} if charter.site.controller else set()
    controllers |= {name for service in services if (name := _controller(service))}
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


def _controller(service: Service) -> str:
    return service.controller or (service.provider if service.role in (Role.CONTROLLER, Role.JOINT) else "")
