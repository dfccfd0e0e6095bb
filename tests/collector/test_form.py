"""A choice where no script runs: an HTML form that answers with a redirect, or a page that says what is wrong."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from urllib.parse import urlencode

import pytest
from tests.collector.conftest import CHOICES, House
from tests.fakes.ledgers import AT, publish

from charte.core.decision import COOKIE, choose, decode
from charte.ledger.port import Count

YES_NO = [("yes", "audience"), ("no", "ads"), ("no", "counting")]


async def send(house: House, fields, *, raw: str | None = None, **headers: str):
    """The form as a browser sends it, with the digests of what was shown."""
    shown = [
        ("charter", house.charter.digest),
        ("notice", house.notice),
        ("language", "fr"),
        ("back", "/charte?x=1"),
    ]
    given = {name for name, _ in fields}
    content = raw if raw is not None else urlencode([each for each in shown if each[0] not in given] + fields)
    named = {"content-type": "application/x-www-form-urlencoded", **headers}
    return await house.ask("POST", CHOICES, content=content, headers=named)


def refused(answer, status: int) -> str:
    """The page of a refusal, which sets nothing and is kept by nobody."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    page: str = answer.text
    return page


@pytest.mark.parametrize(
    "fields",
    [
        YES_NO,
        [("purpose.audience", "yes"), ("purpose.ads", "no"), ("purpose.counting", "no")],
        [*YES_NO, ("v", "1"), ("method", "form"), ("layout", "unknown"), ("service.heat", "")],
    ],
    ids=["lists", "radio buttons", "everything"],
)
async def test_a_form_is_recorded_and_leads_back(house, fields):
    """The same entry as the client's, by the method form, with the layout unknown."""
    answer = await send(house, fields, cookie="seen=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/charte?x=1")
    assert answer.headers["cache-control"] == "no-store"
    cookies = [value for name, value in answer.headers.multi_items() if name == "set-cookie"]
    value = cookies[0].partition(";")[0].removeprefix(f"{COOKIE}=")
    assert decode(value, AT) == choose(house.charter, ("audience",), AT.date())
    assert cookies[1].startswith("seen=;")
    assert house.ledger.size == 6
    assert Count(AT.date(), "audience", 1, 0) in house.ledger.counts("rivebelle")


async def entry_of(house):
    """The entry of the one choice in the ledger."""
    (choice,) = house.ledger._store._choices.values()
    return house.ledger.receipt(choice.id).entry


async def test_what_a_form_cannot_know_is_not_made_up(house):
    """No browser clock, no layout."""
    await send(house, YES_NO)
    entry = await entry_of(house)
    assert (entry.method, entry.layout, entry.client_at) == ("form", "unknown", None)


@pytest.mark.parametrize(("said", "yes"), [("yes", ("ads", "audience", "counting")), ("no", ())])
async def test_one_button_answers_everything(house, said, yes):
    """Accept all and refuse all weigh the same: one field, whatever was ticked beside it."""
    ticked = [("purpose.audience", "yes" if said == "no" else "no"), ("service.heat", "no")]
    answer = await send(house, [*ticked, ("all", said)])
    assert answer.status_code == 303
    entry = await entry_of(house)
    assert entry.yes == yes
    assert sorted(entry.yes + entry.no) == ["ads", "audience", "counting"]
    assert entry.services_yes == entry.services_no == ()


async def test_services_can_be_answered_apart(house):
    """By radio button or by list."""
    await send(house, [*YES_NO, ("service.heat", "no"), ("services.yes", "video")])
    entry = await entry_of(house)
    assert (entry.services_yes, entry.services_no) == (("video",), ("heat",))


async def test_a_form_with_a_key_is_recorded_once(house):
    """A double click on a page that made a key is one choice; without a key each is its own."""
    for _ in range(2):
        await send(house, [*YES_NO, ("key", "a2tra2tra2tra2tra2traw")])
    assert house.ledger.size == 6
    await send(house, YES_NO)
    await send(house, YES_NO)
    assert house.ledger.size == 8


@pytest.mark.parametrize("back", ["/", "/charte", "/fr/page?a=b&c=d#choices", "/a//b"])
async def test_it_leads_back_to_a_path_of_the_same_host(house, back):
    """Where the visitor came from."""
    assert (await send(house, [*YES_NO, ("back", back)])).headers["location"] == back


async def test_a_path_in_any_writing_is_a_location(house):
    """Escaped, as a header must be; once."""
    answer = await send(house, [*YES_NO, ("back", "/données/été?déjà=%20")])
    assert answer.headers["location"] == "/donn%C3%A9es/%C3%A9t%C3%A9?d%C3%A9j%C3%A0=%20"


@pytest.mark.parametrize(
    "back",
    ["https://elsewhere.localhost/", "//elsewhere.localhost/", "/\\elsewhere.localhost", "charte", "javascript:alert(1)",
     "/\t/elsewhere.localhost", "/a\r\nSet-Cookie: x=1", "/a\\b"],
)  # fmt: skip
async def test_it_never_leads_elsewhere(house, back):
    """An open redirect would lend the site's good name."""
    page = refused(await send(house, [*YES_NO, ("back", back)]), 400)
    assert 'href="/"' in page
    assert house.ledger.size == 5


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ([("yes", "audience")], "no answer on counting, ads"),
        ([*YES_NO, ("yes", "espionage")], "espionage"),
        ([*YES_NO, ("purpose.audience", "perhaps")], "answered yes or no"),
        ([*YES_NO, ("purpose.audience", "")], "answered yes or no"),
        ([*YES_NO, ("purpose.audience", "no")], "answered twice"),
        ([("all", "perhaps")], "answered yes or no"),
        ([*YES_NO, ("charter", "")], "has changed"),
        ([*YES_NO, ("notice", "a"), ("notice", "b")], "field notice once"),
        ([*YES_NO, ("mood", "good")], "no field mood"),
        ([*YES_NO, ("v", "2")], "no field v = 2"),
        ([*YES_NO, ("key", "short")], "16 bytes"),
        ([*YES_NO, ("layout", "watch")], "no layout"),
    ],
    ids=str,
)
async def test_a_form_that_cannot_be_recorded_says_so_in_a_page(house, fields, said):
    """For a person, in the language of the form, with the way back and the cause."""
    answer = await send(house, fields)
    page = refused(answer, 409 if said == "has changed" else 400)
    assert '<html lang="fr" dir="ltr">' in page
    assert "Votre choix n’a pas été enregistré" in page
    assert 'href="/charte?x=1"' in page
    assert said in page.replace("&#x27;", "'")
    assert answer.headers["content-language"] == "fr"
    assert house.ledger.size == 5


async def test_a_changed_charter_is_said_as_such(house):
    """Nothing is wrong with what the visitor did."""
    old = house.charter
    house.charter = publish(house.ledger, version="2")
    page = refused(await send(house, [*YES_NO, ("charter", old.digest), ("language", "en")]), 409)
    assert "tracker charter has changed since you opened the page" in page
    assert '<html lang="en"' in page


@pytest.mark.parametrize("raw", ["%", "yes", "=", "yes=%FF", "é=1", "&".join(["yes=a"] * 300)])
async def test_what_is_no_form_is_refused(house, raw):
    """Whatever the bytes."""
    refused(await send(house, [], raw=raw), 400)


async def test_a_form_of_another_origin_is_refused(house):
    """A form needs no script and no permission to be sent: the door looks where it comes from."""
    refused(await send(house, YES_NO, origin="https://elsewhere.localhost"), 403)
    refused(await send(house, YES_NO, **{"sec-fetch-site": "cross-site"}), 403)
    assert house.ledger.size == 5


async def test_a_page_holds_nothing_that_was_sent_but_as_text(house):
    """And its policy lets nothing run."""
    answer = await send(house, [*YES_NO, ("yes", "<script>alert(1)</script>"), ("back", '/"><img src=x>')])
    page = refused(answer, 400)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    style = page.partition("<style>")[2].partition("</style>")[0]
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    assert answer.headers["content-security-policy"] == (
        f"default-src 'none'; style-src 'sha256-{allowed}'; frame-ancestors 'none'"
    )
