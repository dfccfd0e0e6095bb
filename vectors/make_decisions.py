"""Writes permission.json, beside this file: one law for Python and the browser.

Run it after a change that is meant to change the vectors: `python -m vectors.make_decisions`.
Moments are ISO 8601 in UTC; a charter is named by its site's key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from vectors.make_codec import (
    DAY,
    EPOCH,
    FOLDER,
    NOON,
    SEAL,
    altered,
    day_bytes,
    made,
    moment,
    set_byte,
    text,
)

from charte.core.canonical import digest
from charte.core.charter import Charter, Contact, Role, Service, Site, Status, Tracker
from charte.core.decision import choose, decode, encode, expired, to_ask
from charte.core.mark import purpose_mark
from charte.core.notice import compose
from charte.core.permission import permits
from charte.core.policy import FR_CNIL_2026
from charte.core.purpose import Basis, Exemption, Purpose

WORDS = {
    "banner": {},
    "spans": {"session": "session", "and": "and", "month": {"one": "{n} month", "many": "{n} months"}},
}


# --- charters ---------------------------------------------------------------------------------------


def consent(key: str) -> Purpose:
    """A purpose that needs consent."""
    return Purpose(key, Basis.CONSENT)


def exempt(key: str, exemption: Exemption, *, objectable: bool = False) -> Purpose:
    """A purpose that needs none."""
    return Purpose(key, Basis.EXEMPT, exemption, objectable=objectable)


def service(key: str, *trackers: Tracker, **more: Any) -> Service:
    """A service, whose trackers know it."""
    return Service(key, f"{key} ltd", trackers=tuple(replace(each, service=key) for each in trackers), **more)


def tracker(name: str, *purposes: str, **more: Any) -> Tracker:
    """A tracker of these purposes."""
    return Tracker(name, purposes=purposes, **more)


def charter(key: str, purposes: list[Purpose], services: list[Service]) -> Charter:
    """A register of one site, named by its key alone."""
    site = Site(key, key, hosts=("demo.localhost",), languages=("en",), controller=Contact("Rivebelle"))
    return Charter(digest(key.encode()), site, purposes=tuple(purposes), services=tuple(services))


PURPOSES = [
    exempt("choice", Exemption.CHOICE),
    exempt("count", Exemption.AUDIENCE, objectable=True),
    consent("audience"),
    consent("ads"),
    consent("media"),
]
ADS = (
    service("ads-one", tracker("_one", "ads"), tracker("_both", "ads", "audience"), role=Role.JOINT),
    service("ads-two", tracker("_two", "ads", recipients=("broker ltd",))),
)
VIDEO = service("video", tracker("_video", "media"), tracker("_mixed", "choice", "media"))
PLAIN = charter(
    "plain",
    PURPOSES,
    [
        service("platform", tracker("cookies_preferences", "choice")),
        service("counter", tracker("_count", "count"), tracker("_counts", "count", "audience")),
        service("stats", tracker("_aud", "audience"), tracker("_old", "audience", status=Status.RETIRED)),
        *ADS,
        VIDEO,
    ],
)
# The audience has a new recipient and the counter is no longer objectable: both must be asked or told anew.
CHANGED = charter(
    "changed",
    [PURPOSES[0], exempt("count", Exemption.AUDIENCE), *PURPOSES[2:]],
    [
        service("counter", tracker("_count", "count")),
        service("stats", tracker("_aud", "audience", recipients=("somebody new",))),
        *ADS,
        VIDEO,
    ],
)
NOTHING = charter("nothing", [PURPOSES[0]], [service("platform", tracker("cookies_preferences", "choice"))])
OBJECTABLE = charter(
    "objectable",
    [exempt("count", Exemption.AUDIENCE, objectable=True)],
    [service("counter", tracker("_count", "count"))],
)
# What `charte check` refuses, and permission must not let through either.
BROKEN = charter(
    "broken",
    [consent("audience")],
    [service("stats", tracker("_none"), tracker("_odd", "audience", "unknown"), tracker("_aud", "audience"))],
)
TWENTY = charter(
    "twenty",
    [consent(f"p{number:02}") for number in range(20)],
    [service(f"s{number:02}", tracker(f"_{number:02}", f"p{number:02}")) for number in range(20)],
)
TWELVE = charter(
    "twelve",
    [consent(f"p{number:02}") for number in range(12)],
    [service(f"s{number:02}", tracker(f"_{number:02}", f"p{number:02}")) for number in range(12)],
)
CHARTERS = (PLAIN, CHANGED, NOTHING, OBJECTABLE, BROKEN, TWENTY, TWELVE)


# --- permission -------------------------------------------------------------------------------------


def cookies(charter: Charter) -> Iterator[str | None]:
    """What the browser of a visitor may hold for this charter."""
    keys = [purpose.key for purpose in charter.offered]
    services = [each.key for each in charter.offered_services]
    yield None
    yield encode(choose(charter, keys, DAY))
    yield encode(choose(charter, (), DAY))
    for key in keys[:5]:
        yield encode(choose(charter, (key,), DAY))
    if keys:
        half = keys[::2]
        yield encode(choose(charter, half, DAY, services_yes=services[1::3], services_no=services[::3]))
        yield encode(choose(charter, keys, DAY, services_no=services[:12]))
        yield encode(choose(charter, (), DAY, services_yes=services[-12:]))
        yield encode(choose(charter, keys, DAY), SEAL)
        partial = choose(charter, keys, DAY)
        known = dict(list(partial.purposes.items())[1:])
        yield encode(replace(partial, purposes=known))


def strange_cookies() -> Iterator[str]:
    """Cookies that say nothing to the charter PLAIN, or not what they seem to."""
    good = encode(choose(PLAIN, ("audience", "ads"), DAY))
    yield altered(good, set_byte(0, 2))
    yield good + "A"
    yield "yes"
    yield altered(good, day_bytes((DAY - EPOCH).days + 2))
    yield encode(made(5, 2, 0xFFFFFFF))
    yield encode(choose(CHANGED, ("audience", "ads", "media"), DAY))
    yield encode(choose(TWENTY, ("p00",), DAY))


def ends() -> Iterator[tuple[str, datetime]]:
    """A yes to everything, and the moments around its end: calendar months have many lengths."""
    for day in (
        date(2026, 8, 31),
        date(2026, 8, 29),
        date(2027, 8, 31),
        date(2026, 11, 25),
        date(2026, 2, 28),
    ):
        cookie = encode(choose(PLAIN, ("audience", "ads", "media", "count"), day))
        end = FR_CNIL_2026.choice_life.after(datetime(day.year, day.month, day.day, tzinfo=UTC))
        for step in (-86_400, -1, 0, 1, 86_400):
            yield cookie, end + timedelta(seconds=step)
        yield cookie, datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=2)


def case(charter: Charter, cookie: str | None, at: datetime, *, gpc: bool = False) -> dict[str, Any]:
    """What holds for each tracker of the charter, in its order, as `yes: why` or `no: why`; and what to ask."""
    decision = decode(cookie, at) if cookie is not None else None
    verdicts = [
        permits(charter, decision, each, at, FR_CNIL_2026, gpc=gpc)
        for each in charter.trackers
        if each.status is not Status.RETIRED  # a retired tracker is in no notice
    ]
    return {
        "charter": charter.site.key,
        "cookie": cookie,
        "at": moment(at),
        "gpc": gpc,
        "in_force": decision is not None and not expired(decision, at, FR_CNIL_2026),
        "ask": [purpose.key for purpose in to_ask(charter, decision, at, FR_CNIL_2026)],
        "verdicts": [f"{'yes' if verdict else 'no'}: {verdict.why}" for verdict in verdicts],
    }


def permission() -> dict[str, Any]:
    """All of permission.json."""
    cases = [
        case(charter, cookie, at, gpc=gpc)
        for charter in CHARTERS
        for cookie in cookies(charter)
        for at, gpc in ((NOON, False), (NOON, True), (NOON + timedelta(days=182), False))
    ]
    cases += [case(PLAIN, cookie, NOON, gpc=gpc) for cookie in strange_cookies() for gpc in (False, True)]
    cases += [case(CHANGED, cookie, NOON) for cookie in cookies(PLAIN)]
    cases += [case(PLAIN, cookie, at) for cookie, at in ends()]
    return {
        "vectors": "permission",
        "version": 1,
        "notices": {each.site.key: notice(each) for each in CHARTERS},
        "choices": [chosen(charter) for charter in CHARTERS],
        "cases": cases,
    }


def notice(charter: Charter) -> dict[str, Any]:
    """The charter as the client knows it, without sentences."""
    return compose(charter, "en", WORDS, FR_CNIL_2026)


def chosen(charter: Charter) -> dict[str, Any]:
    """The cookie that a choice by keys makes on a day."""
    keys = [purpose.key for purpose in charter.offered]
    services = [each.key for each in charter.offered_services]
    yes, service_yes, service_no = keys[::2], services[1::3], services[::3]
    decision = choose(charter, yes, DAY, services_yes=service_yes, services_no=service_no)
    return {
        "charter": charter.site.key,
        "at": moment(NOON),
        "yes": yes,
        "no": [key for key in keys if key not in yes],
        "services": {"yes": service_yes, "no": service_no},
        "cookie": encode(decision),
        "marks": {purpose.key: purpose_mark(charter, purpose).hex() for purpose in charter.offered},
    }


FILES = {"permission.json": permission}

if __name__ == "__main__":
    for name, make in FILES.items():
        (FOLDER / name).write_text(text(make()), encoding="utf-8")
