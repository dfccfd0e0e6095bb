"""The shape of `charte.toml`, schema 1, as data: one table that the reader and the JSON Schema share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from charte.core.charter.model import Kind, Role, Status
from charte.core.party import Party
from charte.core.purpose import Basis, Exemption

SCHEMA = 1
LOCATIONS = ("front", "back")  # names that need no entry in site.locations
LONGEST_TEXT = 4000
LONGEST_HOST = 253  # RFC 1035 section 2.3.4, written out
LONGEST_NAME = 256
# The list types: what each holds, and how many at least.
LISTS = {
    "hosts": ("host", 0),
    "languages": ("language", 1),
    "words": ("word", 1),
    "list": ("said", 0),
    "paths": ("path", 1),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One key. `type` is a word of `values.READERS` or of `LISTS`, or table, tables, texts, map; `among` the
    values that a `choice` may take."""

    type: str
    required: bool = False
    among: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    about: str = ""


def _choice(*values: str, required: bool = False, about: str = "") -> Field:
    return Field("choice", required, values, about=about)


CONTACT = {
    "name": Field("text", required=True, about="Who answers."),
    "contact": Field("text", about="Where to write: an e-mail or web address."),
    "address": Field("text"),
    "id": Field("text", about="SIRET or another register's number."),
    "country": Field("country"),
}
SITE = {
    "key": Field("slug", required=True, about="Names the site in addresses."),
    "name": Field("text", required=True),
    "hosts": Field("hosts", about="The hosts that this charter governs."),
    "policy": Field("text", about="The dated legal parameters, such as fr-cnil-2026."),
    "languages": Field("languages"),
    "default_language": Field("language"),
    "page": Field("address", about="Where the charter is published: a path or an address."),
    "proof": _choice("anonymous", "linked"),
    "withdrawal": Field("texts", about="How a visitor takes a choice back."),
    "accessibility": Field("address"),
    "controller": Field("table", fields=CONTACT),
    "dpo": Field("table", fields=CONTACT),
    "locations": Field("map", about="A location's name and the paths it covers."),
}
LOG = {
    "origin": Field("text", required=True),
    "key": Field("text", required=True, about="A vkey of C2SP signed-note."),
    "address": Field("address"),
}
ASSESSMENT = {
    "tool": Field("text", required=True),
    "date": Field("date", required=True),
    "document": Field("text", required=True),
}
PURPOSE = {
    "key": Field("word", required=True),
    "basis": _choice(*Basis, required=True),
    "exemption": _choice(*Exemption),
    "reason": Field("texts", about="Why the exemption holds."),
    "objectable": Field("bool", about="Exempt, yet permitted only until refused."),
    "title": Field("texts", required=True),
    "text": Field("texts", required=True),
    "assessment": Field("table", fields=ASSESSMENT),
    "data_retention": Field("duration"),
}
TRACKER = {
    "name": Field("template", required=True, about="A template: _ga_<ID>, _gat_UA-*."),
    "kind": _choice(*Kind),
    "host": Field("host"),
    "path": Field("path"),
    "party": _choice(*Party),
    "cname_target": Field("host"),
    "lifetime": Field("lifetime", about="session, or an ISO 8601 duration."),
    "refreshed": Field("bool"),
    "purposes": Field("words", required=True),
    "secure": Field("bool"),
    "http_only": Field("bool"),
    "same_site": _choice("Strict", "Lax", "None"),
    "partitioned": Field("bool"),
    "identifiers": Field("bool"),
    "data": Field("texts"),
    "data_retention": Field("duration"),
    "recipients": Field("list", about="Third parties with access; an empty list says nobody."),
    "set_by": Field("text"),
    "text": Field("texts"),
    "legal_basis": Field("text"),
    "record": Field("text", about="Reference in the record of processing (GDPR art. 30)."),
    "status": _choice(*Status),
    "owner": Field("text"),
    "reviewed_at": Field("date"),
    "valid_from": Field("date"),
    "valid_to": Field("date"),
    "evidence": Field("list"),
}
SERVICE = {
    "key": Field("word", required=True),
    "provider": Field("text", required=True),
    "name": Field("texts"),
    "role": _choice(*Role),
    "controller": Field("text"),
    "processors": Field("list"),
    "policy_url": Field("address"),
    "country": Field("country"),
    "transfer": Field("text"),
    "contract": Field("text"),
    "locations": Field("list"),
    "hosts": Field("hosts", about="Third-party hosts that the service calls."),
    "trackers": Field("tables", fields=TRACKER),
}
REVIEW = {
    "key": Field("text", required=True),
    "why": Field("text", required=True),
}
DOCUMENT = {
    "schema": Field("schema", required=True),
    "version": Field("text"),
    "date": Field("date"),
    "changes": Field("texts"),
    "site": Field("table", required=True, fields=SITE),
    "log": Field("table", fields=LOG),
    "purposes": Field("tables", fields=PURPOSE),
    "services": Field("tables", fields=SERVICE),
    "review": Field("tables", fields=REVIEW),
}
