"""What the application may ask of the visitor."""

import pytest
from tests.gate.site import AT, CHARTER, App, preference, run, scope_of

from charte.gate import Consent, Gate


async def consent(cookie: str = "", **fields: str) -> Consent:
    app = App()
    await run(Gate(app, CHARTER, now=lambda: AT), scope_of(cookie, **fields))
    return app.scope["state"]["charte"]


@pytest.mark.parametrize(
    ("cookie", "permitted"),
    [
        ("", {"auth", "visits"}),
        (preference(), {"auth"}),
        (preference("audience"), {"auth", "audience"}),
        (preference("audience", "ads", "visits"), {"auth", "audience", "ads", "visits"}),
        ("cookies_preferences=broken", {"auth", "visits"}),
    ],
)
async def test_the_application_asks_by_purpose(cookie, permitted):
    """The same rule as everywhere."""
    asked = await consent(cookie)
    purposes = {"auth", "visits", "audience", "ads"}
    assert {purpose for purpose in purposes if asked.permits(purpose)} == permitted


async def test_a_purpose_that_the_charter_does_not_know_is_not_permitted():
    """A misspelt purpose permits nothing."""
    assert not (await consent(preference("audience", "ads", "visits"))).permits("audiance")


async def test_a_service_may_be_asked_for():
    """Its own answer overrides that of the purpose."""
    asked = await consent(preference("audience", services_no=("stats",)))
    assert asked.permits("audience")
    assert not asked.permits("audience", "stats")


async def test_the_decision_is_there_to_look_at():
    """None where there is none that holds."""
    assert (await consent()).decision is None
    assert (await consent("cookies_preferences=broken")).decision is None
    assert (await consent(preference("audience"))).decision.day == AT.date()


async def test_the_signal_refuses():
    """Global Privacy Control, asked by the application."""
    assert not (await consent(sec_gpc="1")).permits("audience")
