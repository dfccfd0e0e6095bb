"""Fetches a published page: bounded in size, time and redirects, and never half-read."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import httpx

from charte import __version__
from charte.core.errors import OperatorError, SiteError
from charte.core.host import is_loopback
from charte.drafting.limits import CONNECT_SECONDS, FETCH_SECONDS, MOST_BYTES, MOST_REDIRECTS, READ_SECONDS
from charte.drafting.source import Source

_HEADERS = {
    "user-agent": f"charte/{__version__} (charte draft)",
    "accept": "text/html,application/xhtml+xml,application/pdf,text/plain,text/markdown,*/*;q=0.1",
}
_NUMBER = re.compile(r"^\[Errno -?\d+\] ")  # the machine's number for an error says nothing to a person
_BY_HAND = "save the page from a browser and give the file."


def fetch(
    address: str,
    *,
    say: Callable[[str], None] = lambda _: None,
    transport: httpx.BaseTransport | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Source:
    """The page at an http or https address, its redirects followed; `say` is told each address that is read.

    `clock` gives seconds. Raises `OperatorError` for what is no address, `SiteError` when the site does not
    answer in time, answers with an error, leads in circles or nowhere, or sends more than any policy holds.
    """
    if not _is_web_address(address):
        raise OperatorError(
            f"{address} is no web address.", "Give one such as https://www.example.org/cookies."
        )
    deadline = clock() + FETCH_SECONDS
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    with httpx.Client(timeout=timeout, transport=transport, headers=_HEADERS) as client:
        for _ in range(MOST_REDIRECTS + 1):
            say(f"Reading {address}")
            answer = _answer(client, address, lambda: clock() > deadline)
            if isinstance(answer, Source):
                return answer
            if not _is_web_address(answer):
                raise SiteError(
                    f"{address} redirects to {answer}, which is no web address.",
                    f"Check the address, or {_BY_HAND}",
                )
            address = answer
    raise SiteError(
        f"{address} redirects more than {MOST_REDIRECTS} times.", f"Check the address, or {_BY_HAND}"
    )


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _answer(client: httpx.Client, address: str, is_late: Callable[[], bool]) -> Source | str:
    """The page, or the address that it redirects to."""
    host = urlsplit(address).hostname or address
    try:
        response = client.send(_request(client, address), stream=True)
        try:
            return _read(response, address, host, is_late)
        finally:
            response.close()
    except httpx.TimeoutException:
        raise SiteError(f"{host} did not answer in time.", f"Try again later, or {_BY_HAND}") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = _NUMBER.sub("", str(error).rstrip(".")) or type(error).__name__
        raise SiteError(
            f"{host} could not be reached: {reason}.",
            f"Check the address, or {_BY_HAND}",
        ) from None


def _read(response: httpx.Response, address: str, host: str, is_late: Callable[[], bool]) -> Source | str:
    location: str = response.headers.get("location", "")
    if response.is_redirect and location:
        return urljoin(address, location)
    if response.status_code >= 400:
        raise SiteError(
            f"{host} answered {response.status_code} for {address}.",
            f"Check the address; if the page is not public, {_BY_HAND}",
        )
    return Source(
        _body(response, address, is_late),
        name=address,
        address=address,
        media_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
        charset=(response.charset_encoding or "").lower(),
    )


def _request(client: httpx.Client, address: str) -> httpx.Request:
    """The request; a name under .localhost is this machine (RFC 6761, 6.3), which resolvers often do not know."""
    url = httpx.URL(address)
    if is_loopback(url.host) and not url.host.replace(".", "").isdigit() and ":" not in url.host:
        request = client.build_request("GET", url.copy_with(host="127.0.0.1"))
        request.headers["host"] = url.netloc.decode("ascii")
        return request
    return client.build_request("GET", url)


def _body(response: httpx.Response, address: str, is_late: Callable[[], bool]) -> bytes:
    data = bytearray()
    for piece in response.iter_bytes():
        data += piece
        if len(data) > MOST_BYTES:
            raise SiteError(
                f"{address} is larger than {MOST_BYTES // 1_000_000} MB.",
                "Save the policy alone and give the file.",
            )
        if is_late():
            raise SiteError(
                f"{address} was not sent within {FETCH_SECONDS:.0f} seconds.",
                _BY_HAND,
            )
    return bytes(data)
