"""The register as frozen values: what `charte.toml` says, and nothing it does not say.

A field that the document leaves out is None or empty here; nothing is filled in.
`line` is where the document says it (1-based, 0 when made in code) and takes no part in equality.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from charte.core.duration import Duration, Lifetime
from charte.core.party import Party
from charte.core.purpose import Basis, Purpose, Texts, texts_field


class Kind(StrEnum):
    """What is read from or written to the device."""

    COOKIE = "cookie"
    LOCAL_STORAGE = "local-storage"
    SESSION_STORAGE = "session-storage"
    INDEXEDDB = "indexeddb"
    CACHE = "cache"
    SERVICE_WORKER = "service-worker"
    PIXEL = "pixel"
    FINGERPRINT = "fingerprint"
    SDK = "sdk"
    URL_PARAMETER = "url-parameter"


class Role(StrEnum):
    """What the provider is in law (GDPR art. 4, 26, 28)."""

    CONTROLLER = "controller"
    JOINT = "joint"
    PROCESSOR = "processor"


class Status(StrEnum):
    """Where an entry stands in review. A retired tracker is never permitted."""

    DRAFT = "draft"
    VALIDATED = "validated"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Contact:
    """A controller or a data protection officer, and where to write to them."""

    name: str
    contact: str = ""
    address: str = ""
    id: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """The log that proves choices: its origin line, its public key (vkey) and its address."""

    origin: str
    key: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """One web property. `locations` maps a location's name to path patterns (`/back/*`)."""

    key: str
    name: str
    hosts: tuple[str, ...] = ()
    policy: str = "fr-cnil-2026"
    languages: tuple[str, ...] = ("fr",)
    default_language: str = "fr"
    page: str = ""
    proof: str = "anonymous"
    controller: Contact | None = None
    dpo: Contact | None = None
    withdrawal: Texts = texts_field()
    accessibility: str = ""
    locations: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Tracker:
    """Anything stored or read, named by a pattern, a host and a kind. Field by field rules.md 5.2."""

    name: str
    kind: Kind = Kind.COOKIE
    host: str = ""
    path: str = "/"
    party: Party | None = None
    cname_target: str = ""
    lifetime: Lifetime | None = None
    refreshed: bool | None = None
    purposes: tuple[str, ...] = ()
    secure: bool | None = None
    http_only: bool | None = None
    same_site: str | None = None
    partitioned: bool | None = None
    identifiers: bool | None = None
    data: Texts = texts_field()
    data_retention: Duration | None = None
    recipients: tuple[str, ...] | None = None
    set_by: str = ""
    text: Texts = texts_field()
    legal_basis: str = ""
    record: str = ""
    status: Status = Status.VALIDATED
    owner: str = ""
    reviewed_at: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    evidence: tuple[str, ...] = ()
    service: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Service:
    """What a provider does for the site."""

    key: str
    provider: str
    name: Texts = texts_field()
    role: Role | None = None
    controller: str = ""
    processors: tuple[str, ...] = ()
    policy_url: str = ""
    country: str = ""
    transfer: str = ""
    contract: str = ""
    locations: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    trackers: tuple[Tracker, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def controller_name(self) -> str:
        """Who answers for it in law beside or instead of the site's controller; empty where nobody does."""
        acts_alone = self.role in (Role.CONTROLLER, Role.JOINT)
        return self.controller or (self.provider if acts_alone else "")


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt that a person must settle, written in the file under `review`."""

    key: str
    why: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Charter:
    """The register of one site in one version. `digest` names it (RFC 8785, without `review`)."""

    digest: str
    site: Site
    version: str = ""
    date: date | None = None
    changes: Texts = texts_field()
    purposes: tuple[Purpose, ...] = ()
    services: tuple[Service, ...] = ()
    log: Log | None = None
    notes: tuple[Note, ...] = ()

    @property
    def trackers(self) -> Iterator[Tracker]:
        """Every tracker of every service, in the order of the file."""
        for service in self.services:
            yield from service.trackers

    @property
    def offered(self) -> tuple[Purpose, ...]:
        """The purposes on which the visitor has a say, in the order of the file."""
        return tuple(purpose for purpose in self.purposes if purpose.offered)

    @property
    def offered_services(self) -> tuple[Service, ...]:
        """The services that a visitor may answer apart from their purposes, in the order of the file."""
        offered = {purpose.key for purpose in self.offered}
        return tuple(
            service
            for service in self.services
            if any(
                tracker.status is not Status.RETIRED and offered.intersection(tracker.purposes)
                for tracker in service.trackers
            )
        )

    @property
    def asks(self) -> bool:
        """Whether any purpose needs consent, so that a banner is shown at all."""
        return any(purpose.basis is Basis.CONSENT for purpose in self.purposes)

    def purpose(self, key: str) -> Purpose | None:
        return next((purpose for purpose in self.purposes if purpose.key == key), None)

    def service(self, key: str) -> Service | None:
        return next((service for service in self.services if service.key == key), None)
