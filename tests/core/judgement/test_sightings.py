"""What counts as a tracker on the device: one sighting with all its writers; refused and deleted are none."""

from datetime import timedelta

import pytest
from tests.fakes.audited_site import charter, replaced
from tests.fakes.tapes import SUFFIXES, FakeBrowser, value

from charte.core.charter import Kind
from charte.core.judgement.hosts import gather_hosts
from charte.core.judgement.reel import wind
from charte.core.judgement.sightings import gather
from charte.core.judgement.traces import How
from charte.core.observation import CookieSent, Phase, State
from charte.core.party import Party

PAGE = "http://www.site.example/a/page"


@pytest.fixture
def browser():
    return FakeBrowser(url=PAGE)


def sightings(*browsers, register=None):
    return {s.place.name: s for s in gather(wind(b.tape() for b in browsers), register, SUFFIXES)}


def hosts(*browsers, register=None):
    return {h.name: h for h in gather_hosts(wind(b.tape() for b in browsers), register, SUFFIXES)}


def test_one_cookie_written_by_three_is_one_sighting(browser):
    """Header, script and cookieStore: every writer is kept, first to last, and what each asked for."""
    browser.request(PAGE, "id=1; Path=/; Max-Age=60")
    browser.script("id=2; Path=/; Max-Age=120", by="http://a.example/a.js")
    browser.script("id=3; Path=/", by="http://b.example/b.js", api="cookieStore")
    (found,) = sightings(browser).values()
    assert found.writers == (PAGE, "http://a.example/a.js", "http://b.example/b.js")
    assert found.asked == timedelta(seconds=120)
    assert [trace.life for trace in found.headers] == [timedelta(seconds=60), timedelta(seconds=120), None]


def test_a_cookie_lies_where_its_header_puts_it(browser):
    """Domain and path as written, else the host and the path's folder; another path is another tracker."""
    browser.request(PAGE, "wide=1; Domain=site.example; Path=/")
    browser.request(PAGE, "own=1")
    browser.script("own=2; Path=/")
    found = {
        (s.place.name, s.place.host, s.place.path) for s in gather(wind([browser.tape()]), None, SUFFIXES)
    }
    assert found == {
        ("wide", "site.example", "/"), ("own", "www.site.example", "/a"), ("own", "www.site.example", "/"),
    }  # fmt: skip


def test_a_deletion_is_no_write(browser):
    """By header or by script: what only ever was deleted was never seen."""
    browser.request(PAGE, "gone=; Max-Age=0; Path=/")
    browser.script("old=; Expires=Thu, 01 Jan 1970 00:00:00 GMT")
    assert not any(s.seen for s in sightings(browser).values())
    assert {trace.how for s in sightings(browser).values() for trace in s.traces} == {How.DELETED}


@pytest.mark.parametrize(
    "header", ["probe=1; Domain=example", "probe=1; Domain=other.example", "probe=1; SameSite=None"]
)
def test_what_a_browser_refuses_a_script_is_no_tracker(browser, header):
    """The browser does not tell a script; the standard does: public suffix, another host, None without Secure."""
    browser.script(header)
    found = sightings(browser)["probe"]
    assert not found.seen
    assert found.traces[0].how is How.REFUSED
    assert found.traces[0].reasons


def test_a_refused_header_is_kept_apart_with_its_reason(browser):
    """It is no violation, and it is not forgotten."""
    browser.request("http://ads.example/p", "x=1; SameSite=Lax")
    found = sightings(browser)["x"]
    assert not found.seen
    assert found.traces[0].reasons == ("cross-site",)


def test_a_cookie_that_is_only_sent_or_kept_is_seen(browser):
    """Whoever wrote it unseen, it is on the device."""
    browser.write(
        CookieSent, request="r0", url=PAGE, host="www.site.example", name="ghost", value=value("1"),
        domain=".site.example", path="/",
    )  # fmt: skip
    assert sightings(browser)["ghost"].place.host == "site.example"
    assert sightings(browser)["ghost"].seen


def test_what_a_second_witness_saw_is_put_with_what_is_known(browser):
    """It says neither domain nor path: the cookie of that name that the host can see is meant."""
    browser.request(PAGE, "id=1; Domain=site.example; Path=/")
    browser.write(
        CookieSent,
        request="r9",
        url=PAGE,
        host="www.site.example",
        name="id",
        value=value("1"),
        domain="",
        path="",
    )
    (found,) = sightings(browser).values()
    assert [trace.how for trace in found.traces] == [How.WRITTEN, How.SENT]


def test_a_partitioned_cookie_is_one_with_what_the_jar_keeps():
    """The header's, the jar's and the one sent are the same tracker, under the site in the address bar."""
    browser = FakeBrowser(url="https://www.site.example/")
    browser.request("https://video.fr/e", "p=1; Path=/; Secure; SameSite=None; Partitioned")
    browser.request("https://video.fr/e")
    browser.collect()
    (found,) = sightings(browser).values()
    assert found.place.partition == "https://site.example"
    assert {trace.how for trace in found.traces} == {How.WRITTEN, How.SENT, How.KEPT}


def test_a_storage_key_is_a_tracker_of_its_kind(browser):
    """With its origin, and the host by which the charter knows it."""
    browser.store("local-storage", "key", by="http://a.example/a.js")
    browser.store("session-storage", "key", origin="https://frame.example:8443")
    found = gather(wind([browser.tape()]), None, SUFFIXES)
    assert [(s.place.kind, s.place.host, s.party) for s in found] == [
        (Kind.LOCAL_STORAGE, "www.site.example", Party.FIRST),
        (Kind.SESSION_STORAGE, "frame.example", Party.THIRD),
    ]


def test_a_kind_of_storage_that_is_not_known_is_not_left_out(browser):
    """A later auditor's word counts as local storage: to hide it would be worse."""
    browser.store("cookie-jar-of-tomorrow", "key")
    assert sightings(browser)["key"].place.kind is Kind.LOCAL_STORAGE


def test_a_frame_made_of_text_writes_where_its_page_does(browser):
    """about:srcdoc has no host of its own."""
    browser.script("framed=1; Path=/", frame="about:srcdoc")
    assert sightings(browser)["framed"].place.host == "www.site.example"
    assert sightings(browser)["framed"].seen


def test_a_sighting_is_named_as_the_charter_declares_it():
    """By template; the party counts every host of the site, and a declared CNAME is cloaked."""
    register = replaced(
        (
            'name = "_visits"',
            'name = "_visits"\nhost = "t.demo.localhost"\nparty = "cloaked"\ncname_target = "c.example"',
        )
    )
    browser = FakeBrowser()
    browser.script("_st_9=1; Path=/")
    browser.request("http://t.demo.localhost/", "_visits=1")
    found = sightings(browser, register=register)
    assert found["_st_9"].subject == "_st_<ID>"
    assert found["_visits"].party is Party.CLOAKED
    assert found["_visits"].own


def test_a_third_partys_cookie_left_in_its_own_jar_is_not_there_after_a_withdrawal():
    """The site cannot delete it; sent or written again it is."""
    browser = FakeBrowser(State.WITHDRAWN)
    browser.enter(Phase.ACCEPTED)
    browser.request("http://ads.localhost/", "ad=1; SameSite=None; Secure")
    browser.collect()
    browser.enter(Phase.WITHDRAWN)
    browser.act("withdraw")
    browser.collect()
    assert sightings(browser)["ad"].present(State.WITHDRAWN) == ()
    browser.request("http://ads.localhost/")
    assert [t.how for t in sightings(browser)["ad"].present(State.WITHDRAWN)] == [How.SENT]


def test_the_sites_own_cookie_left_behind_is_there():
    """It could have deleted it."""
    browser = FakeBrowser(State.REFUSED)
    browser.script("early=1; Path=/")
    browser.collect()
    browser.enter(Phase.REFUSED)
    browser.act("refuse")
    browser.collect()
    assert [t.how for t in sightings(browser)["early"].present(State.REFUSED)] == [How.KEPT]


def test_a_withdrawal_counts_once_it_has_taken_effect():
    """What the old page says while it goes is before the act; the next page is after it."""
    browser = FakeBrowser(State.WITHDRAWN)
    browser.enter(Phase.ACCEPTED)
    browser.request("http://ads.localhost/", "ad=1; SameSite=None; Secure")
    browser.enter(Phase.WITHDRAWN)
    browser.request("http://ads.localhost/beacon")
    browser.act("withdraw")
    assert sightings(browser)["ad"].present(State.WITHDRAWN) == ()
    assert hosts(browser)["ads.localhost"].called(State.WITHDRAWN) == ()
    browser.request("http://ads.localhost/again")
    assert len(hosts(browser)["ads.localhost"].called(State.WITHDRAWN)) == 1


def test_a_host_knows_who_brought_it_and_whose_service_it_is():
    """By the initiator; a request that never left the browser told nobody."""
    browser = FakeBrowser()
    browser.request("http://stats.localhost/s.js")
    browser.request("http://deep.example/d.js", by="http://stats.localhost/s.js")
    browser.not_sent("http://blocked.example/b.js")
    found = hosts(browser, register=charter())
    assert found["stats.localhost"].services == ("stats",)
    assert found["stats.localhost"].brought_by == ("demo.localhost",)
    assert found["deep.example"].brought_by == ("stats.localhost",)
    assert "blocked.example" not in found


def test_a_pixel_is_seen_when_its_address_is_called():
    """By host and path; another path of the host is no sighting."""
    browser = FakeBrowser()
    browser.request("http://ads.localhost/other.gif")
    assert "pixel" not in sightings(browser, register=charter())
    browser.request("http://ads.localhost/pixel.gif?id=1")
    assert sightings(browser, register=charter())["pixel"].place.kind is Kind.PIXEL


def test_several_tapes_of_one_state_are_told_apart():
    """Evidence must name one tape."""
    assert [reel.label for reel in wind(FakeBrowser(State.NONE).tape() for _ in range(2))] == [
        "none",
        "none-2",
    ]
