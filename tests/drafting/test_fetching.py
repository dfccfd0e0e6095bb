"""A page from the network: bounded, and never half-read."""

from __future__ import annotations

import httpx
import pytest

from charte.core.errors import OperatorError, SiteError
from charte.drafting.fetching import fetch
from charte.drafting.limits import MOST_BYTES, MOST_REDIRECTS

PAGE = "https://www.example.org/cookies"


def site(answer):
    """A network in which every request gets this answer."""
    return httpx.MockTransport(answer)


def test_a_page_comes_with_its_address_and_what_the_server_says_of_it():
    """Its type and encoding, in small letters."""
    said: list[str] = []
    headers = {"content-type": "Text/HTML; charset=ISO-8859-1"}
    source = fetch(
        PAGE,
        say=said.append,
        transport=site(lambda _: httpx.Response(200, headers=headers, content=b"<p>\xe9")),
    )
    assert (source.data, source.address, source.media_type, source.charset) == (
        b"<p>\xe9",
        PAGE,
        "text/html",
        "iso-8859-1",
    )
    assert said == [f"Reading {PAGE}"]


def test_redirects_are_followed_to_the_page_that_answers():
    """Relative ones too; the last address is the page's."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/cookies":
            return httpx.Response(302, headers={"location": "/fr/cookies"})
        return httpx.Response(200, content=b"ok")

    assert fetch(PAGE, transport=site(answer)).address == "https://www.example.org/fr/cookies"


def test_redirects_end():
    """A site may lead in circles."""
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(301, headers={"location": PAGE})

    with pytest.raises(SiteError, match="redirects more than"):
        fetch(PAGE, transport=site(answer))
    assert len(asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "address", ["ftp://example.org/a", "file:///etc/passwd", "https://", "http://[::1", "https://a:b/"]
)
def test_only_web_addresses_are_read(address):
    """Whether they are given (the person's fault) or redirected to (the site's)."""
    with pytest.raises(OperatorError, match="no web address"):
        fetch(address, transport=site(lambda _: httpx.Response(200)))
    with pytest.raises(SiteError):
        fetch(PAGE, transport=site(lambda _: httpx.Response(302, headers={"location": address})))


@pytest.mark.parametrize("status", [401, 404, 500, 503])
def test_an_error_of_the_site_is_the_sites(status):
    """Exit code 3: nothing could be concluded."""
    with pytest.raises(SiteError, match=f"answered {status}") as caught:
        fetch(PAGE, transport=site(lambda _: httpx.Response(status)))
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (httpx.ConnectTimeout("slow"), "did not answer in time"),
        (httpx.ReadTimeout("slow"), "did not answer in time"),
        (httpx.ConnectError("[Errno -2] Name or service not known"), "could not be reached"),
        (httpx.RemoteProtocolError("Server disconnected"), "could not be reached"),
    ],
)
def test_a_site_that_does_not_answer_is_said_in_a_sentence(error, what):
    """With what to do instead."""

    def answer(request: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(SiteError, match=what) as caught:
        fetch(PAGE, transport=site(answer))
    assert "give the file" in caught.value.mend


def test_a_page_of_no_policys_size_is_not_read_to_its_end():
    """The rest is never asked for."""
    sent: list[int] = []

    def pieces():
        while True:
            sent.append(1)
            yield b"x" * 1_000_000

    with pytest.raises(SiteError, match="larger than 12 MB"):
        fetch(PAGE, transport=site(lambda _: httpx.Response(200, content=pieces())))
    assert len(sent) < 2 * MOST_BYTES / 1_000_000


def test_names_under_localhost_are_this_machine():
    """Resolvers often do not know them (RFC 6761, 6.3)."""
    asked: list[tuple[str, str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((str(request.url), request.headers["host"]))
        return httpx.Response(200, content=b"ok")

    source = fetch("http://demo.localhost:8000/charte", transport=site(answer))
    fetch("http://127.0.0.1:8000/charte", transport=site(answer))
    assert asked == [
        ("http://127.0.0.1:8000/charte", "demo.localhost:8000"),
        ("http://127.0.0.1:8000/charte", "127.0.0.1:8000"),
    ]
    assert source.address == "http://demo.localhost:8000/charte"


def test_a_page_that_trickles_is_given_up():
    """However often a little of it comes: the whole has a time."""
    times = iter(range(0, 10_000, 10))

    def pieces():
        while True:
            yield b"x"

    with pytest.raises(SiteError, match="within 30 seconds"):
        fetch(
            PAGE,
            transport=site(lambda _: httpx.Response(200, content=pieces())),
            clock=lambda: float(next(times)),
        )
