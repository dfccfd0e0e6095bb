"""The true demo behind its gate, the lying one beside it."""

from __future__ import annotations

import json
from datetime import date

from demo.site.view import AUDIENCE, PIXEL
from demo.site.visits import Visits
from tests.demo.person import CHARTER, PAGES, ROOT, Page, Person, make

from charte.core.judgement.registry import rules
from charte.gate import Sighting, Why


async def test_the_counter_counts_until_it_is_refused():
    """Pages and new visitors, published on the page about; an objection ends both."""
    demo = make()
    one, other, objecting = Person(demo), Person(demo), Person(demo)
    objecting.choose()
    for person in (one, one, other, objecting):
        await person.get("/")
    assert "visites" not in objecting.names()
    assert "3 pages ont été vues par 2 nouveaux visiteurs" in (await objecting.get("/a-propos")).text


async def test_what_was_refused_is_expired_on_the_next_page():
    """The counter's cookie no script can delete; the tool's cookie too."""
    person = Person(make())
    await person.get("/")
    person.cookies["demo.localhost"]["_mes_id"] = "1"
    person.choose()
    await person.get("/")
    assert person.names() == {"cookies_preferences"}


async def test_files_expire_nothing():
    """They may lie in a shared cache."""
    person = Person(make())
    person.cookies["demo.localhost"] = {"_mes_id": "1"}
    assert "set-cookie" not in (await person.get("/statique/style.css")).headers


async def test_the_collector_is_reached_through_the_site_and_left_alone():
    """Its path whole, its cookies as they are."""
    answer = await Person(make()).get("/_charte/rivebelle/notice.fr.json")
    assert answer.text == "/_charte/rivebelle/notice.fr.json"
    assert answer.headers["set-cookie"] == "theirs=1"


def test_the_counter_forgets_after_its_term():
    """25 months, as the charter says."""
    visits = Visits()
    kept, gone = date(2024, 10, 1), date(2024, 9, 30)
    visits.pages.update([kept, gone])
    visits.purge(CHARTER.purpose("audience_exempt"), date(2026, 11, 25))
    assert list(visits.pages) == [kept]


async def test_the_true_site_tells_no_lie():
    """No lying script, no live pixel, no unknown cookie to report."""
    seen: list[Sighting] = []
    person = Person(make(seen=seen))
    for path in PAGES:
        page = (await person.get(path)).text
        assert "lies.js" not in page
    assert seen == []


async def test_the_lying_site_sets_what_the_charter_does_not_know_and_its_gate_says_so():
    """It only observes: the cookie passes, and is reported."""
    seen: list[Sighting] = []
    person = Person(make(lies=True, seen=seen))
    await person.get("/")
    assert "ab_variante" in person.names()
    assert seen == [Sighting("ab_variante", Why.UNDECLARED, False, "/", 1)]


async def test_the_lying_site_shows_its_pixel_to_who_has_not_chosen():
    """And to nobody else: each lie stands alone."""
    person = Person(make(lies=True))
    address = f"http://{PIXEL}:8702/p.gif"

    async def live() -> list[str | None]:
        return [each.get("src") for each in Page((await person.get("/")).text).all("img", live=True)]

    assert await live() == [address]
    for choice in ((), ("audience_consent", "ads_perso")):
        person.choose(*choice)
        assert await live() == []


async def test_the_lying_tools_cookie_asks_for_three_years():
    """Where the true one asks for thirteen months at most."""
    for lies, life in ((True, 94_608_000), (False, 33_696_000)):
        person = Person(make(lies=lies))
        await person.get("/collecte", AUDIENCE)
        assert f"Max-Age={life};" in person.received[0][1]


async def test_third_parties_set_their_cookie_once():
    """A cookie that is there is not prolonged."""
    for host, path in (
        (AUDIENCE, "/collecte"),
        (PIXEL, "/p.gif"),
        ("player.cinebord.localhost", "/voir/eau-de-baignade"),
    ):
        person = Person(make())
        for _ in range(2):
            await person.get(path, host)
        assert len(person.received) == 1


def test_the_list_of_lies_speaks_of_what_there_is():
    """Six lies, known rules, declared trackers (but for the undeclared one), no finding twice."""
    lies = json.loads((ROOT / "lies.json").read_text(encoding="utf-8"))
    findings = [tuple(finding) for lie in lies for finding in lie["findings"]]
    assert len(lies) == 6
    assert all(lie["lie"] and lie["findings"] for lie in lies)
    assert len(findings) == len(set(findings))
    codes = {rule.data.code for rule in rules()}
    known = {tracker.name for tracker in CHARTER.trackers} | {PIXEL, "refuse", "ab_variante"}
    for code, subject, state in findings:
        assert code in codes
        assert subject in known
        assert state in ("", "none", "refused", "accepted", "withdrawn")
