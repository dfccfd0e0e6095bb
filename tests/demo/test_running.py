"""One process for four hosts, and what the command says when it cannot start."""

from __future__ import annotations

import socket

import pytest
from demo.__main__ import main
from demo.app import HOST, THIRD_PARTIES
from tests.demo.person import Person, make


@pytest.mark.parametrize("host", [HOST, *THIRD_PARTIES])
async def test_each_host_answers_for_itself(host):
    """On whatever port, in whatever case."""
    answer = await Person(make(), port=1234).get("/", host)
    assert answer.status_code == 200
    assert answer.text.startswith("<!doctype html>")
    assert (host == HOST) == ("Les chiffres de la ville" in answer.text)


async def test_an_unknown_host_is_told_which_there_are():
    """421: this server is not the one for it."""
    answer = await Person(make()).get("/", "other.localhost")
    assert answer.status_code == 421
    assert HOST in answer.text


async def test_the_server_may_start_stop_and_offer_a_websocket():
    """Lifespan is answered; there is no WebSocket."""
    incoming = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    sent = []

    async def receive():
        return next(incoming)

    async def send(message):
        sent.append(message["type"])

    await make()({"type": "lifespan"}, receive, send)
    await make()({"type": "websocket", "path": "/", "headers": []}, receive, send)
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete", "websocket.close"]


async def test_a_head_request_has_no_body():
    """And the length that the body would have."""
    answer = await Person(make())("HEAD", "/videos")
    assert answer.content == b""
    assert int(answer.headers["content-length"]) > 1000


def test_a_port_that_is_taken_is_said_so(capsys):
    """Exit code 2, one sentence, no traceback."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["--port", str(taken.getsockname()[1])]) == 2
    assert "cannot be listened on" in capsys.readouterr().err


def test_a_charter_that_cannot_be_read_is_said_so(capsys, tmp_path):
    """A missing file is bad use (2); a wrong one has errors (1), each named."""
    assert main(["--charter", str(tmp_path / "none.toml")]) == 2
    wrong = tmp_path / "charte.toml"
    wrong.write_text("schema = 2\n", encoding="utf-8")
    assert main(["--charter", str(wrong)]) == 1
    assert "schema" in capsys.readouterr().err


def test_a_platform_that_is_no_address_is_said_so(capsys):
    """Before anything listens."""
    assert main(["--platform", "not an address"]) == 2
    assert "not an address" in capsys.readouterr().err
