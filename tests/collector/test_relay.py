"""The relay: the site's own `/_charte/` answered by a collector elsewhere, and nothing told that need not be."""

from __future__ import annotations

import asyncio
import socket

import httpx
import pytest
from tests.collector.conftest import CHOICES, refusal
from tests.fakes.asgi import Asking
from tests.fakes.ledgers import BUILD, body

from charte.collector.relay import Relay
from charte.core.errors import OperatorError


class Elsewhere(httpx.AsyncBaseTransport):
    """The collector at the other end: remembers what it was asked and answers as it is told."""

    def __init__(self, answer) -> None:
        self.asked: list[httpx.Request] = []
        self._answer = answer

    async def handle_async_request(self, request):
        await request.aread()
        self.asked.append(request)
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer if isinstance(self._answer, httpx.Response) else await self._answer(request)


def relayed(answer):
    """A page behind a relay, and what stands at the other end."""
    elsewhere = Elsewhere(answer)
    relay = Relay("http://127.0.0.1:8700", transport=elsewhere)
    return Asking(relay, host="demo.localhost:8702"), elsewhere


async def test_a_choice_goes_through_to_the_collector_and_back(house):
    """Receipt, cookies and all: the collector sees the governed host."""
    ask, _ = relayed(httpx.ASGITransport(house.collector).handle_async_request)
    headers = {
        "content-type": "application/json",
        "origin": "http://demo.localhost:8702",
        "cookie": "seen=1; part=2",
    }
    content = body(house.charter, house.notice, b"k" * 16)
    answer = await ask("POST", CHOICES, content=content, headers=headers)
    assert answer.status_code == 201
    assert answer.json()["receipt"]["entry"]["site"] == "rivebelle"
    cookies = [value for name, value in answer.headers.multi_items() if name == "set-cookie"]
    assert [cookie.partition("=")[0] for cookie in cookies] == ["cookies_preferences", *["seen", "part"] * 2]
    served = await ask.get("/_charte/client.js")
    assert served.content == BUILD["client.js"]
    assert (await ask.get("/_charte/client.js", if_none_match=served.headers["etag"])).status_code == 304
    assert (await ask("HEAD", "/_charte/client.js")).headers["content-length"] == str(len(BUILD["client.js"]))
    refusal(await ask.get("/_charte/nothing"), 404)


async def test_only_what_the_collector_reads_is_told():
    """No address, no user agent, no token; of other cookies the names alone."""
    ask, elsewhere = relayed(httpx.Response(204))
    told = {
        "content-type": "application/json",
        "cookie": "sessionid=secret; cookies_preferences=AVEu; seen=1; bare",
        "user-agent": "Remarkable/7.1",
        "authorization": "Bearer secret",
        "x-forwarded-for": "203.0.113.9",
        "referer": "https://demo.localhost/secret",
        "origin": "http://demo.localhost:8702",
        "sec-fetch-site": "same-origin",
    }
    await ask("POST", "/_charte/rivebelle/choices?a=b%20c", content="{}", headers=told)
    (request,) = elsewhere.asked
    assert str(request.url) == "http://127.0.0.1:8700/_charte/rivebelle/choices?a=b%20c"
    assert dict(request.headers) == {
        "host": "demo.localhost:8702",
        "content-type": "application/json",
        "cookie": "sessionid=; cookies_preferences=AVEu; seen=",
        "origin": "http://demo.localhost:8702",
        "sec-fetch-site": "same-origin",
        "content-length": "2",
    }
    assert request.content == b"{}"


async def test_one_visitors_cookies_are_never_sent_for_another():
    """What an answer sets is the browser's to keep, not the relay's."""
    ask, elsewhere = relayed(httpx.Response(200, headers={"set-cookie": "cookies_preferences=mine; Path=/"}))
    await ask.get("/_charte/client.js")
    await ask.get("/_charte/client.js")
    assert all("cookie" not in request.headers for request in elsewhere.asked)


async def test_the_answer_comes_as_it_is():
    """Its encoding, several cookies apart, its status; headers of the connection stay behind."""
    headers = [
        ("content-encoding", "gzip"),
        ("set-cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("connection", "keep-alive"),
        ("date", "Wed, 25 Nov 2026 00:00:00 GMT"),
    ]
    raw = httpx.Response(418, headers=headers, stream=httpx.ByteStream(b"\x1f\x8bnot unpacked"))
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    relay = Relay("http://127.0.0.1:8700", transport=Elsewhere(raw))
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/_charte/x",
        "raw_path": b"/_charte/x",
        "query_string": b"",
    }
    await relay(scope | {"headers": [(b"host", b"demo.localhost")]}, receive, send)
    assert sent[0]["status"] == 418
    assert sent[0]["headers"] == [
        (b"content-encoding", b"gzip"),
        (b"set-cookie", b"a=1"),
        (b"set-cookie", b"b=2"),
    ]
    assert b"".join(message["body"] for message in sent[1:]) == b"\x1f\x8bnot unpacked"
    assert [message.get("more_body", False) for message in sent[1:]] == [True, False]


@pytest.mark.parametrize(
    "fault",
    [httpx.ConnectError("refused"), httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("torn")],
    ids=str,
)
async def test_a_collector_that_does_not_answer_is_a_502(fault, caplog):
    """For the visitor as JSON, for the operator in the log, with the target and nothing of the visitor."""
    ask, _ = relayed(fault)
    answer = await ask("POST", CHOICES, content="{}", headers={"content-type": "application/json"})
    assert "does not answer" in refusal(answer, 502)
    assert [record.getMessage() for record in caplog.records] == [
        f"The collector at http://127.0.0.1:8700 does not answer: {type(fault).__name__}."
    ]


async def test_over_a_real_socket_nothing_is_lost_on_the_way():
    """In chunks, with two cookies, over a connection that is used again."""
    heads: list[bytes] = []
    gone = asyncio.Event()
    answer = (
        b"HTTP/1.1 201 Created\r\nset-cookie: a=1\r\nSet-Cookie: b=2\r\ntransfer-encoding: chunked\r\n\r\n"
    )

    async def serve(reader, writer):
        try:
            while True:
                heads.append(await reader.readuntil(b"\r\n\r\n"))
                assert await reader.readexactly(2) == b"{}"
                writer.write(answer + b'5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n')
        except asyncio.IncompleteReadError:
            writer.close()
            await writer.wait_closed()
            gone.set()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    relay = Relay(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    ask = Asking(relay, host="demo.localhost:8702")
    for _ in range(2):
        response = await ask("POST", CHOICES, content="{}", headers={"cookie": "seen=1"})
        assert (response.status_code, response.json()) == (201, {"a": 1})
        assert [value for name, value in response.headers.multi_items() if name == "set-cookie"] == [
            "a=1",
            "b=2",
        ]
    await relay.aclose()
    await asyncio.wait_for(gone.wait(), 30)
    server.close()
    await server.wait_closed()
    assert len(heads) == 2
    assert all(b"\r\nhost: demo.localhost:8702\r\n" in head.lower() for head in heads)
    assert all(b"\r\ncookie: seen=\r\n" in head.lower() for head in heads)


async def test_nothing_listens_at_the_target():
    """The same over a real socket: a port that was free a moment ago."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        relay = Relay(f"http://127.0.0.1:{taken.getsockname()[1]}")
        refusal(await Asking(relay).get("/_charte/client.js"), 502)
        await relay.aclose()


async def test_a_body_has_a_bound():
    """Whatever is sent, the relay's memory is not the sender's."""
    ask, elsewhere = relayed(httpx.Response(204))
    refusal(await ask("POST", CHOICES, content=b"x" * 70_000), 413)
    assert elsewhere.asked == []


@pytest.mark.parametrize(
    "target", ["", "127.0.0.1:8700", "ftp://127.0.0.1", "http://", "http://127.0.0.1/_charte"]
)
def test_a_target_that_is_no_collector_stops_the_start(target):
    """Not the first request."""
    with pytest.raises(OperatorError, match="no address of a collector"):
        Relay(target)


async def test_it_lives_and_ends_with_its_server():
    """Lifespan, as every ASGI application; a websocket is closed."""
    relay = Relay("http://127.0.0.1:8700", transport=Elsewhere(httpx.Response(204)))
    said = []
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive():
        return next(messages)

    async def send(message):
        said.append(message["type"])

    await relay({"type": "lifespan"}, receive, send)
    await relay({"type": "websocket"}, receive, send)
    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete", "websocket.close"]
