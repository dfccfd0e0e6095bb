"""What no single key shows: whether the parts of a register agree with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from charte.core.charter.reading import Reader
from charte.core.charter.shape import LOCATIONS
from charte.core.charter.template import is_exact, literals, template_matches
from charte.core.policy import POLICIES

Read = Mapping[str, Any]
# What the preference cookie can hold (docs/formats.md, 2).
MOST_OFFERED = 20


def check(read: Read, reader: Reader) -> None:
    """Adds to `reader.problems` every way in which the document contradicts itself."""
    site = read.get("site", {})
    _check_site(site, reader)
    _check_texts(read, site, reader)
    _check_purposes(read, reader)
    _check_services(read, site, reader)
    _check_claims(read, reader)


def trackers_of(read: Read) -> Iterator[tuple[str, Read]]:
    """Each tracker that was read, with its key in the document."""
    for place, service in enumerate(read.get("services", ())):
        for index, tracker in enumerate(service.get("trackers", ())):
            yield f"services[{place}].trackers[{index}]", tracker


def _check_site(site: Read, reader: Reader) -> None:
    languages = site.get("languages", ())
    default = site.get("default_language")
    if languages and default and default not in languages:
        reader.fault(
            "site.default_language",
            f"{default!r} is not among the site's languages.",
            f"Choose one of {', '.join(languages)}, or add it to site.languages.",
        )
    if site.get("policy", "fr-cnil-2026") not in POLICIES:
        reader.fault(
            "site.policy",
            f"There is no policy {site['policy']!r}; this country is not covered.",
            f"Expected one of: {', '.join(POLICIES)}.",
        )


def _check_texts(read: Read, site: Read, reader: Reader) -> None:
    languages = site.get("languages", ("fr",))
    for key, texts in _texts_of(read):
        missing = [language for language in languages if language not in texts]
        surplus = [language for language in texts if language not in languages]
        if missing:
            reader.fault(
                key,
                f"There is no text in {', '.join(missing)}, which site.languages declares.",
                f'Add {missing[0]} = "…" here, or take {missing[0]} out of site.languages.',
            )
        if surplus:
            reader.fault(
                key,
                f"The text in {', '.join(surplus)} is in a language that site.languages does not declare.",
                f"Add {surplus[0]} to site.languages, or remove the text.",
            )


def _texts_of(value: Any, key: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    if isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _texts_of(item, f"{key}[{index}]")
    elif isinstance(value, Mapping) and "line" not in value and value:
        if all(isinstance(words, str) for words in value.values()):
            yield key, value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _texts_of(item, f"{key}.{name}".lstrip("."))


def _check_purposes(read: Read, reader: Reader) -> None:
    purposes = read.get("purposes", ())
    _once(purposes, "purposes", reader)
    offered = 0
    for index, purpose in enumerate(purposes):
        key, basis = f"purposes[{index}]", purpose.get("basis")
        offered += basis == "consent" or bool(purpose.get("objectable"))
        if basis == "consent" and "exemption" in purpose:
            reader.fault(
                f"{key}.exemption",
                "A purpose that needs consent has no exemption.",
                'Remove the exemption, or write basis = "exempt".',
            )
        if basis == "consent" and purpose.get("objectable"):
            reader.fault(
                f"{key}.objectable",
                "What needs consent is refused until it is accepted; it cannot also wait for an objection.",
                'Remove objectable, or write basis = "exempt" with its exemption.',
            )
    if offered > MOST_OFFERED:
        reader.fault(
            "purposes",
            f"{offered} purposes are offered to the visitor; the preference cookie holds {MOST_OFFERED}.",
            "Join purposes that are one to the visitor.",
        )


def _once(items: Any, key: str, reader: Reader) -> None:
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        name = item.get("key")
        if name in first:
            reader.fault(
                f"{key}[{index}].key",
                f"{name!r} is already the key on line {first[name]}.",
                "Give each its own key, or join the two.",
            )
        elif name:
            first[name] = reader.lines[f"{key}[{index}].key"]


def _check_services(read: Read, site: Read, reader: Reader) -> None:
    _once(read.get("services", ()), "services", reader)
    known_locations = {*LOCATIONS, *site.get("locations", {})} - {"line"}
    for index, service in enumerate(read.get("services", ())):
        for location in service.get("locations", ()):
            if location not in known_locations and not location.startswith("/"):
                reader.fault(
                    f"services[{index}].locations",
                    f"There is no location {location!r}.",
                    f"Expected a path, or one of: {', '.join(sorted(known_locations))}.",
                )
    known = [purpose["key"] for purpose in read.get("purposes", ()) if "key" in purpose]
    for key, tracker in trackers_of(read):
        for name in tracker.get("purposes", ()):
            if name not in known:
                reader.fault(
                    f"{key}.purposes",
                    f"There is no purpose {name!r}.",
                    f"Expected one of: {', '.join(known) or 'none is declared yet'}; or add it under [[purposes]].",
                )


def _check_claims(read: Read, reader: Reader) -> None:
    """Two entries that claim one cookie: no one could say which of them holds."""
    groups: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for key, tracker in trackers_of(read):
        if "name" in tracker:
            place = (tracker.get("kind", "cookie"), tracker.get("host", ""), tracker.get("path", "/"))
            groups[place].append((key, tracker["name"]))
    for claims in groups.values():
        exact: dict[str, str] = {}
        templates: list[tuple[str, str]] = []
        for key, name in claims:
            if is_exact(name):
                rival = exact.setdefault(name, key)
            else:
                rival = next((other for other, seen in templates if _overlap(name, seen)), key)
                templates.append((key, name))
            if rival != key:
                reader.fault(
                    f"{key}.name",
                    f"{name!r} is already claimed on line {reader.lines[rival + '.name']}.",
                    "Join the two entries, or give them different hosts or paths.",
                )


def _overlap(one: str, other: str) -> bool:
    """Whether two templates, equally specific, match each other's own text: neither would win."""
    if literals(one) != literals(other):
        return False
    sample, counter = (
        template.replace("*", "x").replace("<", "").replace(">", "") for template in (one, other)
    )
    return template_matches(one, counter) or template_matches(other, sample)
