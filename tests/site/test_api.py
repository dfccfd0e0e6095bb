"""The API: what it lists, who calls it, how a report comes in, and the shape of every error."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from tests.fakes.ledgers import AT, drafts

from charte.core.entry import LogKind
from charte.site.accounts.models import Membership
from charte.site.accounts.secrets import new_token
from charte.site.audits.models import Report

SITE = "/api/v1/sites/rivebelle"


def bearing(platform, name: str) -> Client:
    """A program with a token of this person."""
    client = platform.client()
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {new_token(platform.membership(name), 'program')}"
    return client


def send(client: Client, report: Any, site: str = SITE):
    return client.post(f"{site}/audits", {"report": report}, content_type="application/json")


def test_sites_trackers_versions_and_counts_are_listed(platform):
    """A token reads what its membership reads, in plain JSON."""
    notice = platform.ledger.notice("rivebelle", "fr")[1]
    made = drafts(platform.rivebelle, notice)
    platform.ledger.record([next(made) for _ in range(4)])
    client = bearing(platform, "rita")
    (site,) = client.get("/api/v1/sites").json()
    assert (site["key"], site["trackers"], site["asks"], site["last_audit"]) == ("rivebelle", 8, True, None)
    assert site == client.get(SITE).json()
    trackers = client.get(f"{SITE}/trackers").json()
    assert [each["name"] for each in trackers[:2]] == ["cookies_preferences", "counted"]
    assert trackers[0]["recipients"] == []
    assert trackers[0]["lifetime"] == "P6M"
    (version,) = client.get(f"{SITE}/versions").json()
    assert (version["version"], version["live"], version["charter"]) == (
        "1.0",
        True,
        platform.rivebelle.digest,
    )
    counts = {each["purpose"]: (each["yes"], each["no"]) for each in client.get(f"{SITE}/counts").json()}
    assert counts == {"audience": (2, 2), "ads": (0, 4), "counting": (0, 4)}
    assert client.get(f"{SITE}/counts").json()[0]["day"] == AT.date().isoformat()


def test_a_report_comes_in_once(platform, reports):
    """201 the first time, 200 afterwards; it is in the ledger, in the list, and whole."""
    client = bearing(platform, "dora")
    first, second = send(client, reports["false"]), send(client, reports["false"])
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert Report.objects.count() == 1
    (logged,) = platform.ledger.reports("rivebelle")
    digest = first.json()["digest"]
    assert (logged.kind, logged.digest) == (LogKind.REPORT, digest)
    assert client.get(f"{SITE}/audits").json() == [first.json()]
    whole = client.get(f"{SITE}/audits/{digest}").json()
    assert whole["report"] == reports["false"]
    assert client.get(SITE).json()["last_audit"]["verdict"] == "false"


def test_a_reader_brings_nothing_in(platform, reports):
    """The right to bring an audit in is an owner's and a DPO's."""
    answer = send(bearing(platform, "rita"), reports["true"])
    assert answer.status_code == 403
    assert not platform.ledger.reports("rivebelle")


def test_a_token_reaches_its_own_site_only(platform, reports):
    """Another site does not exist for it."""
    client = bearing(platform, "oscar")
    assert client.get(SITE).status_code == 404
    assert send(client, reports["true"]).status_code == 404
    assert client.get("/api/v1/sites/autre").status_code == 200


def test_a_token_has_the_role_of_today(platform, reports):
    """A lowered role lowers the tokens made before."""
    client = bearing(platform, "dora")
    Membership.objects.filter(user=platform.people["dora"]).update(role="reader")
    assert send(client, reports["true"]).status_code == 403


def test_a_session_that_changes_something_proves_that_it_is_no_forgery(platform, reports):
    """Reading needs the session alone; a report needs X-CSRFToken too."""
    client = platform.client("dora", enforce_csrf_checks=True)
    assert client.get(SITE).status_code == 200
    assert send(client, reports["true"]).status_code == 401
    page = client.get("/back/sites/rivebelle/access/").content.decode()
    client.defaults["HTTP_X_CSRFTOKEN"] = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert send(client, reports["true"]).status_code == 201


@pytest.mark.parametrize("token", ["", "Bearer ", "Bearer charte_wrong", "Basic YWxpY2U6"])
def test_an_unknown_caller_is_told_how_to_be_known(platform, token: str):
    """401 with what and mend."""
    client = platform.client()
    if token:
        client.defaults["HTTP_AUTHORIZATION"] = token
    answer = client.get("/api/v1/sites")
    assert answer.status_code == 401
    assert "Authorization: Bearer" in answer.json()["error"]["mend"]


def broken(report: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in (report | changes).items() if value is not ...}


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"report": 2}, "does not say report: 1"),
        ({"verdict": "maybe"}, "no verdict 'maybe'"),
        ({"url": "javascript:alert(1)"}, "no address of the web"),
        ({"at": "yesterday"}, "no moment"),
        ({"findings": [{"verdict": "fine"}]}, "a finding has no verdict"),
        ({"findings": "none"}, "findings is no list"),
        ({"charter": 7}, "charter is no digest"),
        ({"states": [{}]}, "cannot be shown"),
        ({"counts": ...}, "cannot be shown"),
        ({"sightings": [{"name": 0.5}]}, "cannot be shown"),
        ({"charte": "x", "extra": 0.5}, "no canonical form"),
        ({"site": "autre"}, "about the site autre"),
    ],
)
def test_what_is_no_report_is_refused_and_leaves_nothing(platform, reports, changes, what: str):
    """The first thing wrong is named; neither the ledger nor the list has it."""
    before = platform.ledger.size
    answer = send(bearing(platform, "dora"), broken(reports["true"], changes))
    assert answer.status_code == 422
    assert what in answer.json()["error"]["what"]
    assert platform.ledger.size == before
    assert not Report.objects.exists()


@pytest.mark.parametrize("body", ["", "nonsense", "[]", "{}", '{"report": []}'])
def test_a_body_that_does_not_fit_is_told_so(platform, body: str):
    """422 or 400 with what and mend, never a traceback."""
    answer = bearing(platform, "dora").post(f"{SITE}/audits", body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert set(answer.json()["error"]) == {"what", "mend"}


def test_what_is_not_there_has_the_same_shape(platform):
    """Under /api/ every error is JSON with what and mend."""
    client = bearing(platform, "alice")
    for address in (f"{SITE}/audits/sha256:00", "/api/v1/sites/nothing", "/api/v1/nothing"):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert set(answer.json()["error"]) == {"what", "mend"}
    other = client.delete(SITE)
    assert (other.status_code, other["Allow"]) == (405, "GET")
    assert set(other.json()["error"]) == {"what", "mend"}


def test_the_document_tells_of_every_operation(platform):
    """OpenAPI for programs, a page of our own for people; both from the same source."""
    client = platform.client()
    document = json.loads(client.get("/api/v1/openapi.json").content)
    operations = [(method, path) for path, methods in document["paths"].items() for method in methods]
    assert ("post", "/api/v1/sites/{site}/audits") in operations
    assert {"HttpBearer", "ByToken"} & set(document["components"]["securitySchemes"])
    page = client.get("/api/v1/docs").content.decode()
    for method, path in operations:
        assert f"{method.upper()} {path}" in page
