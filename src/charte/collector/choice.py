"""The body of a choice, read at the door: JSON from the client, or an HTML form where no script runs."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Literal
from urllib.parse import parse_qsl, quote

import msgspec

from charte.core.charter import Charter
from charte.core.entry import parse_time
from charte.core.errors import VisitorError

MOST_BYTES = 16 * 1024
JSON_TYPE, FORM_TYPE = "application/json", "application/x-www-form-urlencoded"
KEY_BYTES = 16
_MOST_FIELDS = 200
_MEND = "docs/formats.md, section 4, gives the fields of a choice."
_Word = Annotated[str, msgspec.Meta(max_length=80)]
_Words = Annotated[list[_Word], msgspec.Meta(max_length=_MOST_FIELDS)]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a visitor answered, as it was sent; nothing in it is checked against a charter yet.

    `key` is None where a form brought none. `body` is the SHA-256 of all that was sent, and to which site.
    """

    key: bytes | None
    body: bytes
    charter: str
    notice: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    services_yes: tuple[str, ...]
    services_no: tuple[str, ...]
    method: str
    language: str
    layout: str
    client_at: datetime | None


class _Services(msgspec.Struct, forbid_unknown_fields=True):
    yes: _Words = []
    no: _Words = []


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    v: Literal[1]
    key: _Word
    charter: _Word
    notice: _Word
    yes: _Words
    no: _Words
    method: _Word
    language: _Word
    layout: _Word
    services: _Services = msgspec.field(default_factory=_Services)
    client_at: _Word | None = None


_decoder = msgspec.json.Decoder(_Body)


def read_json(site: str, raw: bytes) -> Choice:
    """The choice in a JSON body. Raises `VisitorError` with what cannot be read."""
    try:
        body = _decoder.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise VisitorError(f"The choice cannot be read: {error}.", _MEND) from None
    if body.method == "form":
        raise VisitorError("The method form is for choices that come as an HTML form.", _MEND)
    return Choice(
        key=_key(body.key),
        body=_digest(site, raw),
        charter=body.charter,
        notice=body.notice,
        yes=tuple(sorted(body.yes)),
        no=tuple(sorted(body.no)),
        services_yes=tuple(sorted(body.services.yes)),
        services_no=tuple(sorted(body.services.no)),
        method=body.method,
        language=body.language,
        layout=body.layout,
        client_at=_minute(body.client_at) if body.client_at is not None else None,
    )


def fields_of(raw: bytes) -> dict[str, list[str]]:
    """The fields of a form, each with its values in order. Raises `VisitorError`."""
    try:
        pairs = parse_qsl(
            raw.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(raw),
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        raise VisitorError("The form cannot be read.", _MEND) from None
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def read_form(charter: Charter, raw: bytes, fields: dict[str, list[str]]) -> Choice:
    """The choice in a form's fields. Raises `VisitorError` with what cannot be read.

    Answers come as `yes` and `no` (and `services.yes`, `services.no`), each once per key, or as radio buttons
    `purpose.KEY` and `service.KEY` with the value yes or no; an empty one leaves a service to its purposes.
    A button `all` with the value yes or no answers every purpose alike, whatever else was ticked.
    """
    fields = {name: list(values) for name, values in fields.items() if name != "back"}
    answers = {(kind, said): fields.pop(name, []) for name, kind, said in _LISTS}
    for name in [name for name in fields if name.startswith(("purpose.", "service."))]:
        kind, _, key = name.partition(".")
        for said in fields.pop(name):
            if said or kind == "purpose":
                answers[kind, _yes_or_no(name, said)].append(key)
    if "all" in fields:
        said = _yes_or_no("all", _only(fields, "all"))
        answers = {(kind, each): [] for _, kind, each in _LISTS}
        answers["purpose", said] = [purpose.key for purpose in charter.offered]
    key = _only(fields, "key", "")
    version, _ = _only(fields, "v", "1"), _only(fields, "method", "form")
    choice = Choice(
        key=_key(key) if key else None,
        body=_digest(charter.site.key, raw),
        charter=_only(fields, "charter"),
        notice=_only(fields, "notice"),
        yes=tuple(sorted(answers["purpose", "yes"])),
        no=tuple(sorted(answers["purpose", "no"])),
        services_yes=tuple(sorted(answers["service", "yes"])),
        services_no=tuple(sorted(answers["service", "no"])),
        method="form",
        language=_only(fields, "language"),
        layout=_only(fields, "layout", "unknown"),
        client_at=None,
    )
    if fields or version != "1":
        raise VisitorError(
            f"A choice of version 1 has no field {', '.join(fields) or 'v = ' + version}.", _MEND
        )
    return choice


def path_back(fields: dict[str, list[str]]) -> str:
    """Where a form leads when it is done: a path of the same host. Raises `VisitorError` for anything else."""
    back = (fields.get("back") or ["/"])[0]
    # Browsers read // and /\ as another host, and drop tabs and newlines before they look.
    if not re.fullmatch(r"/(?![/\\])[^\x00-\x1f\x7f\\]*", back):
        raise VisitorError(
            "The form leads back to what is no path of this site.", "Write back=/… in the form."
        )
    return quote(back, safe="/?#[]@!$&'()*+,;=:%~-._")


_LISTS = (
    ("yes", "purpose", "yes"),
    ("no", "purpose", "no"),
    ("services.yes", "service", "yes"),
    ("services.no", "service", "no"),
)


def _only(fields: dict[str, list[str]], name: str, otherwise: str | None = None) -> str:
    """Takes the one value of a field out of `fields`."""
    values = fields.pop(name, [] if otherwise is None else [otherwise])
    if len(values) != 1:
        raise VisitorError(f"The form needs the field {name} once.", _MEND)
    return values[0]


def _yes_or_no(name: str, said: str) -> str:
    if said not in ("yes", "no"):
        raise VisitorError(f"The field {name} is answered yes or no.", _MEND)
    return said


def _key(text: str) -> bytes:
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"==")
    except ValueError:
        raw = b""
    if len(raw) != KEY_BYTES or urlsafe_b64encode(raw).decode("ascii").rstrip("=") != text:
        raise VisitorError("The key is not 16 bytes in base64url.", _MEND)
    return raw


def _minute(text: str) -> datetime:
    try:
        moment = parse_time(text)
    except ValueError:
        moment = None
    if moment is None or len(text) != len("2026-11-23T20:30Z"):
        raise VisitorError("client_at is no time to the minute such as 2026-11-23T20:30Z.", _MEND)
    return moment


def _digest(site: str, raw: bytes) -> bytes:
    return sha256(site.encode() + b"\n" + raw).digest()
