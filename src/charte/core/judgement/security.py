"""Family S: what a cookie's own header gets wrong. Only what the standard makes certain, and only the site's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from charte.core.cookie import SameSite, SetCookie, parse_set_cookie
from charte.core.judgement.case import Case
from charte.core.judgement.model import Found, Ruling
from charte.core.judgement.need import Need
from charte.core.judgement.registry import rule
from charte.core.judgement.sightings import Sighting
from charte.core.judgement.sources import ATTRIBUTES, SAME_SITE, SECURITY
from charte.core.judgement.telling import of_traces
from charte.core.judgement.traces import How, Trace
from charte.core.judgement.words import listed, say
from charte.core.observation import State
from charte.core.purpose import Texts

# Attributes that a browser knows: one of these without effect is a mistake, an unknown one may be another's.
_KNOWN = frozenset({"domain", "path", "expires", "max-age", "secure", "httponly", "samesite", "partitioned"})
_HEADERS = {
    "grade": "A",
    "jurisdiction": "EU",
    "states": tuple(State),
    "needs": frozenset({Need.WRITES}),
    "by_state": False,
    "register": False,
}


@rule(
    code="S03",
    statement=say(
        en="No cookie asks for SameSite=None without Secure.",
        fr="Aucun cookie ne demande SameSite=None sans Secure.",
    ),
    severity=2,
    sources=(SAME_SITE, SECURITY),
    valid_from=date(2025, 12, 1),
    **_HEADERS,
)
def none_needs_secure(case: Case) -> Iterator[Found]:
    """Browsers refuse such a cookie, so what it is for does not work (RFC 6265bis, section 5.7, step 19)."""
    yield from _wrong(
        case,
        lambda cookie: () if cookie.secure or cookie.same_site is not SameSite.NONE else ("SameSite=None",),
        (
            "{name} asks for SameSite=None without Secure; browsers refuse it.",
            "{name} demande SameSite=None sans Secure ; les navigateurs le refusent.",
        ),
        say(
            en="Add Secure, or write SameSite=Lax.",
            fr="Ajoutez Secure, ou écrivez SameSite=Lax.",
        ),
    )


@rule(
    code="S06",
    statement=say(
        en="Name prefixes are honoured and every attribute takes effect.",
        fr="Les préfixes de nom sont respectés et chaque attribut a son effet.",
    ),
    severity=1,
    sources=(ATTRIBUTES,),
    valid_from=date(2025, 12, 1),
    **_HEADERS,
)
def takes_effect(case: Case) -> Iterator[Found]:
    """`__Secure-` and `__Host-` by what they promise; known attributes that are unusable, too long or overruled."""
    yield from _wrong(
        case,
        _without_effect,
        (
            "{name}: without effect or refused by browsers: {faults}.",
            "{name} : sans effet ou refusé par les navigateurs : {faults}.",
        ),
        say(
            en="Correct the header that sets it.",
            fr="Corrigez l’en-tête qui le dépose.",
        ),
    )


def _without_effect(cookie: SetCookie) -> tuple[str, ...]:
    faults = [f"{name} ignored" for name in dict.fromkeys(cookie.ignored) if name in _KNOWN]
    name = cookie.name.lower()
    if name.startswith(("__secure-", "__host-")) and not cookie.secure:
        faults.append("prefix without Secure")
    if name.startswith("__host-") and (cookie.domain or cookie.path != "/"):
        faults.append("__Host- without Path=/ or with Domain")
    return tuple(faults)


def _wrong(
    case: Case, faults: Callable[[SetCookie], tuple[str, ...]], what: tuple[str, str], mend: Texts
) -> Iterator[Found]:
    """One finding for each of the site's own cookies whose header has faults, refused writes included."""
    for sighting in case.sightings:
        if not sighting.own:
            continue
        wrong = [(trace, found) for trace in _headers(sighting) if (found := _faults(trace, faults))]
        if wrong:
            told = listed(tuple(dict.fromkeys(fault for _, found in wrong for fault in found)))
            yield Found(
                Ruling.FAIL,
                sighting.subject,
                None,
                say(*what, name=sighting.subject, faults=told),
                mend,
                of_traces(trace for trace, _ in wrong),
            )


def _headers(sighting: Sighting) -> Iterator[Trace]:
    return (trace for trace in sighting.traces if trace.header and trace.how in (How.WRITTEN, How.REFUSED))


def _faults(trace: Trace, faults: Callable[[SetCookie], tuple[str, ...]]) -> tuple[str, ...]:
    cookie = parse_set_cookie(trace.header)
    return faults(cookie) if cookie else ()
