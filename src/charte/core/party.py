"""First, third or cloaked: whose host it is, by registrable domain, as a browser sees it.

The public suffix list is an argument: `parse_suffix_rules` reads its text, `tapes.suffixes` finds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from charte.core.host import bare_host, canonical_host, is_address


class Party(StrEnum):
    """By registrable domain, as a browser sees it; cloaked is a third party behind a CNAME."""

    FIRST = "first"
    THIRD = "third"
    CLOAKED = "cloaked"


@dataclass(frozen=True, slots=True)
class SuffixRules:
    """The public suffix list, private section included; every rule in canonical form, without `*.` and `!`.

    `version` is the day of the list, None where its text does not say.
    """

    rules: frozenset[str] = frozenset()
    wildcards: frozenset[str] = frozenset()
    exceptions: frozenset[str] = frozenset()
    version: date | None = None

    def public_suffix(self, host: str) -> str:
        """The public suffix of a canonical host name (publicsuffix.org/list, "Algorithm").

        A name that no rule knows has its last label for suffix, so that `demo.localhost` and
        `ads.localhost` are registrable each for itself.
        """
        found = ""
        rest = host
        while rest:
            parent = rest.partition(".")[2]
            if rest in self.exceptions:
                return parent
            if not found and (rest in self.rules or parent in self.wildcards or not parent):
                found = rest
            rest = parent
        return found

    def is_public_suffix(self, host: str) -> bool:
        """Whether `host` is a suffix that no cookie may be set for (RFC 6265bis section 5.7, step 9)."""
        return not is_address(host) and self.public_suffix(host) == host


_VERSION = re.compile(r"^// VERSION: (\d{4}-\d\d-\d\d)", re.MULTILINE)


def parse_suffix_rules(text: str) -> SuffixRules:
    """Reads the text of the public suffix list (publicsuffix.org/list, "Format"); both its sections."""
    rules: set[str] = set()
    wildcards: set[str] = set()
    exceptions: set[str] = set()
    for line in text.splitlines():
        rule = line.split(maxsplit=1)[0] if line.strip() else "//"
        if rule.startswith("//"):
            continue
        if rule.startswith("!"):
            exceptions.add(canonical_host(rule[1:]))
        elif rule.startswith("*."):
            wildcards.add(canonical_host(rule[2:]))
        else:
            rules.add(canonical_host(rule))
    found = _VERSION.search(text)
    return SuffixRules(
        frozenset(rules),
        frozenset(wildcards),
        frozenset(exceptions),
        date.fromisoformat(found[1]) if found else None,
    )


def registrable_domain(host: str, suffixes: SuffixRules) -> str:
    """The domain that somebody registered: `example.co.uk` for `www.example.co.uk`.

    A host that has none (an address, a public suffix, `localhost`, what is no host name) stands for itself,
    as in a browser's "same site" (HTML standard, "schemelessly same site"). Port, brackets, trailing dot
    and case do not count.
    """
    name = bare_host(host)
    if is_address(name) or not all(name.split(".")):
        return name
    suffix = suffixes.public_suffix(name)
    if name == suffix:
        return name
    label = name.removesuffix("." + suffix).rpartition(".")[2]
    return f"{label}.{suffix}"


def party(host: str, site_host: str, suffixes: SuffixRules, cname: str | None = None) -> Party:
    """Whose `host` is, seen from a page of `site_host`.

    `cname` is the name that DNS gives for `host`: a first party's name that leads to somebody else's
    machine is cloaked.
    """
    site = registrable_domain(site_host, suffixes)
    if registrable_domain(host, suffixes) != site:
        return Party.THIRD
    if cname and registrable_domain(cname, suffixes) != site:
        return Party.CLOAKED
    return Party.FIRST
