"""What no single key shows: whether the parts of a register agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from charte.core.charter.claims import check_claims
from charte.core.charter.fitting import MOST_OFFERED, most_services
from charte.core.charter.model import Site
from charte.core.charter.reading import Reader
from charte.core.charter.shape import LOCATIONS
from charte.core.policy import POLICIES

Read = Mapping[str, Any]
_UNSAID = Site(key="", name="")  # what holds where [site] says nothing


def check(read: Read, reader: Reader) -> None:
    """Adds to `reader.problems` every way in which the document contradicts itself.

    What follows only from a fault found before is not said again.
    """
    site = read.get("site", {})
    _check_site(site, reader)
    _check_texts(site, reader)
    _check_purposes(read, reader)
    _check_services(read, site, reader)
    trackers = list(trackers_of(read))
    _check_trackers(read, trackers, reader)
    check_claims(trackers, site.get("hosts", ()) if reader.sound("site.hosts") else (), reader)


def trackers_of(read: Read) -> Iterator[tuple[str, Read]]:
    """Each tracker that was read, with its key in the document."""
    for place, service in enumerate(read.get("services", ())):
        for index, tracker in enumerate(service.get("trackers", ())):
            yield f"services[{place}].trackers[{index}]", tracker


def _check_site(site: Read, reader: Reader) -> None:
    languages = site.get("languages", _UNSAID.languages)
    default = site.get("default_language")
    if reader.sound("site.languages") and default and default not in languages:
        reader.fault(
            "site.default_language",
            f"{default!r} is not among the site's languages.",
            f"Choose one of {', '.join(languages)}, or add it to site.languages.",
        )
    if (policy := site.get("policy", _UNSAID.policy)) not in POLICIES:
        covered = "; ".join(f"{key} ({known.title})" for key, known in POLICIES.items())
        reader.fault(
            "site.policy",
            f"There is no policy {policy!r}.",
            f"Charte follows {covered}; no other country's law is covered yet.",
        )


def _check_texts(site: Read, reader: Reader) -> None:
    if not reader.sound("site.languages"):
        return
    languages = site.get("languages", _UNSAID.languages)
    says = (
        "which site.languages declares"
        if "languages" in site
        else "which holds where site.languages says nothing"
    )
    for key, texts in reader.texts.items():
        missing = [language for language in languages if language not in texts]
        surplus = [language for language in texts if language not in languages]
        if missing:
            reader.fault(
                key,
                f"There is no text in {', '.join(missing)}, {says}.",
                f'Add {missing[0]} = "…" here, or write under [site] the languages that there are.',
            )
        if surplus:
            reader.fault(
                key,
                f"The text in {', '.join(surplus)} is in a language that site.languages does not declare.",
                f"Add {surplus[0]} to site.languages, or remove the text.",
            )


def _check_purposes(read: Read, reader: Reader) -> None:
    purposes = read.get("purposes", ())
    _once(purposes, "purposes", reader)
    offered = 0
    for index, purpose in enumerate(purposes):
        key, consent = f"purposes[{index}]", purpose.get("basis") == "consent"
        offered += _is_offered(purpose)
        if consent and "exemption" in purpose:
            reader.fault(
                f"{key}.exemption",
                "A purpose that needs consent has no exemption.",
                'Remove the exemption, or write basis = "exempt".',
            )
        if consent and purpose.get("objectable"):
            reader.fault(
                f"{key}.objectable",
                "What needs consent is refused until it is accepted; it cannot also wait for an objection.",
                'Remove objectable, or write basis = "exempt" with its exemption.',
            )
        if offered > MOST_OFFERED and _is_offered(purpose):
            reader.fault(
                key,
                f"This is purpose {offered} on which visitors have a say; the preference cookie holds {MOST_OFFERED}.",
                "Join purposes that are one to the visitor.",
            )


def _is_offered(purpose: Read) -> bool:
    return purpose.get("basis") == "consent" or purpose.get("objectable") is True


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
    services = read.get("services", ())
    _once(services, "services", reader)
    locations = {*LOCATIONS, *site.get("locations", ())}
    for index, service in enumerate(services):
        for location in service.get("locations", ()):
            if location not in locations and not location.startswith("/") and reader.sound("site.locations"):
                reader.fault(
                    f"services[{index}].locations",
                    f"There is no location {location!r}.",
                    f"Expected a path, or one of: {', '.join(sorted(locations))}.",
                )
    offered = {purpose.get("key") for purpose in read.get("purposes", ()) if _is_offered(purpose)}
    most, chosen = most_services(len(offered)), 0
    for index, service in enumerate(services):
        alive = [tracker for tracker in service.get("trackers", ()) if tracker.get("status") != "retired"]
        chosen += (counts := any(offered.intersection(tracker.get("purposes", ())) for tracker in alive))
        if counts and chosen > most and len(offered) <= MOST_OFFERED:
            reader.fault(
                f"services[{index}]",
                f"This is service {chosen} that visitors may answer apart from its purpose; "
                f"the preference cookie holds {most} beside {len(offered)} of {MOST_OFFERED} purposes.",
                "Join services that are one to the visitor.",
            )


def _check_trackers(read: Read, trackers: list[tuple[str, Read]], reader: Reader) -> None:
    known = [purpose["key"] for purpose in read.get("purposes", ()) if "key" in purpose]
    purposes_stand = reader.sound("purposes") or known
    for key, tracker in trackers:
        for name in tracker.get("purposes", ()):
            if name not in known and purposes_stand:
                close = get_close_matches(name, known, n=1)
                meant = f"Did you mean {close[0]}? " if close else ""
                reader.fault(
                    f"{key}.purposes",
                    f"There is no purpose {name!r}.",
                    f"{meant}Declared are: {', '.join(known) or 'none'}. Add it under [[purposes]] if it is one more.",
                )
        if tracker.get("kind", "cookie") == "cookie" and re.search(
            r"[\s;=,]", name := tracker.get("name", "")
        ):
            reader.fault(
                f"{key}.name",
                f"{name!r} holds a space or one of ; = , which no cookie's name has.",
                "Write one entry for each cookie, with its name alone.",
            )
        begin, end = tracker.get("valid_from"), tracker.get("valid_to")
        if begin and end and end < begin:
            reader.fault(
                f"{key}.valid_to", f"{end} is before valid_from, {begin}.", "Write a later day, or remove it."
            )
