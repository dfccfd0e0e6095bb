"""PUBLISH: the charter page as a plain document, every fact in place and in one language.

Whoever renders it adds headings and layout, and decides nothing. Fields: rules.md 6.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charte.core.canonical import Json
from charte.core.charter import Charter, Contact, Kind, Party, Service, Status, Tracker, hosts_of
from charte.core.policy import Policy
from charte.core.purpose import Basis, Exemption, Purpose, Texts
from charte.core.span import in_words

Words = Mapping[str, Any]


def charter_page(charter: Charter, language: str, policy: Policy, words: Words) -> dict[str, Json]:
    """The charter in one of its languages: who answers, what is stored and why, by purpose.

    `words` are Charte's sentences in that language by room (`look.words`); only `spans` is read.
    A tracker with several purposes stands under each. Raises `ValueError` for a language that the charter
    does not declare.
    """
    site = charter.site
    if language not in site.languages:
        raise ValueError(f"{language} is no language of this charter.")
    page = _Page(charter, language, words["spans"])
    return {
        "site": {
            "key": site.key,
            "name": site.name,
            "hosts": list(site.hosts),
            "page": site.page,
            "locations": {name: list(paths) for name, paths in site.locations.items()},
        },
        "language": language,
        "languages": list(site.languages),
        "version": charter.version,
        "date": charter.date.isoformat() if charter.date else "",
        "changes": page.said(charter.changes),
        "digest": charter.digest,
        "policy": policy.title,
        "controller": _contact(site.controller),
        "dpo": _contact(site.dpo),
        "withdrawal": page.said(site.withdrawal),
        "accessibility": site.accessibility,
        "asks": charter.asks,
        "offers": bool(charter.offered),
        "choice_life": in_words(policy.choice_life, page.spans),
        "proof": site.proof,
        "gpc": policy.gpc_refuses_consent,
        "log": {"origin": charter.log.origin, "key": charter.log.key, "address": charter.log.address}
        if charter.log
        else None,
        "counts": _counts(charter),
        "purposes": [page.purpose(purpose) for purpose in charter.purposes],
        "services": [page.service(service) for service in charter.services],
        "controllers": _controllers(charter),
        "recipients": sorted({name for tracker in _alive(charter) for name in tracker.recipients or ()}),
    }


class _Page:
    """What every part of the page needs: the charter, and how to say things in the language."""

    def __init__(self, charter: Charter, language: str, spans: Words) -> None:
        self.charter = charter
        self.language = language
        self.spans = spans

    def said(self, texts: Texts) -> str:
        return texts.get(self.language, "")

    def purpose(self, purpose: Purpose) -> dict[str, Json]:
        assessment = purpose.assessment
        rows = [
            self._row(service, tracker)
            for service in self.charter.services
            for tracker in service.trackers
            if purpose.key in tracker.purposes and tracker.status is not Status.RETIRED
        ]
        return {
            "key": purpose.key,
            "basis": str(purpose.basis),
            "exemption": str(purpose.exemption or ""),
            "objectable": purpose.objectable,
            "title": self.said(purpose.title),
            "text": self.said(purpose.text),
            "reason": self.said(purpose.reason),
            "data_retention": self._span(purpose.data_retention),
            "assessment": {
                "tool": assessment.tool,
                "date": assessment.date.isoformat(),
                "document": assessment.document,
            }
            if assessment
            else None,
            "trackers": rows,
        }

    def service(self, service: Service) -> dict[str, Json]:
        return {
            "key": service.key,
            "name": self.said(service.name),
            "provider": service.provider,
            "role": str(service.role or ""),
            "controller": service.controller,
            "processors": list(service.processors),
            "policy_url": service.policy_url,
            "country": service.country,
            "transfer": service.transfer,
            "hosts": list(service.hosts),
            "trackers": sum(tracker.status is not Status.RETIRED for tracker in service.trackers),
        }

    def _row(self, service: Service, tracker: Tracker) -> dict[str, Json]:
        others = [
            self.said(purpose.title)
            for key in tracker.purposes
            if (purpose := self.charter.purpose(key)) is not None
        ]
        return {
            "name": tracker.name,
            "kind": str(tracker.kind),
            "provider": service.provider,
            "service": self.said(service.name),
            "controller": service.controller_name,
            "policy_url": service.policy_url,
            "locations": list(service.locations),
            "hosts": list(hosts_of(self.charter, tracker)),
            "path": tracker.path,
            "party": str(tracker.party or ""),
            "cname_target": tracker.cname_target,
            "life": in_words(tracker.lifetime.duration, self.spans) if tracker.lifetime else "",
            "lifetime": tracker.lifetime.text if tracker.lifetime else "",
            "refreshed": tracker.refreshed,
            "text": self.said(tracker.text),
            "data": self.said(tracker.data),
            "data_retention": self._span(tracker.data_retention),
            "recipients": None if tracker.recipients is None else list(tracker.recipients),
            "country": service.country,
            "transfer": service.transfer,
            "legal_basis": tracker.legal_basis,
            "purposes": others,
        }

    def _span(self, duration: Any) -> str:
        return in_words(duration, self.spans) if duration else ""


def _controllers(charter: Charter) -> list[Json]:
    """Everybody but the site's own controller who answers for something here, each once, in the file's order."""
    own = charter.site.controller.name if charter.site.controller else ""
    found: dict[str, str] = {}
    for service in charter.services:
        if (name := service.controller_name) and name != own:
            found[name] = found.get(name) or service.policy_url
    return [{"name": name, "policy_url": policy_url} for name, policy_url in found.items()]


def _alive(charter: Charter) -> list[Tracker]:
    return [tracker for tracker in charter.trackers if tracker.status is not Status.RETIRED]


def _counts(charter: Charter) -> dict[str, Json]:
    """How many trackers there are of each kind that a reader must know (CNIL's four kinds among them)."""
    alive = _alive(charter)
    purposes = {purpose.key: purpose for purpose in charter.purposes}

    def of(tracker: Tracker) -> list[Purpose]:
        return [purposes[key] for key in tracker.purposes if key in purposes]

    def asks(tracker: Tracker) -> bool:
        return any(purpose.basis is Basis.CONSENT for purpose in of(tracker))

    def anonymous(tracker: Tracker) -> bool:
        return any(purpose.exemption is Exemption.AUDIENCE for purpose in of(tracker))

    return {
        "trackers": len(alive),
        "cookies": sum(tracker.kind is Kind.COOKIE for tracker in alive),
        "consent": sum(map(asks, alive)),
        "exempt": sum(not asks(tracker) for tracker in alive),
        "statistics_exempt": sum(anonymous(tracker) and not asks(tracker) for tracker in alive),
        "first": sum(tracker.party is Party.FIRST for tracker in alive),
        "third": sum(tracker.party in (Party.THIRD, Party.CLOAKED) for tracker in alive),
    }


def _contact(contact: Contact | None) -> dict[str, Json] | None:
    if contact is None:
        return None
    return {
        "name": contact.name,
        "contact": contact.contact,
        "address": contact.address,
        "id": contact.id,
        "country": contact.country,
    }
