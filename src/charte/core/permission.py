"""ENFORCE: whether a tracker may be used, now, by this visitor. The one rule of the house.

The gate, the client and the judges all ask this; `vectors/permission.json` holds them equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from charte.core.charter import Charter, Status, Tracker
from charte.core.decision import Decision, expired
from charte.core.mark import purpose_mark, service_mark
from charte.core.policy import Policy
from charte.core.purpose import Basis, Purpose


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes or no, and the word that says why."""

    permitted: bool
    why: str

    def __bool__(self) -> bool:
        return self.permitted


def permits(
    charter: Charter,
    decision: Decision | None,
    tracker: Tracker | None,
    at: datetime,
    policy: Policy,
    *,
    gpc: bool = False,
) -> Verdict:
    """Whether `tracker` is permitted at the moment `at`.

    1. What the charter does not declare, or has retired, is not permitted.
    2. A tracker is permitted only if each of its purposes is (WP29 04/2012: a tracker of several
       purposes is exempt only if every one of them is).
    3. An exempt purpose is permitted; an objectable one until it is refused.
    4. A purpose that needs consent is permitted by an unexpired yes to that very purpose.
    5. An answer to the service overrides the answer to the purpose.
    6. Global Privacy Control refuses what the policy names, unless a later explicit yes is held.
    """
    if tracker is None:
        return Verdict(False, "undeclared")
    if tracker.status is Status.RETIRED:
        return Verdict(False, "retired")
    if decision is not None and expired(decision, at, policy):
        decision = None
    service = charter.service(tracker.service)
    own = None
    if service and decision and decision.services:
        own = decision.services.get(service_mark(charter, service))
    verdict = Verdict(False, "no-purpose")
    for key in tracker.purposes:
        purpose = charter.purpose(key)
        if purpose is None:
            return Verdict(False, "undeclared")
        verdict = _permits_purpose(charter, decision, purpose, own, gpc and policy.gpc_refuses_consent)
        if not verdict:
            return verdict
    return verdict


def _permits_purpose(
    charter: Charter, decision: Decision | None, purpose: Purpose, own: bool | None, gpc: bool
) -> Verdict:
    if not purpose.offered:
        return Verdict(True, "exempt")
    answer = own
    if answer is None and decision:
        answer = decision.purposes.get(purpose_mark(charter, purpose))
    if answer is not None:
        return Verdict(answer, "accepted" if answer else "refused")
    if purpose.basis is Basis.EXEMPT:
        return Verdict(True, "not-refused")
    return Verdict(False, "signal" if gpc else "not-asked")
