"""What a text says of the site itself."""

from __future__ import annotations

from datetime import date

import pytest

from charte.core.errors import OperatorError

TABLE = "\n\n| Nom du cookie | Finalité |\n|---|---|\n| sid | Connexion |\n"
PROSE = "\n\nCe texte parle des cookies que votre navigateur garde, avec votre consentement ou sans lui."


def notes(charter, key):
    return [note.why for note in charter.notes if note.key == key]


def test_an_address_of_its_own_below_the_sites_name_is_the_sites(drafted):
    """And needs no note."""
    charter = drafted(
        "Les cookies de la plateforme\n\n<https://data.mairie.example.org/>" + PROSE + TABLE, language="fr"
    )
    assert charter.site.hosts == ("data.mairie.example.org",)
    assert (charter.site.key, charter.site.name) == ("data-mairie", "data.mairie.example.org")
    assert notes(charter, "site.hosts") == []


@pytest.mark.parametrize(
    "line",
    [
        "Le site donnees.rivebelle.example publie.",
        "Sur notre site ([ici](https://www.a.example.org/)), rien.",
    ],
)
def test_an_address_right_behind_the_word_for_it_is_the_sites(drafted, line):
    """Where other words stand between, a person must say so."""
    charter = drafted(line + PROSE + TABLE, language="fr")
    assert bool(notes(charter, "site.hosts")) == ("ici" in line)
    assert charter.site.hosts


def test_browsers_and_authorities_are_never_the_site(drafted):
    """Policies link to them more than to themselves."""
    text = "Voir le site [CNIL](https://www.cnil.fr/fr) et [Firefox](https://support.mozilla.org/)."
    charter = drafted(text + PROSE + TABLE, language="fr")
    assert (charter.site.hosts, charter.site.key) == ((), "site")
    assert notes(charter, "site.key")


def test_a_host_that_is_only_named_is_doubted(drafted):
    """Also where others are named."""
    one = drafted("Plus sur [nous](https://www.mairie.example.org/a)." + PROSE + TABLE, language="fr")
    assert one.site.hosts == ("www.mairie.example.org",)
    assert notes(one, "site.hosts") == [
        "The text names this host and does not say plainly that it is the site's."
    ]
    two = drafted(
        "Sur notre site www.mairie.example.org, voir aussi [x](https://autre.example.net/)." + PROSE + TABLE,
        language="fr",
    )
    assert "autre" in "".join(notes(two, "site.hosts")) or two.site.hosts == ("autre.example.net",)


def test_the_key_may_be_given(drafted):
    """And must be one."""
    assert drafted(PROSE + TABLE, language="fr", key="mairie").site.key == "mairie"
    with pytest.raises(OperatorError, match="cannot be a site's key"):
        drafted(PROSE + TABLE, language="fr", key="Ma Mairie")


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("fr", "Version en date du 21 décembre 2022", date(2022, 12, 21)),
        ("fr", "Dernière mise à jour : 1er août 2025", date(2025, 8, 1)),
        ("fr", "Dernière modification : 09/02/2021", date(2021, 2, 9)),
        ("fr", "En vigueur : 2026-01-31", date(2026, 1, 31)),
        ("en", "Last updated: September 15, 2025", date(2025, 9, 15)),
        ("en", "Effective 3rd March 2024", date(2024, 3, 3)),
        ("en", "Last updated 25/12/2024", date(2024, 12, 25)),
        ("en", "Last updated 03/04/2024", None),
        ("fr", "Mise à jour le 31 février 2024", None),
        ("fr", "Le 21 décembre 2022, il faisait beau", None),
    ],
)
def test_the_day_of_the_text_is_read_where_it_is_plain(drafted, language, line, day):
    """03/04 is two days in English, and no day is guessed."""
    assert drafted(f"{line}.{TABLE}", language=language).date == day


def test_the_version_of_the_text(drafted):
    """A number behind the word, and no year."""
    assert drafted("Prise d'effet le 25 juin 2025 / Version 2.1" + TABLE, language="fr").version == "2.1"
    assert drafted("Version 2022 du texte." + TABLE, language="fr").version == ""


def test_how_to_take_a_choice_back_is_copied_where_the_text_says_it(drafted):
    """With a note to check it."""
    sentence = "Vous pouvez modifier vos choix à tout moment en cliquant sur « Gérer les cookies »."
    charter = drafted(f"Nous vous écoutons. {sentence} Merci.{TABLE}", language="fr")
    assert charter.site.withdrawal == {"fr": sentence}
    assert notes(charter, "site.withdrawal")


def test_addresses_to_write_to_are_asked_about(drafted):
    """The text rarely says in a form that can be read whose they are."""
    charter = drafted("Écrivez à dpo@mairie.example.org ou à DPO@mairie.example.org." + TABLE, language="fr")
    (why,) = notes(charter, "site.controller")
    assert "dpo@mairie.example.org (line 1)" in why
    assert charter.site.controller is None


CLAIM = "Lorsque les statistiques sont anonymes, le consentement n'est pas nécessaire."


def test_anonymous_without_its_conditions_is_noted(drafted):
    """The exemption has conditions (CNIL, 4 July 2025)."""
    why = "".join(notes(drafted(f"{CLAIM} Voilà.{TABLE}", language="fr"), "purposes"))
    assert f"“{CLAIM}”, line 1" in why
    assert "conditions" in why
    assert "declares no tracker for statistics" in why


def test_anonymous_with_its_conditions_is_not_noted(drafted):
    """The text that states them is believed, for now."""
    text = f"{CLAIM} Les données ne font l'objet d'aucun recoupement et sont gardées 25 mois.{TABLE}"
    assert not any("conditions" in why for why in notes(drafted(text, language="fr"), "purposes"))
