"""The public pages: what stands on each of them, in which language, and what a mere reader is given."""

from __future__ import annotations

import pytest
from demo.site.view import AUDIENCE, PIXEL, PLAYER
from tests.demo.person import PAGES, Page, Person, make


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_every_page_stands_in_both_languages(path, language):
    """It names its language, has one heading of the first level, and no id twice."""
    answer = await Person(make(), accept_language=language).get(path)
    page = Page(answer.text)
    assert answer.status_code == 200
    assert page.all("html") == [{"lang": language}]
    assert answer.headers["content-language"] == language
    assert len(page.all("h1")) == 1
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", [*PAGES, "/nothing-here"])
async def test_every_page_has_the_client_and_the_way_back_to_a_choice(path):
    """The withdraw link is a plain link to the charter for who runs no script."""
    page = Page((await Person(make()).get(path)).text)
    assert {"href": "/charte", "data-charte-open": None} in page.all("a")
    (client,) = [each for each in page.all("script") if each.get("src") == "/_charte/client.js"]
    assert client["data-site"] == "rivebelle"


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_calls_a_third_party_before_it_is_permitted(path):
    """What calls them lies in templates; links may lead to them."""
    page = Page((await Person(make()).get(path)).text)
    for tag in ("script", "img", "iframe", "link"):
        for each in page.all(tag, live=True):
            assert (each.get("src") or each.get("href") or "").startswith("/")
    assert {each.get("data-charte") for each in page.all("template")} >= {"audience_consent", "ads_perso"}


@pytest.mark.parametrize("path", PAGES)
async def test_pages_are_for_one_visitor_and_run_only_what_they_name(path):
    """No cache may hand them on; the policy lets in the site's own scripts, the nonce, and three hosts."""
    answer = await Person(make(), port=9999).get(path)
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    nonces = {each["nonce"] for each in Page(answer.text).all("script") if "nonce" in each}
    assert answer.headers["cache-control"] == "private, no-cache"
    assert policy["script-src"] == f"'self' 'nonce-{nonces.pop()}'"
    assert policy["connect-src"] == f"'self' http://{AUDIENCE}:9999"
    assert policy["frame-src"] == f"http://{PLAYER}:9999"
    assert policy["img-src"] == f"'self' data: http://{PIXEL}:9999"
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in answer.headers["content-security-policy"]


async def test_a_reader_is_given_the_counter_alone_and_once():
    """Whatever is read, files included."""
    person = Person(make())
    paths = (
        *(path for path in PAGES if path != "/gestion/connexion"),
        "/donnees/arbres.csv",
        "/statique/site.js",
        "/statique/style.css",
    )
    for path in paths:
        await person.get(path)
    assert [header.partition("=")[0] for _, header in person.received] == ["visites"]
    assert person.cookies["demo.localhost"] == {"visites": "2026-11"}


async def test_files_are_the_same_for_everybody_and_set_nothing():
    """A shared cache may keep them."""
    for path in ("/donnees/arbres.csv", "/statique/style.css", "/statique/favicon.svg"):
        answer = await Person(make()).get(path)
        assert answer.headers["cache-control"].startswith("public")
        assert "set-cookie" not in answer.headers
    answer = await Person(make()).get("/donnees/arbres.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="rivebelle-arbres.csv"'
    assert answer.text.startswith("essence,nom_latin,quartier,nombre,plantes_2026\n")


@pytest.mark.parametrize(
    "path",
    [
        "/x",
        "/donnees/",
        "/donnees/../app",
        "/statique/",
        "/statique/../charte.toml",
        "/statique/no.css",
        "/gestion/jeux/arbres/x",
    ],
)
async def test_what_is_not_there_is_said_so(path):
    """With a page of the site and the way home. (Who is not signed in is asked to, in the back office.)"""
    person = Person(make())
    if path.startswith("/gestion"):
        await person.sign_in()
    answer = await person.get(path)
    assert answer.status_code == 404
    assert "/charte" in answer.text


async def test_a_search_finds_without_accents_and_shows_what_was_asked():
    """Typed text comes back as text."""
    person = Person(make())
    assert "Un jeu de données trouvé" in (await person.get("/?q=VELO")).text
    assert "2 jeux de données trouvés" in (await person.get("/?theme=littoral")).text
    answer = await person.get("/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "Aucun jeu de données" in answer.text
    assert "<script>alert" not in answer.text
    assert any(each.get("value") == '"><script>alert(1)</script>' for each in Page(answer.text).all("input"))


async def test_a_language_is_remembered_only_once_it_is_chosen():
    """Before, the browser's own preference decides."""
    person = Person(make(), accept_language="de, en;q=0.8")
    assert Page((await person.get("/")).text).all("html") == [{"lang": "en"}]
    assert "django_language" not in person.names()
    answer = await person.post("/langue", {"langue": "fr", "retour": "/videos"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/videos")
    assert Page((await person.get("/")).text).all("html") == [{"lang": "fr"}]


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "https://evil.example", ""])
async def test_the_language_form_leads_nowhere_else(back):
    """Only to a path of this site."""
    answer = await Person(make()).post("/langue", {"langue": "en", "retour": back})
    assert answer.headers["location"] == "/"


async def test_another_site_chooses_no_language():
    """And an unknown language is not kept."""
    person = Person(make())
    answer = await person.post("/langue", {"langue": "en"}, sec_fetch_site="cross-site")
    assert answer.status_code == 403
    await person.post("/langue", {"langue": "tlh"})
    assert person.names() == set()


async def test_the_video_is_inert_and_always_there_as_a_link():
    """A placeholder in HTML: nothing is dead where no script runs."""
    page = Page((await Person(make()).get("/videos")).text)
    assert len(page.all("iframe")) == 1
    assert page.all("iframe", live=True) == []
    assert {"href": f"http://{PLAYER}:8702/voir/eau-de-baignade"} in page.all("a", live=True)
