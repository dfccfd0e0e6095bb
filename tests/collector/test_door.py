"""Who may send a choice: pages of the governed host, and nobody else's."""

from __future__ import annotations

import pytest
from tests.collector.conftest import CHOICES, refusal
from tests.fakes.asgi import Asking
from tests.fakes.ledgers import AT, BUILD, body
from tests.fakes.registers import register

from charte.core.charter import read
from charte.core.policy import FR_CNIL_2026
from charte.ledger.publication import publish_charter
from charte.look import words

SAME, OTHER = "same-origin", "cross-site"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://demo.localhost:8702"},
        {"origin": "https://demo.localhost:8702", "sec-fetch-site": SAME},
        {"origin": "null", "sec-fetch-site": SAME},
        {"sec-fetch-site": SAME},
    ],
    ids=str,
)
async def test_a_page_of_the_host_may_choose(house, headers):
    """Behind TLS the scheme differs; a page without referrer has the origin null."""
    assert (await house.choose(headers=headers)).status_code == 201


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://elsewhere.localhost:8702"},
        {"origin": "http://demo.localhost"},
        {"origin": "http://demo.localhost:8703"},
        {"origin": "http://demo.localhost.elsewhere.org:8702"},
        {"origin": "demo.localhost:8702"},
        {"origin": "null"},
        {"origin": "null", "sec-fetch-site": "same-site"},
        {"sec-fetch-site": OTHER},
        {"sec-fetch-site": "none"},
        {"origin": "http://demo.localhost:8702", "sec-fetch-site": OTHER},
        {"origin": "http://demo.localhost:8702", "sec-fetch-site": "same-site"},
    ],
    ids=str,
)
async def test_a_page_of_another_origin_may_not(house, headers):
    """Not even of the same site on another port: somebody else may run there."""
    assert "another origin" in refusal(await house.choose(headers=headers), 403)
    assert house.ledger.size == 5


@pytest.mark.parametrize(
    "host", ["demo.localhost", "demo.localhost:80", "DEMO.localhost:9", "demo.localhost."]
)
async def test_the_governed_host_is_known_by_its_name(house, host):
    """Whatever port, whatever case."""
    ask = Asking(house.collector, host=host)
    answer = await ask.post_json(CHOICES, body(house.charter, house.notice, b"h" * 16))
    assert answer.status_code == 201


@pytest.mark.parametrize("host", ["charte.localhost:8700", "localhost", "127.0.0.1:8700", "xdemo.localhost"])
async def test_another_host_is_refused(house, host):
    """The charter governs its own hosts; a cookie set elsewhere would be somebody else's."""
    ask = Asking(house.collector, host=host)
    answer = await ask.post_json(CHOICES, body(house.charter, house.notice, b"h" * 16))
    assert "is not governed" in refusal(answer, 403)


async def test_two_hosts_are_no_host(house):
    """A request that names two is not guessed at."""
    headers = [("content-type", "application/json"), ("host", "demo.localhost"), ("host", "other.localhost")]
    refusal(
        await house.ask(
            "POST", CHOICES, content=body(house.charter, house.notice, b"h" * 16), headers=headers
        ),
        403,
    )


async def test_a_wildcard_host_governs_what_is_below_it(house):
    """`*.demo.localhost` in site.hosts."""

    text = register(vkey=house.ledger.key.vkey, key="wide").replace('demo.localhost"]', '*.demo.localhost"]')
    charter = read(text)
    publish_charter(house.ledger, charter, text, words, FR_CNIL_2026, BUILD, AT)
    content = body(charter, house.ledger.notice("wide", "fr")[1], b"w" * 16)
    below, bare = (Asking(house.collector, host=host) for host in ("a.demo.localhost", "demo.localhost"))
    assert (await below.post_json("/_charte/wide/choices", content)).status_code == 201
    refusal(await bare.post_json("/_charte/wide/choices", content), 403)


@pytest.mark.parametrize("kind", ["", "text/plain", "application/xml", "multipart/form-data; boundary=x"])
async def test_another_type_of_body_is_refused(house, kind):
    """What a foreign page could send without asking is not taken."""
    answer = await house.choose(headers={"content-type": kind})
    assert "JSON or an HTML form" in refusal(answer, 415)


async def test_a_type_with_parameters_is_taken(house):
    """`application/json; charset=utf-8`, in whatever case."""
    assert (
        await house.choose(headers={"content-type": "Application/JSON; charset=utf-8"})
    ).status_code == 201


@pytest.mark.parametrize("told", [True, False], ids=["its length said", "in parts"])
async def test_a_body_beyond_16_kib_is_refused(house, told):
    """Whether its length is told before or only seen."""
    large = body(house.charter, house.notice, b"k" * 16, language="x" * 20_000).encode()

    async def parts():
        for at in range(0, len(large), 1000):
            yield large[at : at + 1000]

    headers = {"content-type": "application/json"}
    answer = await house.ask("POST", CHOICES, content=large if told else parts(), headers=headers)
    assert "larger than 16384 bytes" in refusal(answer, 413)


async def test_a_visitor_who_leaves_in_the_middle_leaves_nothing(house):
    """No answer to nobody, no entry of half a body."""
    said = []
    messages = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])

    async def receive():
        return next(messages)

    async def send(message):
        said.append(message)

    headers = [(b"host", b"demo.localhost"), (b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": CHOICES, "headers": headers}
    await house.collector(scope, receive, send)
    assert said == []
    assert house.ledger.size == 5
