"""A choice sent by the client: recorded once, answered after the commit, proven, and kept in the browser."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.collector.conftest import CHOICES, refusal
from tests.fakes.asgi import Asking
from tests.fakes.ledgers import AT, BUILD, body, publish, randomness
from tests.fakes.registers import SERVICES

from charte.collector import Collector
from charte.core.cookie import CookieStore, cookies_for, parse_set_cookie, receive
from charte.core.decision import COOKIE, choose, decode, expired
from charte.core.entry import LogKind, entry_bytes
from charte.core.errors import OperatorError
from charte.core.policy import FR_CNIL_2026
from charte.core.receipt import read_receipt, verify_receipt
from charte.ledger.keys import verify_ed25519


def receipt_of(response):
    """The receipt in an answer, verified against the key of the tests."""
    assert response.status_code == 201, response.text
    return read_receipt(response.json()["receipt"])


def cookies_of(response):
    """The Set-Cookie headers of an answer, the preference cookie's first."""
    return [value for name, value in response.headers.multi_items() if name == "set-cookie"]


async def test_a_choice_is_answered_with_a_receipt_that_verifies(house):
    """It names what was shown and answered, and the ledger has it."""
    receipt = receipt_of(await house.choose(services={"yes": [], "no": ["heat"]}))
    checkpoint = verify_receipt(receipt, house.ledger.key, None, verify_ed25519)
    assert checkpoint.size == house.ledger.size == 6
    entry = receipt.entry
    assert (entry.site, entry.charter, entry.notice) == ("rivebelle", house.charter.digest, house.notice)
    assert (entry.yes, entry.no) == (("audience",), ("ads", "counting"))
    assert (entry.services_yes, entry.services_no) == ((), ("heat",))
    assert (entry.at, entry.client_at) == (AT, datetime(2026, 11, 25, 20, 30, tzinfo=UTC))
    assert (entry.method, entry.language, entry.layout, entry.scope) == ("save", "fr", "wide", "device")
    assert house.ledger.receipt(entry.id) == receipt


async def test_the_answer_sets_the_preference_cookie_for_as_long_as_the_policy_says(house):
    """Six calendar months from the start of the day; no identifier in it."""
    (cookie,) = cookies_of(await house.choose())
    value = cookie.partition(";")[0].removeprefix(f"{COOKIE}=")
    end = datetime(2027, 5, 25, tzinfo=UTC)
    assert (
        cookie == f"{COOKIE}={value}; Path=/; Max-Age={int((end - AT).total_seconds())}; Secure; SameSite=Lax"
    )
    decision = decode(value, AT)
    assert decision == choose(house.charter, ("audience",), AT.date())
    assert not expired(decision, end - timedelta(seconds=1), FR_CNIL_2026)
    assert expired(decision, end, FR_CNIL_2026)
    (same,) = cookies_of(await house.choose(b"l" * 16))
    assert same == cookie


async def test_a_seal_is_set_where_the_collector_has_one(house):
    """Whoever forges the cookie does not know the key."""
    seal = b"s" * 32
    collector = Collector(house.ledger, seal=seal, now=house.clock, build=BUILD)
    response = await Asking(collector).post_json(CHOICES, body(house.charter, house.notice, b"k" * 16))
    value = cookies_of(response)[0].partition(";")[0].removeprefix(f"{COOKIE}=")
    assert decode(value, AT, seal) == choose(house.charter, ("audience",), AT.date())
    assert decode(value, AT, b"another seal") is None
    collector.close()


async def test_what_was_refused_is_expired_in_the_same_answer(house):
    """Of the cookies that the request carries: those refused, HttpOnly ones too, and no other."""
    carried = "_aud=1; seen=2; counted=3; unknown=4; cookies_preferences=x; __Host-player=5"
    response = await house.choose(headers={"cookie": carried})
    gone = {parse_set_cookie(header).name for header in cookies_of(response)[1:]}
    assert gone == {"seen", "counted", "__Host-player"}
    assert all("; Max-Age=0;" in header for header in cookies_of(response)[1:])


async def test_a_browser_keeps_the_choice_and_loses_what_was_refused(house):
    """The answer as a browser's cookie store takes it, on plain HTTP under .localhost."""
    url = f"http://demo.localhost:8702{CHOICES}"
    store = CookieStore()
    headers = [
        "seen=1; Path=/; HttpOnly",
        "part=1; Path=/; Secure; SameSite=None; Partitioned",
        "_aud=1; Path=/",
    ]
    for header in headers:
        store = receive(store, header, url, AT, is_public_suffix=lambda name: name == "localhost").store
    sent = "; ".join(f"{each.name}={each.value}" for each in cookies_for(store, url, AT))
    for header in cookies_of(await house.choose(headers={"cookie": sent})):
        received = receive(store, header, url, AT, is_public_suffix=lambda name: name == "localhost")
        assert received.refusal is None
        store = received.store
    assert sorted(cookie.name for cookie in store.cookies) == ["_aud", COOKIE]


async def test_the_same_choice_sent_again_brings_the_same_receipt_and_cookie(house):
    """After a lost answer, a day later too: one leaf, one entry, and the day of the first."""
    first = await house.choose()
    await house.choose(b"o" * 16)
    size = house.ledger.size
    house.clock.at += timedelta(hours=6)
    again = await house.choose()
    assert again.json() == first.json()
    assert house.ledger.size == size
    one, other = cookies_of(first)[0], cookies_of(again)[0]
    assert one.partition(";")[0] == other.partition(";")[0]
    ages = [int(cookie.partition("Max-Age=")[2].partition(";")[0]) for cookie in (one, other)]
    assert ages[0] - ages[1] == 6 * 3600


async def test_a_key_used_for_another_choice_is_refused(house):
    """An altered replay is no replay."""
    await house.choose()
    assert "already used" in refusal(await house.choose(yes=["ads"], no=["audience", "counting"]), 409)
    assert house.ledger.size == 6


async def test_an_older_charter_is_refused_with_what_to_do(house):
    """The page was loaded before the charter changed: what it showed is not what holds."""
    old = house.charter
    house.charter = publish(house.ledger, AT, version="2.0")
    house.notice = house.ledger.notice("rivebelle", "fr")[1]
    response = await house.choose(charter=old.digest)
    assert "has changed" in refusal(response, 409)
    assert "again" in response.json()["error"]["mend"]
    receipt_of(await house.choose())


async def test_a_notice_must_be_one_that_was_published_for_that_charter_and_language(house):
    """What was shown is what the proof rests on."""
    english = house.ledger.notice("rivebelle", "en")[1]
    assert "never published" in refusal(await house.choose(notice=english), 400)
    assert "never published" in refusal(await house.choose(notice="sha256:" + "0" * 64), 400)
    assert "never published" in refusal(await house.choose(notice=house.charter.digest), 400)
    assert "never published" in refusal(await house.choose(notice="notice"), 400)
    receipt_of(await house.choose(notice=english, language="en"))
    other = publish(house.ledger, key="elsewhere")
    foreign = house.ledger.notice("elsewhere", "fr")[1]
    assert "never published" in refusal(await house.choose(notice=foreign, charter=house.charter.digest), 400)
    assert other.digest != house.charter.digest


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"yes": ["audience", "choice"]}, "offers no choice on 'choice'"),
        ({"yes": ["audience", "espionage"]}, "offers no choice on 'espionage'"),
        ({"no": ["ads"]}, "no answer on counting"),
        ({"yes": [], "no": []}, "no answer on counting, audience, ads"),
        ({"yes": ["audience", "ads"]}, "ads is answered twice"),
        ({"yes": ["audience", "audience"]}, "audience is answered twice"),
        ({"services": {"yes": ["unheard"], "no": []}}, "service 'unheard'"),
        ({"services": {"yes": ["video"], "no": ["video"]}}, "video is answered twice"),
        ({"method": "accept-all"}, "accept-all does not fit"),
        ({"method": "refuse-all"}, "refuse-all does not fit"),
        ({"method": "form"}, "HTML form"),
        ({"method": "guess"}, "no way to choose"),
        ({"layout": "watch"}, "no layout"),
        ({"v": 2}, "cannot be read"),
        ({"v": ...}, "`v`"),
        ({"key": ...}, "`key`"),
        ({"key": "short"}, "16 bytes"),
        ({"key": "é" * 22}, "16 bytes"),
        ({"key": "kkkkkkkkkkkkkkkkkkkkkk"}, "16 bytes"),
        ({"key": 7}, "cannot be read"),
        ({"yes": "audience"}, "cannot be read"),
        ({"yes": [None]}, "cannot be read"),
        ({"services": []}, "cannot be read"),
        ({"client_at": "2026-11-25T20:30:12Z"}, "to the minute"),
        ({"client_at": "yesterday"}, "to the minute"),
        ({"language": 3}, "cannot be read"),
        ({"user_agent": "Mozilla/5.0"}, "cannot be read"),
    ],
    ids=str,
)
async def test_what_is_no_whole_answer_is_refused_with_a_reason(house, changes, said):
    """And leaves no trace."""
    assert said in refusal(await house.choose(**changes), 400)
    assert house.ledger.size == 5


async def test_accept_all_and_refuse_all_say_what_the_answers_are(house):
    """For the purposes that are asked about; an objectable one may keep its own answer."""
    receipt_of(await house.choose(method="accept-all", yes=["audience", "ads", "counting"], no=[]))
    receipt_of(await house.choose(b"2" * 16, method="refuse-all", yes=["counting"], no=["audience", "ads"]))


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 9000, b'{"v":1e999}'], ids=len
)
async def test_a_body_that_is_no_choice_is_refused(house, content):
    """Whatever the bytes."""
    refusal(await house.ask.post_json(CHOICES, content), 400)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["v", "key", "charter", "notice", "yes", "no", "services", "method", "language", "layout"]
        ),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.text(max_size=12)
            | st.sampled_from(["audience", "heat"]),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["yes", "no"]), inner)
            ),
            max_leaves=5,
        ),
    )
)
async def test_no_body_is_our_own_fault(house, changes):
    """Any part replaced by anything: recorded and proven, or refused with a sentence."""
    house.clock.at += timedelta(days=2)
    response = await house.choose(**changes)
    if response.status_code != 201:
        refusal(response, response.status_code)
        assert response.status_code in (400, 409)


async def test_a_choice_on_a_site_that_offers_none_is_refused(house):
    """Where nothing needs a choice there is nothing to record."""
    exempt = house.charter.purposes[0].key
    services = {"platform": SERVICES["platform"][:1]}
    purposes = {exempt: 'basis = "exempt"\nexemption = "E1"\nreason = { fr = "Oui.", en = "Yes." }'}
    house.charter = publish(house.ledger, version="3", purposes=purposes, services=services)
    house.notice = house.ledger.notice("rivebelle", "fr")[1]
    assert "offers no choice" in refusal(await house.choose(yes=[], no=[]), 400)


async def test_nothing_of_the_visitor_is_kept(house):
    """No address, no user agent, no header of any kind: not in the entry, not in the ledger, not in the log."""
    marks = {
        "user-agent": "Remarkable/7.1",
        "x-forwarded-for": "203.0.113.9",
        "referer": "https://demo.localhost/secret",
        "cookie": "sessionid=topsecret",
        "accept-language": "eo",
    }
    response = await house.choose(headers=marks)
    store = vars(house.ledger._store)
    kept = repr(store) + entry_bytes(receipt_of(response).entry).decode() + response.text
    for mark in ("Remarkable", "203.0.113.9", "192.0.2.77", "secret", '"eo"'):
        assert mark not in kept


async def test_many_choices_at_once_all_get_receipts_that_verify(house):
    """Three hundred together: grouped in few commits, none forgotten, each its own leaf."""
    notes = set()
    keys = (number.to_bytes(16, "big") for number in range(300))
    answers = await asyncio.wait_for(asyncio.gather(*(house.choose(key) for key in keys)), 60)
    for answer in answers:
        receipt = receipt_of(answer)
        verify_receipt(receipt, house.ledger.key, None, verify_ed25519)
        notes.add(receipt.checkpoint)
    assert sorted(receipt_of(answer).index for answer in answers) == list(range(5, 305))
    assert len(notes) < 300


async def test_the_collector_serves_several_sites(house):
    """Each by its own charter and hosts; one log."""
    other = publish(house.ledger, key="elsewhere")
    notice = house.ledger.notice("elsewhere", "fr")[1]
    content = body(other, notice, b"e" * 16)
    receipt = receipt_of(await house.ask.post_json("/_charte/elsewhere/choices", content))
    assert receipt.entry.site == "elsewhere"
    assert "has changed" in refusal(await house.ask.post_json(CHOICES, content), 409)


async def test_something_else_that_was_published_is_no_notice(house):
    """Not even a report that says the same of itself."""
    claim = {"site": "rivebelle", "language": "fr", "charter": house.charter.digest}
    for kind in (LogKind.REPORT, LogKind.CHARTER):
        made = house.ledger.publish("other", kind, json.dumps(claim).encode(), at=AT)
        assert "never published" in refusal(await house.choose(notice=made.digest), 400)


async def test_a_fault_of_ours_tells_where_and_nothing_of_the_visitor(house, caplog):
    """The message of an exception may quote what was sent: only its type and its lines are logged."""

    def broken():
        raise KeyError("what the visitor sent")

    collector = Collector(house.ledger, now=broken, build=BUILD)
    response = await Asking(collector).post_json(CHOICES, body(house.charter, house.notice, b"k" * 16))
    assert "cannot answer now" in refusal(response, 503)
    assert "KeyError\n" in caplog.text
    assert "in broken" in caplog.text
    assert "what the visitor sent" not in caplog.text.replace('raise KeyError("what the visitor sent")', "")


async def test_a_faulty_ledger_is_told_without_details(house, caplog):
    """The visitor hears to try again, the operator why; nothing that was sent is logged."""

    class Broken:
        def __getattr__(self, name):
            return getattr(house.ledger, name)

        def record(self, drafts):
            raise OperatorError("The ledger /secret/place cannot be used: full.", "Make room on the disk.")

    collector = Collector(Broken(), now=house.clock, randomness=randomness("b"), build=BUILD)
    content = body(house.charter, house.notice, b"k" * 16)
    response = await Asking(collector).post_json(CHOICES, content)
    assert "cannot answer now" in refusal(response, 503)
    assert response.headers["retry-after"] == "10"
    assert [record.getMessage() for record in caplog.records] == [
        "The ledger /secret/place cannot be used: full. Make room on the disk."
    ]
    collector.close()
