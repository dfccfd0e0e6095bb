"""Brings a report into a platform, through its API."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

import httpx

from charte import __version__
from charte.core.canonical import Json, canonical_bytes
from charte.core.errors import OperatorError, SiteError
from charte.core.host import is_loopback

TOKEN = "CHARTE_TOKEN"  # noqa: S105 (the name of a variable)
_SECONDS = 30.0
_EXAMPLE = "http://charte.localhost:8700"


def check_platform(address: str, environment: Mapping[str, str]) -> str:
    """The token for a platform, before anything is done. Raises OperatorError for what is no address, or no token."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise OperatorError(f"{address} is no address of a platform.", f"Give one such as {_EXAMPLE}.")
    token = environment.get(TOKEN, "").strip()
    if not token or not token.isascii() or not token.isprintable():
        raise OperatorError(
            f"The environment has no {TOKEN}.",
            f"Make a token in the back office of {address} and set {TOKEN} to it.",
        )
    return token


def send(
    report: Mapping[str, Json],
    platform: str,
    site: str,
    token: str,
    *,
    transport: httpx.BaseTransport | None = None,
) -> None:
    """Files the report under the site with this key.

    Raises SiteError when the platform does not answer, OperatorError when it refuses, with its own words.
    """
    url = httpx.URL(f"{platform.rstrip('/')}/api/v1/sites/{quote(site, safe='')}/audits")
    headers = {
        "authorization": f"Bearer {token}",
        "content-type": "application/json",
        "user-agent": f"charte/{__version__} (charte audit)",
    }
    if is_loopback(url.host) and not url.host[0].isdigit() and ":" not in url.host:
        # A name under .localhost is this machine (RFC 6761, 6.3), which resolvers often do not know.
        headers["host"] = url.netloc.decode("ascii")
        url = url.copy_with(host="127.0.0.1")
    body = canonical_bytes({"report": dict(report)})
    try:
        with httpx.Client(timeout=_SECONDS, transport=transport) as client:
            answer = client.post(url, content=body, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = str(error).rstrip(".") or type(error).__name__
        raise SiteError(
            f"The platform at {platform} did not answer: {reason}.", "Is its address right, is it running?"
        ) from None
    if not answer.is_success:
        raise _refusal(platform, answer)


def _refusal(platform: str, answer: httpx.Response) -> OperatorError | SiteError:
    if answer.is_server_error:
        return SiteError(
            f"The platform at {platform} failed ({answer.status_code}).", "Look at its log, and send again."
        )
    if answer.is_redirect:
        return OperatorError(
            f"The platform at {platform} answers elsewhere: {answer.headers.get('location', '')}.",
            "Name that address with --send.",
        )
    try:
        said = answer.json()["error"]
        return OperatorError(f"The platform refused the report: {said['what']}", str(said["mend"]))
    except (ValueError, LookupError, TypeError):
        return OperatorError(
            f"{platform} refused the report ({answer.status_code}) and does not answer as a platform does.",
            f"Name the platform's address, such as {_EXAMPLE}.",
        )
