"""What a policy's words become in the register: purposes, services, trackers, and the doubts about them."""

from __future__ import annotations

import pytest

from charte.core.charter import Kind, Party, Status
from charte.core.errors import OperatorError
from charte.core.purpose import Basis, Exemption
from charte.drafting.lexicon import lexicon
from charte.drafting.trackers import locations_of

HEAD = "| Fournisseur | Nom du cookie | Finalité |\n|---|---|---|\n"
TYPED = "| Nom du cookie | Type | Finalité |\n|---|---|---|\n"


def only(charter):
    (tracker,) = charter.trackers
    return tracker


def whys(charter):
    return [note.why for note in charter.notes]


@pytest.mark.parametrize(
    ("reason", "key", "exemption"),
    [
        ("Authentification de l'utilisateur", "auth", Exemption.AUTHENTICATION),
        ("Protection CSRF", "security", Exemption.AUTHENTICATION),
        ("Sécurité du site", "security", None),
        ("Se souvenir de la langue", "ui", Exemption.INTERFACE),
        ("Conserver le contenu du panier", "form_cart", Exemption.BASKET),
        ("Répartition de charge", "balance", Exemption.BALANCING),
        ("Se souvenir de votre choix sur les cookies", "choice", Exemption.CHOICE),
        ("Faire fonctionner la page", "necessary", None),
        ("Se souvenir de la langue et de votre panier", "necessary", None),
    ],
)
def test_a_case_of_exemption_is_named_only_where_the_words_make_it_clear(french, reason, key, exemption):
    """Two cases in one sentence are none; what is inferred is noted with the words it came from."""
    charter = french(f"{HEAD}| Mairie | sid | {reason} |\n")
    (purpose,) = charter.purposes
    assert (purpose.key, purpose.basis, purpose.exemption) == (key, Basis.EXEMPT, exemption)
    noted = [note for note in charter.notes if note.key == "purposes[0].exemption"]
    assert [f"{exemption} was inferred from “{reason}”" in note.why for note in noted] == [True] * bool(
        exemption
    )


def test_one_doubtful_tracker_takes_the_case_from_its_purpose(french):
    """A purpose has one case, so all its trackers must make it clear."""
    charter = french(HEAD + "| a | x1 | Protection CSRF |\n| a | x2 | Sécurité du site |\n")
    assert charter.purpose("security").exemption is None


@pytest.mark.parametrize(
    ("title", "key", "basis"),
    [
        ("Cookies strictement nécessaires", "necessary", Basis.EXEMPT),
        ("Cookies non nécessaires", "unsorted", Basis.CONSENT),
        ("Cookies fonctionnels", "functional", Basis.CONSENT),
        ("Cookies de mesure d'audience", "audience_consent", Basis.CONSENT),
        ("Cookies publicitaires", "ads_perso", Basis.CONSENT),
        ("Réseaux sociaux", "social", Basis.CONSENT),
        ("Liste des cookies", "unsorted", Basis.CONSENT),
    ],
)
def test_the_title_above_a_table_gives_its_basis(french, title, key, basis):
    """Only what is called necessary is exempt; where nothing is said, consent is presumed."""
    charter = french(HEAD + "| Mairie | sid | Compter |\n", title)
    (purpose,) = charter.purposes
    assert (purpose.key, purpose.basis) == (key, basis)


@pytest.mark.parametrize(
    "title", ["Cookies nécessaires / cookies fonctionnels", "Cookies fonctionnels et nécessaires"]
)
def test_a_title_that_names_two_kinds_is_doubted(french, title):
    """The first is taken, and a person decides."""
    charter = french(HEAD + "| Mairie | sid | Compter |\n", title)
    assert any(f"“{title}” (line 6) names two kinds" in why for why in whys(charter))


def test_the_columns_of_a_row_come_before_the_title(french):
    """A category, a form or a party may stand there."""
    charter = french(
        TYPED
        + "| a1 | Publicité | x |\n| a2 | Stockage local | x |\n| a3 | Cookie tiers | x |\n| a4 | ? | x |\n"
    )
    found = {tracker.name: tracker for tracker in charter.trackers}
    assert found["a1"].purposes == ("ads_perso",)
    assert (found["a2"].kind, found["a2"].purposes) == (Kind.LOCAL_STORAGE, ("necessary",))
    assert (found["a3"].party, found["a3"].kind) == (Party.THIRD, Kind.COOKIE)
    assert found["a4"].purposes == ("unsorted",)


def test_a_lead_in_right_before_the_table_is_nearer_than_its_title(french):
    """`Les cookies de mesure d'audience utilisés sont :`."""
    lead = "Les cookies de mesure d'audience utilisés sur ce site sont :\n\n"
    charter = french(lead + HEAD + "| Mairie | sid | Compter |\n", "Nos cookies nécessaires et les autres")
    assert only(charter).purposes == ("audience_consent",)


def test_purposes_speak_in_the_texts_own_words(french):
    """The title above, the paragraph below it; the service and the reason where one tracker has them."""
    lead = "Ces cookies permettent au site de fonctionner et ne peuvent pas être désactivés.\n\n"
    charter = french(lead + HEAD + "| a | x1 | Afficher |\n| b | x2 | Fonctionner |\n")
    (purpose,) = charter.purposes
    assert purpose.title == {"fr": "Cookies strictement nécessaires"}
    assert purpose.text == {"fr": lead.strip()}


def test_where_the_text_has_no_words_for_a_purpose_charte_lends_its_own_and_says_so(french):
    """The note names the purposes."""
    charter = french(HEAD + "| a | x1 | Panier |\n| a | x2 | Contenu du panier |\n")
    assert charter.purpose("form_cart").title == {"fr": "Formulaires, démarches et panier"}
    assert any(why.startswith("The title or text of form_cart is in Charte's words") for why in whys(charter))


def test_wording_is_kept_to_the_letter(french):
    """With its typography; nothing is translated or mended."""
    reason = "Se souvenir de l'utilisateur « connecté » : d'une page à l’autre"
    assert only(french(f"{HEAD}| Mairie | sid | {reason} |\n")).text == {"fr": reason}


def test_what_the_text_does_not_say_stays_absent(french):
    """No lifetime, party, host, recipient or attribute is made up; the entry is a draft."""
    tracker = only(french(HEAD + "| Mairie | sid | Connexion |\n"))
    assert (tracker.lifetime, tracker.party, tracker.host, tracker.recipients) == (None, None, "", None)
    assert (tracker.secure, tracker.http_only, tracker.same_site, tracker.identifiers) == (None,) * 4
    assert tracker.status is Status.DRAFT


def test_a_provider_that_is_not_named_is_said_to_be_so(french):
    """The register must name one, so that a person has to."""
    charter = french("| Nom du cookie | Finalité |\n|---|---|\n| sid | Connexion |\n")
    assert charter.services[0].provider == "Prestataire non indiqué"
    assert any(note.key == "services[0].provider" and "sid" in note.why for note in charter.notes)


def test_a_provider_that_is_the_site_itself_makes_its_cookies_first_party(french):
    """`Ce site` is what such columns say."""
    assert only(french(HEAD + "| Ce site | sid | Connexion |\n")).party is Party.FIRST


@pytest.mark.parametrize(
    ("words", "name", "places"),
    [
        ("Authentification (front et back office)", "Authentification", ("front", "back")),
        ("API (CSRF) (back office)", "API (CSRF)", ("back",)),
        ("API (CSRF)", "API (CSRF)", ()),
        ("Choix (front et audience)", "Choix (front et audience)", ()),
        ("Choix", "Choix", ()),
    ],
)
def test_locations_are_told_from_a_services_name(words, name, places):
    """Only parentheses that hold nothing else."""
    assert locations_of(words, lexicon("fr")) == (name, places)


def test_hosts_make_parties_where_both_are_known(drafted):
    """By registrable domain, as a browser sees it."""
    text = (
        "Notre site https://www.example.org/ dépose des cookies dans votre navigateur avec votre consentement.\n\n"
        "| Nom du cookie | Domaine | Finalité |\n|---|---|---|\n| a1 | .example.org | x |\n| a2 | ads.example.net | x |\n"
        "| a3 | www.example.org, m.example.org | x |\n| a4 | www.example.org, ads.example.net | x |\n"
    )
    charter = drafted(text, language="fr")
    found = {tracker.name: (tracker.host, tracker.party) for tracker in charter.trackers}
    assert found == {
        "a1": ("example.org", Party.FIRST), "a2": ("ads.example.net", Party.THIRD), "a3": ("", None), "a4": ("", None),
    }  # fmt: skip
    assert [note.key for note in charter.notes if "several hosts" in note.why] == [
        "services[0].trackers[3].host"
    ]


def test_links_recipients_and_data_find_their_keys(french):
    """When the table has columns for them."""
    charter = french(
        "| Nom du cookie | Fournisseur | Données collectées | Destinataires | Politique de confidentialité |\n|---|---|---|---|---|\n"
        "| _x1 | Un | Pages vues | Régie | [lien](https://un.example/privacy) |\n"
    )
    tracker = only(charter)
    assert (tracker.data, tracker.recipients) == ({"fr": "Pages vues"}, ("Régie",))
    assert charter.services[0].policy_url == "https://un.example/privacy"


def test_a_name_said_twice_is_one_entry_and_its_differences_are_noted(french):
    """The register claims each name once; a placeholder and a star are one name."""
    same = french(HEAD + "| a | sid | x |\n| a | sid | x |\n| a | _p_{id} | x |\n| a | _p_* | x |\n")
    assert [tracker.name for tracker in same.trackers] == ["sid", "_p_<ID>"]
    assert not any("named again" in why for why in whys(same))
    other = french(HEAD + "| a | sid | x |\n| b | sid | y |\n")
    assert any(
        "“sid” is named again at line 11 and differs there in text, provider" in why for why in whys(other)
    )


def test_services_share_no_key_and_group_what_is_said_alike(french):
    """Same provider and words: one service."""
    table = "| Fournisseur | Service | Nom du cookie |\n|---|---|---|\n"
    assert french(table + "| Un | Mesure d’audience | a1 |\n").services[0].key == "mesure-d-audience"
    charter = french(
        table + "| Un | Carte | a1 |\n| Deux | Carte | a2 |\n| Un | Carte | a3 |\n| 東京 | 東京 | a4 |\n"
    )
    assert [(service.key, len(service.trackers)) for service in charter.services] == [
        ("carte", 2), ("carte-2", 1), ("service", 1),
    ]  # fmt: skip


def test_more_services_than_a_choice_can_name_become_one_for_each_provider(french):
    """The preference cookie holds so many; beyond that a person must choose."""
    table = "| Fournisseur | Service | Nom du cookie |\n|---|---|---|\n"
    rows = "".join(f"| Un | Service {number} | _a{number} |\n" for number in range(80))
    charter = french(table + rows, "Cookies publicitaires")
    assert [len(service.trackers) for service in charter.services] == [80]
    rows = "".join(f"| Régie {number} | x | _a{number} |\n" for number in range(80))
    with pytest.raises(OperatorError, match="providers"):
        french(table + rows, "Cookies publicitaires")
