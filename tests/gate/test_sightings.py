"""Cookies worth a word: counted, with their route, within bounds."""

import logging
from types import SimpleNamespace

import pytest
from tests.gate.site import AT, CHARTER, PRIVATE, App, run, scope_of

from charte.gate import Gate, Sighting, Why
from charte.gate.policy import Seen
from charte.gate.sightings import MOST_SIGHTINGS, OTHERS, Sightings, route_of

LANG = Seen("lang", Why.UNDECLARED, False)


def test_each_is_told_at_its_first_second_fourth_eighth_time():
    """A busy site does not flood whoever listens."""
    told: list[Sighting] = []
    sightings = Sightings(told.append)
    for _ in range(9):
        sightings.note(LANG, "/")
    assert [sighting.count for sighting in told] == [1, 2, 4, 8]
    assert list(sightings) == [Sighting("lang", Why.UNDECLARED, False, "/", 9)]


def test_beyond_the_bound_they_are_counted_together():
    """A site that invents names or paths costs no more than this."""
    sightings = Sightings()
    for number in range(MOST_SIGHTINGS * 3):
        sightings.note(Seen(f"n{number}", Why.UNDECLARED, True), f"/{number}")
    found = list(sightings)
    assert len(found) == MOST_SIGHTINGS + 1
    assert found[0] == Sighting(OTHERS, Why.UNDECLARED, True, OTHERS, MOST_SIGHTINGS * 2)


def test_a_report_that_fails_is_logged_once_and_hurts_nobody(caplog):
    """The site goes on."""

    def broken(_):
        raise OSError("no disk")

    sightings = Sightings(broken)
    with caplog.at_level(logging.ERROR, "charte.gate"):
        for _ in range(8):
            sightings.note(LANG, "/")
    assert len(caplog.records) == 1
    assert next(iter(sightings)).count == 8


@pytest.mark.parametrize(
    ("scope", "route"),
    [
        ({"path": "/donnees/plages"}, "/donnees/plages"),
        ({"path": "/users/42/orders/7f3a"}, "/users/*/orders/*"),
        ({"path": "/reset/" + "a" * 40}, "/reset/*"),
        ({"path": "/users/42", "route": SimpleNamespace(path="/users/{id}")}, "/users/{id}"),
        ({"path": "/x", "route": object()}, "/x"),
        ({"path": "/a" * 300}, "/a" * 100),
        ({}, ""),
    ],
)
def test_a_route_holds_nothing_personal(scope, route):
    """The framework's pattern, or the path without what varies in it."""
    assert route_of(scope) == route


async def test_the_gate_reports_the_unknown_and_the_shared():
    """An exempt cookie on a page that caches may store reaches other visitors: a hazard. Deletions are none."""
    told: list[Sighting] = []
    app = App(("Set-Cookie", "lang=1"), ("Set-Cookie", "sessionid=1"), ("Set-Cookie", "gone=; Max-Age=0"))
    gate = Gate(app, CHARTER, mode="enforce", now=lambda: AT, report=told.append)
    await run(gate, scope_of(path="/page/12"))
    app.headers.append((PRIVATE[0].encode(), PRIVATE[1].encode()))
    await run(gate, scope_of(path="/page/12"))
    assert told == [
        Sighting("lang", Why.UNDECLARED, True, "/page/*", 1),
        Sighting("sessionid", Why.SHARED, False, "/page/*", 1),
        Sighting("lang", Why.UNDECLARED, True, "/page/*", 2),
    ]
