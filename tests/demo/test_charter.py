"""The demo's charter is complete and true, as far as the server can tell: header by header."""

from __future__ import annotations

from datetime import UTC, datetime

from demo.site.view import AUDIENCE, PIXEL, PLAYER
from tests.demo.person import CHARTER, ROOT, Page, Person, make

from charte.core.charter import Kind, match, review
from charte.core.cookie import asked_lifetime, parse_set_cookie
from charte.core.policy import FR_CNIL_2026

AT = datetime(2026, 11, 25, tzinfo=UTC)
BY_SCRIPT = {"cookies_preferences", "_mes_id"}  # the first by the collector, the second by the tool's script


async def everything(person: Person) -> None:
    """Does all that one can do on the site and at its third parties, everything accepted."""
    person.choose(*(purpose.key for purpose in CHARTER.offered))
    for path in ("/", "/videos", "/donnees/arbres"):
        await person.get(path)
    token = (await person.get("/api/jeton")).json()["token"]
    await person("POST", "/api/avis", content='{"jeu": "arbres", "utile": true}', x_csrftoken=token)
    await person.sign_in()
    await person.post("/langue", {"langue": "en", "retour": "/"})
    await person.get("/mesure.js", AUDIENCE)
    await person.get("/collecte?id=1", AUDIENCE)
    await person.get("/lecteur/eau-de-baignade", PLAYER)
    await person.get("/p.gif", PIXEL)


def test_it_is_complete_but_for_the_log():
    """`charte publish --add-log` names the log; nothing else is left to say."""
    assert [item.code for item in review(CHARTER, FR_CNIL_2026)] == ["log"]


async def test_every_cookie_is_set_as_declared():
    """Name, host, path, life, Secure, HttpOnly, SameSite: the header says what the charter says."""
    person = Person(make())
    await everything(person)
    assert person.received
    for host, header in person.received:
        cookie = parse_set_cookie(header)
        entry = match(CHARTER, cookie.name, Kind.COOKIE, cookie.domain or host, cookie.path)
        assert entry is not None, header
        assert (entry.path, entry.secure, entry.http_only, entry.same_site, bool(entry.partitioned)) == (
            cookie.path,
            cookie.secure,
            cookie.http_only,
            str(cookie.same_site),
            cookie.partitioned,
        ), header
        life = asked_lifetime(cookie, AT)
        if entry.lifetime.session:
            assert life is None, header
        else:
            assert (
                0.9 * (entry.lifetime.duration.after(AT) - AT)
                < life
                <= entry.lifetime.duration.after(AT) - AT
            )


async def test_every_declared_cookie_is_set_somewhere():
    """An entry that nothing sets would be stale."""
    person = Person(make())
    await everything(person)
    set_here = {parse_set_cookie(header).name for _, header in person.received}
    assert set_here == {tracker.name for tracker in CHARTER.trackers} - BY_SCRIPT


async def test_the_tools_script_writes_its_cookie_as_declared():
    """`_mes_id`: 390 days at most, Secure, Lax, readable by scripts, and never written again."""
    script = (await Person(make()).get("/mesure.js", AUDIENCE)).text
    assert "`_mes_id=${id}; Path=/; Max-Age=33696000; Secure; SameSite=Lax`" in script
    assert "if (!held)" in script


async def test_the_self_assessment_is_where_the_charter_says():
    """And so is the charter's own page, and the accessibility statement."""
    person = Person(make())
    document = CHARTER.purpose("audience_exempt").assessment.document
    for path in (document, CHARTER.site.page, CHARTER.site.accessibility):
        assert (await person.get(path)).status_code == 200


async def test_its_page_names_every_tracker_and_keeps_a_place_for_the_centre():
    """In both languages; without a script a form takes a refusal."""
    for language in ("fr", "en"):
        answer = await Person(make(), accept_language=language).get("/charte")
        page = Page(answer.text)
        assert all(f"<code>{tracker.name}</code>" in answer.text for tracker in CHARTER.trackers)
        assert any("data-charte-centre-here" in each for each in page.all("div"))
        fields = {each["name"]: each["value"] for each in page.all("input") if each.get("type") == "hidden"}
        assert fields["charter"] == CHARTER.digest
        assert fields["notice"].startswith("sha256:")
        assert {each.get("value") for each in page.all("button") if each.get("name") == "all"} == {
            "yes",
            "no",
        }


def test_the_texts_of_the_file_are_set_as_french_is():
    """Curly apostrophes, and no common space before a double punctuation mark."""
    text = (ROOT / "charte.toml").read_text(encoding="utf-8")
    french = [line for line in text.splitlines() if "fr = " in line]
    assert french
    for line in french:
        words = line.partition('fr = "')[2].partition('", en')[0]
        assert "'" not in words
        assert not any(f" {mark}" in words for mark in ";:?!»")
