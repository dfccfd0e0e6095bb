"""DECLARE: the register, read from `charte.toml`, checked, matched, versioned."""

from charte.core.charter.difference import Change, difference
from charte.core.charter.document import canonical_document, read
from charte.core.charter.matching import covers_host, hosts_of, match, nearness
from charte.core.charter.model import (
    Charter,
    Contact,
    Kind,
    Log,
    Note,
    Role,
    Service,
    Site,
    Status,
    Tracker,
)
from charte.core.charter.review import ReviewItem, review
from charte.core.charter.template import template_matches
from charte.core.party import Party

__all__ = [
    "Change",
    "Charter",
    "Contact",
    "Kind",
    "Log",
    "Note",
    "Party",
    "ReviewItem",
    "Role",
    "Service",
    "Site",
    "Status",
    "Tracker",
    "canonical_document",
    "covers_host",
    "difference",
    "hosts_of",
    "match",
    "nearness",
    "read",
    "review",
    "template_matches",
]
