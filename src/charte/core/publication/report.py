"""PUBLISH: the audit report as a plain document, version 1 (docs/formats.md, 7).

Everything in it is text, whole numbers, true, false and null, so that its RFC 8785 bytes have one digest. Sentences
are objects by language, `{"en": …, "fr": …}`. Nothing is judged here: the judgement is written down.

| key | what |
|---|---|
| `report` | 1, the version of this format |
| `charte`, `at`, `url` | the version of Charte, when the audit began (UTC), the address that was audited |
| `site`, `name`, `languages` | the charter's site: its key, name and languages; null, "" and [] without a charter |
| `charter`, `version` | digest and version of the charter; null and "" without one |
| `policy` | key of the policy |
| `verdict` | `true`, `false` (a rule fails), `unknown` (a blocking rule is unknown, or a state not proven) |
| `counts` | findings by verdict, and `blocking`: failures of severity 4 |
| `states` | one for each tape: `state`, `tape` (its label in evidence), `proven`, `by`, `why`, `complete`, `started`, `browser`, `user_agent`, `locale`, `viewport`, `third_party_cookies`, `selftest` {`seen`, `expected`: how many, `missed`: names}, `failed` [{`collector`, `why`, `event`}], `pages` [{`url`, `status`, `settled`, `phase`, `event`, `t`}], `acts` [{`control`, `clicks`, `ok`, `why`, `phase`, `event`, `t`}], `pictures` [{`file`, `sha256`, `width`, `height`, `phase`}], `phases` [{`phase`, `start`, `end`}], `moments`, `end` (ms) |
| `moments` (of a state) | what appeared first in a phase: {`t`, `phase`, `kind`: `tracker` or `host`, `name`, `permitted`: true, false, or null where the charter does not say, `event`} |
| `declared` | the charter's living entries: `name`, `kind`, `hosts`, `service`, `provider`, `purposes`, `lifetime` (as written, "" unsaid), `permitted` {state: bool}, `seen`, `line` |
| `sightings` | each tracker seen: `name`, `entry` (its declared name, or null), `declared` (false where the entry is retired), `kind`, `host`, `origin`, `path`, `partition`, `party`, `service`, `purposes`, `states` {state: [how it showed: written, sent, kept, called]}, `permitted` {state: bool} or null, `writers`, `asked` (longest life asked for, in seconds; null where none outlives the session) |
| `refused` | writes that the browser refused: `name`, `host`, `reasons`, `headers`, `tapes` |
| `hosts` | each host called: `host`, `party`, `services` (keys), `brought_by` (hosts), `calls` {state: how many}, `permitted` {state: bool} or null |
| `rules` | each rule by its code: `statement`, `severity`, `grade`, `jurisdiction`, `valid_from`, `valid_to`, `basis` |
| `findings` | by severity, then rule: `rule`, `verdict` (fail, pass, unknown, not-applicable), `subject`, `state` ("" for all), `severity`, `basis` [{`text`, `article`, `confirmed`}], `what`, `mend`, `evidence` [{`tape` ("" for the charter), `events`, `text`, `line` (of the charter, 0 for none)}] |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from charte.core.canonical import Json
from charte.core.charter import Status, hosts_of
from charte.core.judgement import Evidence, Finding, Judgement, RuleData, Ruling, Source, rules
from charte.core.judgement.case import Case
from charte.core.judgement.hosts import Host
from charte.core.judgement.judging import BLOCKING
from charte.core.judgement.sightings import Sighting
from charte.core.judgement.traces import How
from charte.core.observation import State
from charte.core.party import Party
from charte.core.publication.report_states import states
from charte.core.purpose import Texts

REPORT = 1
LONGEST = 1000  # characters of one text from a tape: a name may be a megabyte long


def report_document(judgement: Judgement) -> dict[str, Json]:
    """The report of a judgement, as described above. Holds no text that JSON cannot carry."""
    case, findings = judgement.case, judgement.findings
    charter = case.charter
    first = min((reel.tape.provenance for reel in case.reels), key=lambda line: line.started, default=None)
    document = {
        "report": REPORT,
        "charte": first.charte if first else "",
        "at": first.started if first else "",
        "url": first.url if first else "",
        "site": charter.site.key if charter else None,
        "name": charter.site.name if charter else "",
        "languages": list(charter.site.languages) if charter else [],
        "charter": charter.digest if charter else None,
        "version": charter.version if charter else "",
        "policy": case.policy.key,
        "verdict": judgement.verdict,
        "counts": _counts(findings),
        "states": list(states(case)),
        "declared": list(_declared(case)),
        "sightings": [_sighting(case, sighting) for sighting in case.sightings if sighting.seen],
        "refused": list(_refused(case)),
        "hosts": [_host(case, host) for host in case.hosts],
        "rules": {rule.data.code: _rule(rule.data) for rule in rules()},
        "findings": [_finding(finding) for finding in findings],
    }
    cleaned: dict[str, Json] = _clean(document)
    return cleaned


def _counts(findings: tuple[Finding, ...]) -> dict[str, Json]:
    by_ruling = Counter(finding.ruling for finding in findings)
    blocking = sum(
        finding.ruling is Ruling.FAIL and finding.rule.severity == BLOCKING for finding in findings
    )
    return {**{str(ruling): by_ruling[ruling] for ruling in Ruling}, "blocking": blocking}


def _declared(case: Case) -> Iterator[dict[str, Json]]:
    charter = case.charter
    if charter is None:
        return
    seen = [sighting.entry for sighting in case.declared]
    for service in charter.services:
        for entry in service.trackers:
            if entry.status is not Status.RETIRED:
                yield {
                    "name": entry.name,
                    "kind": str(entry.kind),
                    "hosts": list(hosts_of(charter, entry)),
                    "service": service.key,
                    "provider": service.provider,
                    "purposes": list(entry.purposes),
                    "lifetime": entry.lifetime.text if entry.lifetime else "",
                    "permitted": _by_state(case, lambda state, entry=entry: case.permitted(entry, state)),
                    "seen": entry in seen,
                    "line": entry.line,
                }


def _sighting(case: Case, sighting: Sighting) -> dict[str, Json]:
    place, entry = sighting.place, sighting.entry
    return {
        "name": place.name,
        "entry": entry.name if entry else None,
        "declared": sighting.declared,
        "kind": str(place.kind),
        "host": place.host,
        "origin": place.origin,
        "path": place.path,
        "partition": place.partition,
        "party": str(sighting.party),
        "service": entry.service if entry else "",
        "purposes": list(entry.purposes) if entry else [],
        "states": {
            str(state): sorted({str(trace.how) for trace in sighting.present(state)}) for state in State
        },
        "permitted": _by_state(case, lambda state: not case.barred(sighting, state))
        if sighting.declared
        else None,
        "writers": list(sighting.writers),
        "asked": int(sighting.asked.total_seconds()) if sighting.asked is not None else None,
    }


def _refused(case: Case) -> Iterator[dict[str, Json]]:
    for sighting in case.sightings:
        traces = [trace for trace in sighting.traces if trace.how is How.REFUSED]
        if traces:
            yield {
                "name": sighting.place.name,
                "host": sighting.place.host,
                "reasons": sorted({reason for trace in traces for reason in trace.reasons}),
                "headers": list(dict.fromkeys(trace.header for trace in traces)),
                "tapes": list(dict.fromkeys(trace.tape for trace in traces)),
            }


def _host(case: Case, host: Host) -> dict[str, Json]:
    judged = case.charter is not None and host.party is Party.THIRD and bool(host.services)
    return {
        "host": host.name,
        "party": str(host.party),
        "services": list(host.services),
        "brought_by": list(host.brought_by),
        "calls": {str(state): len(host.called(state)) for state in State},
        "permitted": _by_state(case, lambda state: case.host_permitted(host, state)) if judged else None,
    }


def _by_state(case: Case, permitted: Any) -> dict[str, Json] | None:
    """The answer for each state; null where there is no tape, and so no day to ask for."""
    return {str(state): permitted(state) for state in State} if case.at else None


def _rule(data: RuleData) -> dict[str, Json]:
    return {
        "statement": _said(data.statement),
        "severity": data.severity,
        "grade": data.grade,
        "jurisdiction": data.jurisdiction,
        "valid_from": data.valid_from.isoformat(),
        "valid_to": data.valid_to.isoformat() if data.valid_to else None,
        "basis": [_source(source) for source in data.sources],
    }


def _finding(finding: Finding) -> dict[str, Json]:
    return {
        "rule": finding.rule.code,
        "verdict": str(finding.ruling),
        "subject": finding.subject,
        "state": finding.state,
        "severity": finding.rule.severity,
        "basis": [_source(source) for source in finding.rule.sources],
        "what": _said(finding.what),
        "mend": _said(finding.mend),
        "evidence": [_evidence(piece) for piece in finding.evidence],
    }


def _source(source: Source) -> dict[str, Json]:
    return {
        "text": _said(source.text),
        "article": _said(source.article),
        "confirmed": source.confirmed,
    }


def _evidence(piece: Evidence) -> dict[str, Json]:
    return {
        "tape": piece.tape,
        "events": list(piece.events),
        "text": _said(piece.text),
        "line": piece.line,
    }


def _said(texts: Texts) -> dict[str, Json]:
    return dict(texts)


def _clean(value: Any) -> Any:
    """The same without what a tape's hostile texts may hold: half characters, and more than anybody reads."""
    if isinstance(value, str):
        if len(value) > LONGEST:
            value = value[:LONGEST] + f"…[+{len(value) - LONGEST}]"
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return value
