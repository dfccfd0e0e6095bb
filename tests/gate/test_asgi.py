"""The gate as ASGI sees it: what it passes on untouched, what it refuses at construction, how it follows a charter."""

import logging

import pytest
from tests.gate.site import AT, CHARTER, PRIVATE, App, charter_with, run, scope_of

from charte.core.errors import OperatorError
from charte.gate import Gate


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"mode": "enforced"}, "observe, enforce"),
        ({"charter": "charte.toml"}, "str"),
        ({"charter": lambda: None}, "NoneType"),
        ({"charter": None}, "NoneType"),
        ({"mount": {"_charte": App()}}, "_charte"),
        ({"mount": {"/_charte/": App()}}, "/_charte/"),
        ({"mount": {"/": App()}}, "'/'"),
        ({"mount": {"/x": "app"}}, "/x"),
        ({"app": None}, "app"),
        ({"report": "log"}, "report"),
        ({"now": AT}, "now"),
    ],
)
def test_a_wrong_configuration_stops_the_start(options, word):
    """Not a request; and the sentence names what is wrong."""
    options = {"app": App(), "charter": CHARTER, **options}
    with pytest.raises(OperatorError) as caught:
        Gate(options.pop("app"), options.pop("charter"), **options)
    assert word in caught.value.explain()
    assert caught.value.mend


def test_a_charter_without_a_host_stops_the_start():
    """It would know no cookie at all."""
    charter = charter_with()
    object.__setattr__(charter.site, "hosts", ())
    with pytest.raises(OperatorError, match="no host"):
        Gate(App(), charter)


async def test_a_mounted_application_is_left_alone():
    """It gets its paths whole, without the gate; a path that only begins alike is the site's."""
    site, mounted, deeper = App(PRIVATE), App(("Set-Cookie", "any=1")), App()
    gate = Gate(site, CHARTER, mode="enforce", mount={"/_charte": mounted, "/_charte/log": deeper})
    for path in ("/_charte", "/_charte/x/choices"):
        sent = await run(gate, scope_of(path=path))
        assert sent[0]["headers"] == mounted.headers
        assert mounted.scope["path"] == path
        assert "charte" not in mounted.scope["state"]
    await run(gate, scope_of(path="/_charte/log/checkpoint"))
    assert deeper.scope["path"] == "/_charte/log/checkpoint"
    await run(gate, scope_of(path="/_charter"))
    assert site.scope["path"] == "/_charter"


async def test_bodies_and_the_scope_of_the_server_are_as_they_were():
    """The body passes piece by piece; the server's own scope is not written to."""
    app, scope = App(PRIVATE), scope_of("_mes_abc=1")
    sent = await run(Gate(app, CHARTER, now=lambda: AT), scope)
    assert [message["body"] for message in sent[1:]] == [b"one", b"two"]
    assert scope["state"] == {"own": 1}
    assert app.scope["state"].keys() == {"own", "charte"}


async def test_a_stream_is_not_held_back():
    """Each piece is on its way before the next is made."""
    reached: list[str] = []

    async def stream(scope, receive, send):
        await send(
            {"type": "http.response.start", "status": 200, "headers": iter([(b"set-cookie", b"_mes_a=1")])}
        )
        for piece in (b"1", b"2"):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            assert reached[-1] == piece
        await send({"type": "http.response.body"})

    async def send(message):
        reached.append(message.get("body", message.get("headers")))

    await Gate(stream, CHARTER)(scope_of(), None, send)
    assert reached[0] == []


async def test_lifespan_passes_through():
    """With the very scope, receive and send of the server."""
    seen: list = []

    async def app(*given):
        seen.append(given)

    given = ({"type": "lifespan"}, object(), object())
    await Gate(app, CHARTER)(*given)
    assert seen == [given]


async def test_a_websocket_passes_and_its_handshake_sets_only_what_is_permitted():
    """Frames are left alone; the answer to the handshake is a response like another."""

    async def app(scope, receive, send):
        assert scope["state"]["charte"].permits("auth")
        headers = [(b"set-cookie", b"_mes_abc=1"), (b"set-cookie", b"sessionid=1")]
        await send({"type": "websocket.accept", "subprotocol": "x", "headers": headers})
        await send({"type": "websocket.send", "text": "set-cookie"})

    scope = {"type": "websocket", "path": "/ws", "headers": [(b"host", b"demo.localhost")]}
    sent = await run(Gate(app, CHARTER, mode="enforce"), scope)
    assert sent == [
        {"type": "websocket.accept", "subprotocol": "x", "headers": [(b"set-cookie", b"sessionid=1")]},
        {"type": "websocket.send", "text": "set-cookie"},
    ]


async def test_an_error_of_the_application_is_its_own():
    """The gate catches nothing."""

    async def app(scope, receive, send):
        raise LookupError("theirs")

    with pytest.raises(LookupError, match="theirs"):
        await run(Gate(app, CHARTER), scope_of())


async def test_the_current_charter_is_followed_and_the_last_good_one_kept(caplog):
    """A new charter holds from the next response; one that fails is logged once, and nothing is permitted by it."""
    current: list = [charter_with("name='new'")]
    gate = Gate(App(("Set-Cookie", "new=1"), PRIVATE), lambda: current[0], mode="enforce")

    async def count() -> int:
        return len((await run(gate, scope_of()))[0]["headers"])

    assert await count() == 2
    current[0] = charter_with("name='other'")
    assert await count() == 1
    with caplog.at_level(logging.ERROR, "charte.gate"):
        current.clear()
        assert [await count(), await count()] == [1, 1]
        current.append("no charter")
        assert await count() == 1
    assert len(caplog.records) == 1
    current[:] = [charter_with("name='new'")]
    assert await count() == 2
