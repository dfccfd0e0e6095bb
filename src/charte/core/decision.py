"""DECIDE: a visitor's decision, how the preference cookie holds it, its life, and when to ask again.

The cookie holds marks and a day, never an identifier (docs/formats.md, 2). A mark hashes what is
material, so a changed purpose is one that was never answered, and no server has to say so.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from charte.core.canonical import raw_digest
from charte.core.charter import Charter
from charte.core.charter.fitting import COOKIE as COOKIE
from charte.core.charter.fitting import DIGEST_BYTES, HEAD_BYTES, SEAL_BYTES, fits
from charte.core.charter.fitting import MOST_BYTES as MOST_BYTES
from charte.core.mark import PURPOSE_BYTES, SERVICE_BYTES, purpose_mark, service_mark
from charte.core.policy import Policy
from charte.core.purpose import Basis, Purpose

CODEC = 1
_SEALED = 0x80
_EPOCH = date(1970, 1, 1)
_LAST_DAY = _EPOCH + timedelta(days=0xFFFF)


class State(StrEnum):
    """Where a visitor stands with a charter (rules.md 5.4, names of DPV)."""

    UNKNOWN = "unknown"
    REQUESTED = "requested"
    GIVEN = "given"
    REFUSED = "refused"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    RENEWED = "renewed"
    INVALIDATED = "invalidated"


# (from, what happens) -> to. Deferred counts as refused and lasts the browser session.
LIFE_CYCLE: Mapping[tuple[State, str], State] = MappingProxyType(
    {
        (State.UNKNOWN, "ask"): State.REQUESTED,
        (State.REQUESTED, "accept"): State.GIVEN,
        (State.REQUESTED, "refuse"): State.REFUSED,
        (State.REQUESTED, "defer"): State.DEFERRED,
        (State.DEFERRED, "ask"): State.REQUESTED,
        (State.GIVEN, "withdraw"): State.WITHDRAWN,
        (State.GIVEN, "expire"): State.EXPIRED,
        (State.GIVEN, "change"): State.INVALIDATED,
        (State.GIVEN, "accept"): State.RENEWED,
        (State.RENEWED, "accept"): State.RENEWED,
        (State.RENEWED, "withdraw"): State.WITHDRAWN,
        (State.RENEWED, "expire"): State.EXPIRED,
        (State.RENEWED, "change"): State.INVALIDATED,
        (State.REFUSED, "accept"): State.GIVEN,
        (State.REFUSED, "refuse"): State.REFUSED,
        (State.REFUSED, "expire"): State.EXPIRED,
        (State.REFUSED, "change"): State.INVALIDATED,
        (State.WITHDRAWN, "accept"): State.GIVEN,
        (State.WITHDRAWN, "refuse"): State.WITHDRAWN,
        (State.WITHDRAWN, "expire"): State.EXPIRED,
        (State.WITHDRAWN, "change"): State.INVALIDATED,
        (State.EXPIRED, "ask"): State.REQUESTED,
        (State.INVALIDATED, "ask"): State.REQUESTED,
    }
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes or no to each purpose by its mark, and to each service that differs from its purpose."""

    purposes: Mapping[bytes, bool] = field(hash=False)
    services: Mapping[bytes, bool] = field(hash=False)
    charter: bytes  # the first 12 bytes of the charter's digest
    day: date


def choose(
    charter: Charter,
    yes: Iterable[str],
    day: date,
    *,
    services_yes: Iterable[str] = (),
    services_no: Iterable[str] = (),
) -> Decision:
    """The decision that says yes to these purposes and no to all others offered.

    Raises `ValueError` for a purpose or a service on which the visitor has no say, and for a service that is
    answered with both yes and no.
    """
    accepted, agreed, declined = set(yes), set(services_yes), set(services_no)
    services = {service.key: service for service in charter.offered_services}
    if unknown := accepted - {purpose.key for purpose in charter.offered}:
        raise ValueError(f"{', '.join(sorted(unknown))} is not offered by this charter.")
    if unknown := (agreed | declined) - services.keys():
        raise ValueError(f"{', '.join(sorted(unknown))} is no service that this charter offers a choice on.")
    if twice := agreed & declined:
        raise ValueError(f"{', '.join(sorted(twice))} is answered with both yes and no.")
    exceptions = {service_mark(charter, services[key]): key in agreed for key in agreed | declined}
    return Decision(
        {purpose_mark(charter, purpose): purpose.key in accepted for purpose in charter.offered},
        exceptions,
        raw_digest(charter.digest)[:DIGEST_BYTES],
        day,
    )


def ends(decision: Decision, policy: Policy) -> datetime:
    """When the choice has outlived the policy's term, counted from the start of its day (UTC)."""
    return policy.choice_life.after(datetime.combine(decision.day, time(), UTC))


def expired(decision: Decision, at: datetime, policy: Policy) -> bool:
    """Whether the choice has outlived the policy's term."""
    return ends(decision, policy) <= at


def to_ask(charter: Charter, decision: Decision | None, at: datetime, policy: Policy) -> tuple[Purpose, ...]:
    """The purposes to ask consent for now: those without an answer, or all once the choice expired.

    An objectable purpose is never asked about: it is open to objection at any time.
    """
    asked = tuple(purpose for purpose in charter.purposes if purpose.basis is Basis.CONSENT)
    if decision is None or expired(decision, at, policy):
        return asked
    return tuple(purpose for purpose in asked if purpose_mark(charter, purpose) not in decision.purposes)


def encode(decision: Decision, seal: bytes | None = None) -> str:
    """The value of the preference cookie; sealed with HMAC-SHA-256 when a key is given.

    Raises `ValueError` when it would not fit in 200 bytes of `name=value`, or its day not in two bytes.
    """
    purposes, services = sorted(decision.purposes), sorted(decision.services)
    if not fits(len(purposes), len(services), sealed=bool(seal)):
        raise ValueError(f"A decision on {len(purposes)} purposes and {len(services)} services does not fit.")
    if not _EPOCH <= decision.day <= _LAST_DAY:
        raise ValueError(f"{decision.day} is no day of a choice.")
    answers = [decision.purposes[mark] for mark in purposes] + [decision.services[mark] for mark in services]
    body = b"".join(
        (
            bytes([CODEC | (_SEALED if seal else 0)]),
            (decision.day - _EPOCH).days.to_bytes(2, "big"),
            decision.charter,
            bytes([len(purposes), len(services)]),
            *purposes,
            *services,
            _pack(answers),
        )
    )
    if seal:
        body += hmac.digest(seal, body, "sha256")[:SEAL_BYTES]
    return urlsafe_b64encode(body).rstrip(b"=").decode("ascii")


def decode(value: str, at: datetime | None = None, seal: bytes | None = None) -> Decision | None:
    """The decision that a cookie's value holds, or None for anything that `encode` does not write.

    A sealed value is accepted without `seal`: the seal then only goes unchecked. With `seal`, an
    unsealed or forged value is None. `at` refuses a day after tomorrow.
    """
    if len(COOKIE) + 1 + len(value) > MOST_BYTES:
        return None
    try:
        body = urlsafe_b64decode(value.encode("ascii") + b"=" * (-len(value) % 4))
    except ValueError:
        return None
    # One decision has one text: b64decode skips foreign characters and ignores padding bits.
    if urlsafe_b64encode(body).rstrip(b"=").decode("ascii") != value or len(body) < HEAD_BYTES:
        return None
    if body[0] & ~_SEALED != CODEC:
        return None
    if body[0] & _SEALED:
        body, found = body[:-SEAL_BYTES], body[-SEAL_BYTES:]
        if seal and not hmac.compare_digest(hmac.digest(seal, body, "sha256")[:SEAL_BYTES], found):
            return None
    elif seal:
        return None
    decision = _unpack(body)
    if decision and at and decision.day > (at.astimezone(UTC) + timedelta(days=1)).date():
        return None
    return decision


def _unpack(body: bytes) -> Decision | None:
    if len(body) < HEAD_BYTES:
        return None
    purposes, services = body[15], body[16]
    start = HEAD_BYTES + purposes * PURPOSE_BYTES
    end = start + services * SERVICE_BYTES
    count = purposes + services
    bits = body[end:]
    if len(bits) != (count + 7) // 8:
        return None
    number = int.from_bytes(bits, "big")
    padding = len(bits) * 8 - count
    if number & ((1 << padding) - 1):
        return None
    answers = [bool(number >> (len(bits) * 8 - 1 - place) & 1) for place in range(count)]
    marks = [body[at : at + PURPOSE_BYTES] for at in range(HEAD_BYTES, start, PURPOSE_BYTES)]
    exceptions = [body[at : at + SERVICE_BYTES] for at in range(start, end, SERVICE_BYTES)]
    if any(ordered != sorted(set(ordered)) for ordered in (marks, exceptions)):
        return None
    return Decision(
        dict(zip(marks, answers[:purposes], strict=True)),
        dict(zip(exceptions, answers[purposes:], strict=True)),
        body[3 : 3 + DIGEST_BYTES],
        _EPOCH + timedelta(days=int.from_bytes(body[1:3], "big")),
    )


def _pack(answers: list[bool]) -> bytes:
    size = (len(answers) + 7) // 8
    number = sum(1 << (size * 8 - 1 - place) for place, answer in enumerate(answers) if answer)
    return number.to_bytes(size, "big")
