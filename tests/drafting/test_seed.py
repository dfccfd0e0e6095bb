"""The real input: a public body's charter, flattened from a PDF, its last row mangled."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from charte.core.charter import Kind, Status, read, review
from charte.core.policy import POLICIES
from charte.core.purpose import Basis
from charte.drafting import draft, from_file, to_toml

EXPECTED = tomllib.loads((Path(__file__).parent / "seed_review.toml").read_text("utf-8"))


@pytest.fixture
def charter(shared, suffixes):
    """The register drafted from the real input."""
    return read(to_toml(draft(from_file(shared / "seed" / "charte-cookies.txt"), suffixes).charter))


def test_the_four_trackers_are_found_with_all_that_is_said_of_them(charter):
    """Provider, service, places, reason in the text's own words, and basis."""
    found = [
        (tracker.name, service.provider, service.name["fr"], service.locations, tracker.text["fr"])
        for service in charter.services
        for tracker in service.trackers
    ]
    both = ("front", "back")
    assert found == [
        (
            "sessionid",
            "Opendatasoft",
            "Authentification",
            both,
            "Se souvenir de l'utilisateur d'une page à une autre",
        ),
        (
            "django_language",
            "Opendatasoft",
            "Sélection de la langue",
            both,
            "Se souvenir de la langue du visiteur",
        ),
        ("csrftoken", "Opendatasoft", "API (CSRF)", both, "Récupérer des données via des appels API"),
        (
            "cookies_preferences",
            "Opendatasoft",
            "Choix concernant vos préférences sur les cookies",
            (),
            "Permet de se souvenir du choix opéré par le visiteur concernant les cookies",
        ),
    ]
    assert all(tracker.kind is Kind.COOKIE and tracker.status is Status.DRAFT for tracker in charter.trackers)


def test_all_are_exempt_and_each_case_is_the_one_its_words_make_clear(charter):
    """The title calls them necessary; the cases are inferred and noted."""
    assert [(purpose.key, purpose.exemption) for purpose in charter.purposes] == [
        ("auth", "E2"), ("ui", "E4"), ("security", "E2"), ("choice", "E1"),
    ]  # fmt: skip
    assert {purpose.basis for purpose in charter.purposes} == {Basis.EXEMPT}


def test_the_site_is_the_one_whose_address_stands_in_the_text(charter):
    """In the language of the text alone."""
    site = charter.site
    assert site.hosts == ("performance-dataunedic.opendatasoft.com",)
    assert site.key == "performance-dataunedic"
    assert (site.languages, site.default_language) == (("fr",), "fr")


def test_what_the_text_does_not_say_is_absent(charter):
    """Neither lifetimes nor recipients nor who answers for it."""
    assert charter.version == ""
    assert charter.date is None
    assert (charter.site.controller, charter.site.dpo, dict(charter.site.withdrawal)) == (None, None, {})
    assert all(
        (each.lifetime, each.recipients, each.party, each.host) == (None, None, None, "")
        for each in charter.trackers
    )


def test_the_review_is_what_a_data_protection_officer_must_hear(charter):
    """No more, no less, in the order of the list."""
    items = [item for item in review(charter, POLICIES[charter.site.policy]) if item.code != "note"]
    assert [{"code": item.code, "names": list(item.names)} for item in items] == [
        {"names": [], **item} for item in EXPECTED["items"]
    ]


def test_the_notes_say_what_is_doubtful_and_why(charter):
    """The mangled row, the inferences, the title of two kinds, and the claim without conditions."""
    assert [note.key for note in charter.notes] == [note["key"] for note in EXPECTED["notes"]]
    for note, expected in zip(charter.notes, EXPECTED["notes"], strict=True):
        missing = [words for words in expected["says"] if words not in note.why]
        assert not missing, note.why
