"""What anyone may fetch from the collector: client, notices, log; and what the other methods say."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256

import pytest
from tests.collector.conftest import CHOICES, refusal
from tests.fakes.asgi import Asking
from tests.fakes.ledgers import AT, BUILD, body, publish

from charte.collector import Collector
from charte.collector.static import FILES, client_build, immutable_name
from charte.core.canonical import digest
from charte.core.proof import leaf_hash, root, verify_checkpoint
from charte.ledger.keys import verify_ed25519


@pytest.mark.parametrize("name", sorted(BUILD))
async def test_the_client_is_asked_about_each_time_and_costs_nothing_when_unchanged(house, name):
    """A strong ETag, by content; the page gets a new client with the next load."""
    first = await house.ask.get(f"/_charte/{name}")
    assert (first.status_code, first.content) == (200, BUILD[name])
    assert first.headers["content-type"] == FILES[name]
    assert first.headers["etag"] == f'"{sha256(BUILD[name]).hexdigest()}"'
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["x-content-type-options"] == "nosniff"
    for asked in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        same = await house.ask.get(f"/_charte/{name}", if_none_match=asked)
        assert (same.status_code, same.content) == (304, b"")
        assert same.headers["etag"] == first.headers["etag"]
    assert (await house.ask.get(f"/_charte/{name}", if_none_match='"other"')).status_code == 200


@pytest.mark.parametrize("name", sorted(BUILD))
async def test_the_client_under_its_digest_never_changes(house, name):
    """So a cache may keep it for good; another digest is nothing."""
    answer = await house.ask.get(f"/_charte/{immutable_name(name, BUILD[name])}")
    assert answer.content == BUILD[name]
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    refusal(await house.ask.get(f"/_charte/{immutable_name(name, b'another')}"), 404)


async def test_the_client_that_comes_with_the_package_is_served(house):
    """The committed build, as small as it is, needs no configuration."""
    collector = Collector(house.ledger)
    build = client_build()
    assert sorted(build) == sorted(FILES)
    for name, content in build.items():
        assert (await Asking(collector).get(f"/_charte/{name}")).content == content
        assert len(gzip.compress(content)) < 40_000
    collector.close()


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_notice_is_served_by_its_language_under_its_digest(house, language):
    """Byte for byte what the ledger holds: the client answers with the ETag as the notice's name."""
    answer = await house.ask.get(f"/_charte/rivebelle/notice.{language}.json")
    kept, name = house.ledger.notice("rivebelle", language)
    assert answer.content == kept
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["etag"] == f'"{name}"' == f'"{digest(answer.content)}"'
    assert answer.headers["cache-control"] == "no-cache"
    assert json.loads(answer.content)["language"] == language
    same = await house.ask.get(
        f"/_charte/rivebelle/notice.{language}.json", if_none_match=answer.headers["etag"]
    )
    assert same.status_code == 304


async def test_a_new_charter_brings_new_notices_at_once(house):
    """Nobody restarts anything."""
    before = (await house.ask.get("/_charte/rivebelle/notice.fr.json")).headers["etag"]
    publish(house.ledger, AT, version="2.0")
    after = await house.ask.get("/_charte/rivebelle/notice.fr.json", if_none_match=before)
    assert after.status_code == 200
    assert after.headers["etag"] != before


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/_charte",
        "/_charte/",
        "/elsewhere/client.js",
        "/_charte/client.map",
        "/_charte/../client.js",
        "/_charte/rivebelle",
        "/_charte/rivebelle/notice.de.json",
        "/_charte/rivebelle/notice..json",
        "/_charte/rivebelle/choices/more",
        "/_charte/log",
        "/_charte/log/checkpoint/more",
        "/_charte/log/tile",
        "/_charte/log/tile/0",
        "/_charte/log/tile/0/000",
        "/_charte/log/tile/0/000.p/256",
        "/_charte/log/tile/0/000.p/0",
        "/_charte/log/tile/0/000.p/05",
        "/_charte/log/tile/0/000.p/6",
        "/_charte/log/tile/0/0.p/5",
        "/_charte/log/tile/00/000.p/5",
        "/_charte/log/tile/64/000.p/5",
        "/_charte/log/tile/-1/000.p/5",
        "/_charte/log/tile/x/000.p/5",
        "/_charte/log/tile/0/x000/000.p/5",
        "/_charte/log/tile/0/x001/000",
        "/_charte/log/tile/entries/000",
        "/_charte/log/tile/0/" + "x999/" * 40 + "000",
    ],
)
async def test_where_there_is_nothing_the_answer_says_so(house, path):
    """404, as JSON, kept by nobody."""
    refusal(await house.ask.get(path), 404)


@pytest.mark.parametrize("path", ["/_charte/unheard/notice.fr.json", "/_charte/unheard/choices"])
async def test_an_unknown_site_is_named(house, path):
    """For reading and for choosing."""
    method = "POST" if path.endswith("choices") else "GET"
    assert "'unheard'" in refusal(await house.ask(method, path), 404)


async def test_the_log_can_be_read_whole_and_leads_to_its_checkpoint(house):
    """By whoever speaks C2SP tlog-tiles: entries, hashes, a signed root."""
    for number in range(260):
        house.ledger.publish("rivebelle", 5, b"%d" % number, at=AT)
    checkpoint = await house.ask.get("/_charte/log/checkpoint")
    assert checkpoint.headers["content-type"] == "text/plain; charset=utf-8"
    assert checkpoint.headers["cache-control"] == "no-cache"
    known = verify_checkpoint(checkpoint.text, house.ledger.key, house.ledger.key.name, verify_ed25519)
    assert known.size == 265
    full = await house.ask.get("/_charte/log/tile/0/000")
    partial = await house.ask.get("/_charte/log/tile/0/001.p/9")
    hashes = [(full.content + partial.content)[at : at + 32] for at in range(0, 32 * 265, 32)]
    assert root(hashes) == known.root
    assert (await house.ask.get("/_charte/log/tile/1/000.p/1")).content == root(hashes[:256])
    bundle = (await house.ask.get("/_charte/log/tile/entries/000")).content
    data = [bundle[at + 2 : at + 35] for at in range(0, len(bundle), 35)]
    assert [leaf_hash(datum) for datum in data] == hashes[:256]
    assert bundle[:2] == b"\x00\x21"


async def test_full_tiles_are_kept_for_good_and_partial_ones_for_a_while(house):
    """A full tile never changes; a partial one goes out of use."""
    for number in range(260):
        house.ledger.publish("rivebelle", 5, b"%d" % number, at=AT)
    for kind in ("0", "entries"):
        full = await house.ask.get(f"/_charte/log/tile/{kind}/000")
        assert full.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert full.headers["content-type"] == "application/octet-stream"
        partial = await house.ask.get(f"/_charte/log/tile/{kind}/001.p/3")
        assert partial.headers["cache-control"] == "public, max-age=3600"


READABLE = ["client.js", "rivebelle/notice.fr.json", "log/checkpoint", "log/tile/0/000.p/5"]


@pytest.mark.parametrize("path", READABLE)
async def test_head_says_what_get_would(house, path):
    """The same headers, no body."""
    got, head = await house.ask.get(f"/_charte/{path}"), await house.ask("HEAD", f"/_charte/{path}")
    assert head.status_code == 200
    assert head.content == b""
    assert dict(head.headers) == dict(got.headers)


@pytest.mark.parametrize("path", [f"/_charte/{path}" for path in READABLE] + [CHOICES])
async def test_options_and_other_methods_say_what_is_possible(house, path):
    """And nothing of other origins: there is no CORS."""
    allowed = "POST, OPTIONS" if path == CHOICES else "GET, HEAD, OPTIONS"
    asked = {"origin": "https://elsewhere.localhost", "access-control-request-method": "POST"}
    options = await house.ask("OPTIONS", path, headers=asked)
    assert (options.status_code, options.headers["allow"]) == (204, allowed)
    for method in ("PUT", "DELETE", "PATCH", "GET" if path == CHOICES else "POST"):
        answer = await house.ask(method, path)
        assert "is not possible here" in refusal(answer, 405)
        assert answer.headers["allow"] == allowed
    assert not any(name.startswith("access-control") for name in options.headers)


async def test_the_prefix_can_be_another(house):
    """Where `/_charte/` is taken, the whole door moves."""
    collector = Collector(house.ledger, prefix="/choices-of-visitors/", now=house.clock, build=BUILD)
    ask = Asking(collector)
    assert (await ask.get("/choices-of-visitors/client.js")).content == BUILD["client.js"]
    refusal(await ask.get("/_charte/client.js"), 404)
    content = body(house.charter, house.notice, b"p" * 16)
    assert (await ask.post_json("/choices-of-visitors/rivebelle/choices", content)).status_code == 201
    collector.close()


async def test_it_lives_and_ends_with_its_server(house):
    """Lifespan: started at once, and whatever waits is committed before it ends."""
    said = []
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive():
        return next(messages)

    async def send(message):
        said.append(message["type"])

    await house.collector({"type": "lifespan"}, receive, send)
    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert "waiting" in refusal(await house.choose(), 503)


async def test_a_websocket_is_closed(house):
    """There is nothing to talk about."""
    said = []

    async def send(message):
        said.append(message)

    await house.collector({"type": "websocket", "path": "/_charte/"}, None, send)
    assert said == [{"type": "websocket.close", "code": 1000}]
