"""The collector: a plain ASGI application that answers everything under `/_charte/` (docs/formats.md, 4).

It looks at no address and no user agent, keeps no access log, and answers only pages of its own host.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from traceback import format_tb

from charte.collector.acceptance import Notices, check_choice, make_entry
from charte.collector.answers import JSON, REVALIDATE, Answer, content, document, refusal
from charte.collector.choice import (
    FORM_TYPE,
    JSON_TYPE,
    KEY_BYTES,
    MOST_BYTES,
    Choice,
    fields_of,
    path_back,
    read_form,
    read_json,
)
from charte.collector.door import check_door
from charte.collector.form_page import form_refusal
from charte.collector.request import Disconnected, Receive, Request, Scope, Send
from charte.collector.static import ClientFiles, client_build
from charte.collector.tlog import answer_log
from charte.collector.writer import Writer
from charte.core.charter import Charter, read
from charte.core.decision import COOKIE, Decision, choose, encode, ends
from charte.core.entry import ID_BYTES, SALT_BYTES, Entry, LogKind, entry_id
from charte.core.errors import CharteError, VisitorError
from charte.core.expiry import expiries
from charte.core.policy import POLICIES, Policy
from charte.ledger.port import Draft, Ledger

_Keys = tuple[str, ...]
_logger = logging.getLogger("charte.collector")
_READ, _WRITE = "GET, HEAD, OPTIONS", "POST, OPTIONS"


class Collector:
    """Serves client, notices and log, and records choices in `ledger`.

    `seal` is the HMAC key of the preference cookie, None for cookies without a seal. `now` gives an aware
    moment, `randomness` that many bytes. `prefix` is where it is mounted; `scope["path"]` still holds it.
    `build` is the client build by file name, by default the one that comes with this package.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        seal: bytes | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        randomness: Callable[[int], bytes] = secrets.token_bytes,
        policy_of: Callable[[Charter], Policy] = lambda charter: POLICIES[charter.site.policy],
        prefix: str = "/_charte",
        build: Mapping[str, bytes] | None = None,
    ) -> None:
        self._ledger = ledger
        self._seal = seal
        self._now = now
        self._randomness = randomness
        self._policy_of = policy_of
        self._prefix = prefix.rstrip("/") + "/"
        self._files = ClientFiles(client_build() if build is None else build)
        self._notices = Notices(ledger)
        self._writer = Writer(ledger)
        self._read_charter: Callable[[str], Charter] = lru_cache(maxsize=64)(
            lambda digest: read((ledger.content(digest) or b"").decode())
        )
        self._decided: Callable[..., Decision] = lru_cache(maxsize=1024)(self._decide)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            request = Request(scope, receive)
            try:
                answer = await self._answer_safely(request)
            except Disconnected:
                return
            await answer.send(send, head=request.method == "HEAD")
        else:
            await send({"type": "websocket.close", "code": 1000})

    def close(self) -> None:
        """Commits and answers what waits. A server that speaks lifespan calls it by itself."""
        self._writer.close()

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                self.close()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return

    async def _answer_safely(self, request: Request) -> Answer:
        try:
            return await self._answer(request)
        except VisitorError as error:
            wait = (("retry-after", "1"),) if error.status == 503 else ()
            return refusal(error, error.status, wait)
        except Disconnected:
            raise
        except Exception as error:
            _logger.error("%s", _fault(error))
            what = VisitorError("The collector cannot answer now.", "Try again later.")
            return refusal(what, 503, (("retry-after", "10"),))

    async def _answer(self, request: Request) -> Answer:
        if not request.path.startswith(self._prefix):
            return _nothing_here()
        parts = request.path.removeprefix(self._prefix).split("/")
        if len(parts) == 2 and parts[1] == "choices":
            charter = self._charter(parts[0])
            if request.method != "POST":
                return _other_method(request, _WRITE)
            return await self._choices(request, charter)
        found = self._found(request, parts)
        if found is None:
            return _nothing_here()
        return found if request.method in ("GET", "HEAD") else _other_method(request, _READ)

    def _found(self, request: Request, parts: list[str]) -> Answer | None:
        """What may be read at a path, or None."""
        asked = request.header("if-none-match")
        if parts[0] == "log" and (answer := answer_log(self._ledger, parts[1:], asked)):
            return answer
        if len(parts) == 1:
            return self._files.answer(parts[0], asked)
        site, name = parts[0], "/".join(parts[1:])
        if name.startswith("notice.") and name.endswith(".json"):
            self._charter(site)
            language = name.removeprefix("notice.").removesuffix(".json")
            if notice := self._ledger.notice(site, language):
                return content(notice[0], JSON, REVALIDATE, notice[1], asked)
        return None

    def _charter(self, site: str) -> Charter:
        """The charter in force. Raises `VisitorError` (404) for a site that has none."""
        current = self._ledger.current(site, LogKind.CHARTER)
        if current is None:
            raise VisitorError(f"There is no site {site!r} here.", "Publish its charter first.", status=404)
        return self._read_charter(current.digest)

    async def _choices(self, request: Request, charter: Charter) -> Answer:
        kind = request.header("content-type").partition(";")[0].strip().lower()
        if kind == FORM_TYPE:
            return await self._form(request, charter)
        if kind != JSON_TYPE:
            raise VisitorError(
                "A choice is JSON or an HTML form.", f"Send it as {JSON_TYPE} or {FORM_TYPE}.", status=415
            )
        check_door(request, charter)
        choice = read_json(charter.site.key, await request.body(MOST_BYTES))
        receipt, cookies = await self._record(request, charter, choice)
        return document({"receipt": receipt}, status=201, headers=cookies)

    async def _form(self, request: Request, charter: Charter) -> Answer:
        """A choice without script: a redirect, or a page with a sentence, since a person reads the answer."""
        fields: dict[str, list[str]] = {}
        back = "/"
        try:
            check_door(request, charter)
            raw = await request.body(MOST_BYTES)
            fields = fields_of(raw)
            back = path_back(fields)
            _, cookies = await self._record(request, charter, read_form(charter, raw, fields))
        except VisitorError as error:
            return form_refusal(charter, "".join(fields.get("language", [])), error, back)
        return Answer(303, headers=(("location", back), ("cache-control", "no-store"), *cookies))

    async def _record(
        self, request: Request, charter: Charter, choice: Choice
    ) -> tuple[Mapping[str, object], tuple[tuple[str, str], ...]]:
        """Records a choice: the receipt's document, and the cookies to set and to take away."""
        check_choice(choice, charter, self._notices)
        at, policy = self._now(), self._policy_of(charter)
        entry = make_entry(choice, charter, entry_id(self._randomness(ID_BYTES)), at)
        key = choice.key or self._randomness(KEY_BYTES)
        receipt = await self._writer.record(Draft(key, choice.body, entry, self._randomness(SALT_BYTES)))
        # Of a choice that was sent again the first entry counts, and its day.
        decision = self._decision(charter, receipt.entry)
        value, left = encode(decision, self._seal), int((ends(decision, policy) - at).total_seconds())
        cookies = [f"{COOKIE}={value}; Path=/; Max-Age={max(left, 0)}; Secure; SameSite=Lax"]
        cookies += expiries(charter, decision, request.cookie_names, request.host, at, policy)
        return receipt.document(), tuple(("set-cookie", cookie) for cookie in cookies)

    def _decision(self, charter: Charter, entry: Entry) -> Decision:
        """What an entry decides; most visitors of a day answer alike, and marks take time to make."""
        day = entry.at.astimezone(UTC).date()
        return self._decided(charter.digest, day, entry.yes, entry.services_yes, entry.services_no)

    def _decide(
        self, digest: str, day: date, yes: _Keys, services_yes: _Keys, services_no: _Keys
    ) -> Decision:
        # It fits in the cookie, since a charter that offers more is no charter.
        charter = self._read_charter(digest)
        return choose(charter, yes, day, services_yes=services_yes, services_no=services_no)


def _fault(error: Exception) -> str:
    """What the operator is told: files, lines and faults, never a word that a visitor sent."""
    if isinstance(error, CharteError):
        return error.explain()
    return f"{type(error).__name__}\n{''.join(format_tb(error.__traceback__))}"


def _nothing_here() -> Answer:
    missing = VisitorError(
        "There is nothing at this address.", "docs/formats.md, section 4, lists what there is."
    )
    return refusal(missing, 404)


def _other_method(request: Request, allowed: str) -> Answer:
    """OPTIONS, or a method that the address does not take (RFC 9110 sections 9.3.7 and 15.5.6)."""
    if request.method == "OPTIONS":
        return Answer(204, headers=(("allow", allowed), ("cache-control", "no-store")))
    wrong = VisitorError(f"{request.method} is not possible here.", f"Possible: {allowed}.")
    return refusal(wrong, 405, (("allow", allowed),))
