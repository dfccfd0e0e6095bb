"""`charte publish`: brings a complete charter into the platform; the server may run meanwhile."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from charte.cli.parameters import Argument, Option
from charte.cli.register import text_of
from charte.collector.static import client_build
from charte.core.charter import Charter, read, review
from charte.core.errors import InvalidCharter, OperatorError, Problem
from charte.core.policy import POLICIES
from charte.core.proof import VerifierKey
from charte.ledger.publication import problems_of, publish_charter
from charte.ledger.sqlite import open_ledger
from charte.look import LANGUAGES, direction, words
from charte.site.folder import DATA, DataFolder
from charte.site.publishing import check_follows, history

_LOG = "/_charte/log"


def publish(
    file: Annotated[Path, Argument("The register.")] = Path("charte.toml"),
    data: Annotated[Path, Option("--data", "The platform's data folder.")] = Path(DATA),
    add_log: Annotated[
        bool, Option("--add-log", "Write this platform's log into the file first; comments stay.")
    ] = False,
    address: Annotated[
        str, Option("--address", "The platform's public address, where it was never started yet.")
    ] = "",
) -> int:
    """Bring a complete charter into the platform. It is refused while something mandatory is missing.

    Publishing the same charter again does nothing. Works beside a running server.

    Examples:
      charte publish --add-log
      charte publish site/charte.toml --data /var/lib/charte

    Exit codes: 0 published, or already so; 1 refused, saying why; 2 no such file or folder not writable.
    """
    text = text_of(file)
    charter = read(text)
    _check_complete(charter, but="log" if add_log else "")
    base_url = address or DataFolder(data).address or "http://charte.localhost:8700"
    ledger = open_ledger(data, origin=log_origin(base_url))
    try:
        if add_log:
            text = with_log(text, charter, ledger.key, base_url + _LOG if address or not charter.log else "")
        named = read(text)
        if problems := problems_of(named, POLICIES[named.site.policy], ledger.key):
            raise InvalidCharter(problems)
        follows = check_follows(named, history(ledger, named.site.key))
        if named.digest != charter.digest:
            replace_text(file, text)
            print(f"{file} names the log {ledger.key.name} now.")
        if not follows:
            print(f"{_named(named)} is published already; there is nothing to do.")
            return 0
        at = datetime.now(UTC).replace(microsecond=0)
        policy = POLICIES[named.site.policy]
        done = publish_charter(ledger, named, text, words, policy, client_build(), at, direction_of=direction)
        print(f"Published {_named(named)}.")
        print(f"It is entry {done[0].index} of the log {ledger.key.name}; notices: {_languages(named)}.")
    finally:
        ledger.close()
    return 0


def _check_complete(charter: Charter, but: str) -> None:
    """Raises `InvalidCharter` with all that is missing, before anything is made or written."""
    items = [item for item in review(charter, POLICIES[charter.site.policy]) if item.mandatory]
    missing = tuple(
        Problem(item.line, ", ".join(item.names) or item.code, item.what, item.mend)
        for item in items
        if item.code != but
    )
    if unspoken := [language for language in charter.site.languages if language not in LANGUAGES]:
        missing += (
            Problem(
                0,
                "site.languages",
                f"Charte has no words in {', '.join(unspoken)}.",
                f"It speaks {', '.join(LANGUAGES)}; take the others out.",
            ),
        )
    if missing:
        raise InvalidCharter(missing)


def with_log(text: str, charter: Charter, key: VerifierKey, address: str) -> str:
    """The register with this log in it. An address that is not given stays as it was."""
    named = charter.log
    if named and (named.origin, named.key) == (key.name, key.vkey) and address in ("", named.address):
        return text
    import tomlkit

    document: Any = tomlkit.parse(text)
    if "log" not in document:
        document["log"] = tomlkit.table()
    document["log"]["origin"] = key.name
    document["log"]["key"] = key.vkey
    if address:
        document["log"]["address"] = address
    return tomlkit.dumps(document)


def replace_text(file: Path, text: str) -> None:
    """Writes the file whole or not at all; its mode stays. Raises `OperatorError`."""
    target = file.resolve()
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        beside.write_bytes(text.encode("utf-8"))
        shutil.copymode(target, beside)
        os.replace(beside, target)
    except OSError as error:
        with suppress(OSError):  # where nothing can be written, nothing can be removed either
            beside.unlink()
        raise OperatorError(
            f"{file} cannot be written: {error.strerror}.", "Check its folder, or write [log] by hand."
        ) from None


def log_origin(base_url: str) -> str:
    """The name of the log of an installation that is first reached at this address."""
    from urllib.parse import urlsplit

    host = urlsplit(base_url).hostname
    if not host:
        raise OperatorError(f"{base_url} is no address.", "Write --address https://charte.example.org.")
    return f"{host}/log"


def _named(charter: Charter) -> str:
    return f"{charter.site.name}, version {charter.version} ({charter.digest})"


def _languages(charter: Charter) -> str:
    return ", ".join(charter.site.languages)
