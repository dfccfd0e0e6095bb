"""The back office and the API: who may do what, and under which protection."""

from __future__ import annotations

import json

import pytest
from tests.demo.person import AGENT, Page, Person, make


async def test_nobody_enters_without_signing_in():
    """Every page leads to the sign-in."""
    for path in ("/gestion/", "/gestion/jeux/arbres", "/gestion/deconnexion"):
        answer = await Person(make()).get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/gestion/connexion")


async def test_signing_in_and_out():
    """The session's cookie comes with the one and goes with the other."""
    person = Person(make())
    answer = await person.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/gestion/")
    page = await person.get("/gestion/")
    assert "6 jeux de données" in page.text
    held = person.cookies["demo.localhost"]["sessionid"]
    await person.post("/gestion/deconnexion", {"csrf": Page(page.text).token})
    assert "sessionid" not in person.names()
    person.cookies["demo.localhost"]["sessionid"] = held
    assert (await person.get("/gestion/")).status_code == 303


@pytest.mark.parametrize(
    ("name", "password"), [("agent", "faux"), ("autre", AGENT.password), ("", ""), ("é", "é")]
)
async def test_a_wrong_name_or_password_says_what_to_do(name, password):
    """And keeps the name that was typed, as text."""
    person = Person(make())
    answer = await person.sign_in(name, password)
    assert answer.status_code == 403
    assert "Vérifiez-les" in answer.text
    assert "sessionid" not in person.names()


async def test_a_note_shows_on_the_datasets_page_and_can_be_taken_back():
    """As text, at most 500 characters."""
    person, reader = Person(demo := make()), Person(demo)
    await person.sign_in()
    token = Page((await person.get("/gestion/jeux/arbres")).text).token
    answer = await person.post("/gestion/jeux/arbres", {"note": "<b>Complet</b> " + "x" * 600, "csrf": token})
    assert answer.headers["location"] == "/gestion/?fait=saved"
    assert "La note est enregistrée" in (await person.get("/gestion/?fait=saved")).text
    page = (await reader.get("/donnees/arbres")).text
    assert "&lt;b&gt;Complet&lt;/b&gt;" in page
    assert "x" * 500 not in page
    await person.post("/gestion/jeux/arbres", {"note": " ", "csrf": token})
    assert "Complet" not in (await reader.get("/donnees/arbres")).text


@pytest.mark.parametrize("path", ["/gestion/connexion", "/gestion/jeux/arbres", "/gestion/deconnexion"])
@pytest.mark.parametrize("token", ["", "0" * 32, "é" * 32])
async def test_nothing_changes_without_the_token(path, token):
    """What another site's page sends is refused."""
    person = Person(make())
    await person.sign_in()
    answer = await person.post(path, {"note": "x", "nom": "agent", "secret": "x", "csrf": token})
    assert answer.status_code == 403
    assert "ne peut pas être vérifiée" in answer.text


async def test_an_opinion_is_counted_under_the_token():
    """And nothing says whose it was."""
    person = Person(make())
    token = (await person.get("/api/jeton")).json()["token"]
    body = json.dumps({"jeu": "arbres", "utile": True})
    answer = await person("POST", "/api/avis", content=body, x_csrftoken=token)
    assert answer.json() == {"oui": 1, "non": 0}
    assert "1 oui, 0 non" in (await person.get("/donnees/arbres")).text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400), ("{", 400), ("[]", 400), ('{"jeu": "arbres"}', 400), ('{"jeu": "arbres", "utile": 1}', 400),
        ('{"jeu": "x", "utile": true}', 400), ("[" * 60_000, 400), ("x" * 70_000, 413),
    ],
)  # fmt: skip
async def test_what_is_no_opinion_is_refused_with_a_reason(body, status):
    """Never a failure of the server."""
    person = Person(make())
    token = (await person.get("/api/jeton")).json()["token"]
    answer = await person("POST", "/api/avis", content=body, x_csrftoken=token)
    assert answer.status_code == status
    if status == 400:
        assert answer.json()["error"].keys() == {"what", "mend"}


async def test_the_api_without_a_token_or_an_address():
    """403 and 404, each with what to do."""
    person = Person(make())
    assert (await person("POST", "/api/avis", content="{}")).status_code == 403
    assert (await person.get("/api/rien")).json()["error"]["mend"]


async def test_without_an_account_nobody_signs_in():
    """There is no default password."""
    from demo.app import create
    from tests.demo.person import CHARTER, platform

    person = Person(create(CHARTER, platform))
    assert (await person.sign_in("", "")).status_code == 403
