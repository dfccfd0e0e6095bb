"""ASK: what must be shown before a choice, in one language, word for word.

The client holds no sentence of its own: the digest of this document covers every word that a visitor
could read when choosing (docs/formats.md, 5), together with the marks by which the answer is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charte.core.canonical import Json, canonical_bytes
from charte.core.charter import Charter, Service, Status, Tracker, hosts_of
from charte.core.mark import purpose_mark, service_mark
from charte.core.policy import Policy
from charte.core.purpose import Basis, Purpose, Texts
from charte.core.span import in_words

VERSION = 1
CONTROLS = ("accept", "refuse", "customise")  # in the order in which they are shown

Words = Mapping[str, Any]


def compose(
    charter: Charter, language: str, words: Words, policy: Policy, *, direction: str = "ltr"
) -> dict[str, Json]:
    """The notice of a charter in one of its languages, as a JSON document.

    `words` are Charte's sentences in that language by room (`look.words`): those of `banner` are in it,
    with the controller's name and the life of a choice filled in. Raises `ValueError` for a language that
    the charter does not declare.
    """
    if language not in charter.site.languages:
        raise ValueError(f"{language} is no language of this charter.")
    controller = charter.site.controller.name if charter.site.controller else charter.site.name
    spans = words["spans"]
    known = {"controller": controller, "site": charter.site.name}
    known["life"] = in_words(policy.choice_life, spans)
    return {
        "notice": VERSION,
        "site": charter.site.key,
        "charter": charter.digest,
        "language": language,
        "direction": direction,
        "asks": charter.asks,
        "life": policy.choice_life.text,
        "page": charter.site.page,
        "controller": controller,
        "controls": list(CONTROLS),
        "words": {key: sentence.format_map(known) for key, sentence in words["banner"].items()},
        "purposes": [_purpose(charter, purpose, language) for purpose in charter.purposes],
        "services": [_service(charter, service, language, spans) for service in charter.services],
    }


def notice_bytes(document: Mapping[str, Json]) -> bytes:
    """The canonical bytes of a notice, which are what is served and what its digest is over."""
    return canonical_bytes(document)


def _purpose(charter: Charter, purpose: Purpose, language: str) -> dict[str, Json]:
    return {
        "key": purpose.key,
        "mark": purpose_mark(charter, purpose).hex(),
        "basis": str(Basis.CONSENT if purpose.basis is Basis.CONSENT else Basis.EXEMPT),
        "offered": purpose.offered,
        "title": _said(purpose.title, language),
        "text": _said(purpose.text, language),
        "reason": _said(purpose.reason, language),
    }


def _service(charter: Charter, service: Service, language: str, spans: Words) -> dict[str, Json]:
    trackers = [tracker for tracker in service.trackers if tracker.status is not Status.RETIRED]
    keys = {key for tracker in trackers for key in tracker.purposes}
    return {
        "key": service.key,
        "mark": service_mark(charter, service).hex(),
        "provider": service.provider,
        "name": _said(service.name, language),
        "controller": service.controller_name,
        "policy_url": service.policy_url,
        "purposes": [purpose.key for purpose in charter.purposes if purpose.key in keys],
        "trackers": [_tracker(charter, tracker, language, spans) for tracker in trackers],
    }


def _tracker(charter: Charter, tracker: Tracker, language: str, spans: Words) -> dict[str, Json]:
    return {
        "name": tracker.name,
        "kind": str(tracker.kind),
        "hosts": list(hosts_of(charter, tracker)),
        "path": tracker.path,
        "partitioned": bool(tracker.partitioned),
        "party": str(tracker.party or ""),
        "life": in_words(tracker.lifetime.duration, spans) if tracker.lifetime else "",
        "recipients": None if tracker.recipients is None else list(tracker.recipients),
        "purposes": list(tracker.purposes),
        "text": _said(tracker.text, language),
    }


def _said(texts: Texts, language: str) -> str:
    return texts.get(language, "")
