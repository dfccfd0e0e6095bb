"""Ledgers with a charter in them, and choices to record, for tests that begin after the publication."""

from __future__ import annotations

import itertools
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from tests.fakes.registers import register

from charte.core.charter import Charter, read
from charte.core.entry import Entry, entry_id
from charte.core.policy import FR_CNIL_2026
from charte.ledger.keys import SigningKey
from charte.ledger.port import Draft, Ledger
from charte.ledger.publication import publish_charter
from charte.look import words

AT = datetime(2026, 11, 25, 20, 30, 12, tzinfo=UTC)
BUILD = {"client.js": b"console.log('charte')", "client.css": b":host{color:CanvasText}"}
KEY = SigningKey("charte.localhost/log", sha256(b"charte tests").digest())


def publish(ledger: Ledger, at: datetime = AT, **changes: Any) -> Charter:
    """Publishes the small site's charter with this ledger's own log; `changes` as `register` takes them."""
    text = register(vkey=ledger.key.vkey, **changes)
    charter = read(text)
    publish_charter(ledger, charter, text, words, FR_CNIL_2026, BUILD, at)
    return charter


def randomness(seed: str = "") -> Callable[[int], bytes]:
    """Bytes that differ each time and are the same in each run."""
    numbers = itertools.count()
    return lambda size: sha256(f"{seed} {next(numbers)}".encode()).digest()[:size]


def drafts(charter: Charter, notice: str, *, at: datetime = AT, seed: str = "") -> Iterator[Draft]:
    """Choices without end, one every second, alternately yes and no to audience measurement."""
    random = randomness(seed)
    for number in itertools.count():
        yes, no = (
            (("audience",), ("ads", "counting")) if number % 2 else ((), ("ads", "audience", "counting"))
        )
        entry = Entry(
            id=entry_id(random(16)),
            site=charter.site.key,
            at=at + timedelta(seconds=number),
            client_at=None,
            charter=charter.digest,
            notice=notice,
            yes=yes,
            no=no,
            services_yes=(),
            services_no=("heat",) if yes else (),
            method="save",
            language="fr",
            layout="wide",
        )
        yield Draft(random(16), random(32), entry, random(32))


def body(charter: Charter, notice: str, key: bytes, /, **changes: Any) -> str:
    """The JSON of a choice as the client sends it, with `changes`; a change to `...` leaves a field out."""
    fields = {
        "v": 1,
        "key": urlsafe_b64encode(key).decode().rstrip("="),
        "charter": charter.digest,
        "notice": notice,
        "yes": ["audience"],
        "no": ["ads", "counting"],
        "services": {"yes": [], "no": []},
        "method": "save",
        "language": "fr",
        "layout": "wide",
        "client_at": "2026-11-25T20:30Z",
    }
    return json.dumps({name: value for name, value in (fields | changes).items() if value is not ...})
