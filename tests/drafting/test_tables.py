"""Which tables are tables of trackers, and what their rows say."""

from __future__ import annotations

import pytest

from charte.core.errors import OperatorError

HEAD = "| Fournisseur | Nom du cookie | Finalité |\n|---|---|---|\n"


def names(charter):
    return [tracker.name for tracker in charter.trackers]


def by_name(charter):
    return {tracker.name: (tracker, charter.service(tracker.service)) for tracker in charter.trackers}


def test_other_tables_are_left_alone(french):
    """A list of partners and a table of rights stand on the same pages."""
    charter = french(
        HEAD
        + "| Mairie | sessionid | Connexion |\n\nPartenaires\n\n| Nom | Politique de confidentialité |\n|---|---|\n"
        "| AppNexus | https://x.example |\n\nVos droits\n\n| Droit | Comment |\n|---|---|\n| Accès | _écrivez_nous_ |\n"
    )
    assert names(charter) == ["sessionid"]


def test_an_empty_first_row_and_titles_above_the_head_are_passed_over(french):
    """Some tables begin with an empty head and their own title."""
    charter = french(
        "|  |  |\n|---|---|\n| **Exemples** |  |\n| **Cookie ID** | **Objectif** |\n| auth-token | Sécurité |\n"
    )
    assert names(charter) == ["auth-token"]


def test_a_title_among_the_rows_names_the_kind_of_those_below(french):
    """It spans the table; the rows above keep the kind of the title above the table."""
    charter = french(
        "| Nom du cookie | Finalité |\n|---|---|\n| sid | Connexion |\n| Cookies publicitaires | |\n| _fbp | Annonces |\n"
    )
    found = by_name(charter)
    assert charter.purpose(found["sid"][0].purposes[0]).basis == "exempt"
    assert charter.purpose(found["_fbp"][0].purposes[0]).key == "ads_perso"


def test_a_blank_provider_is_the_one_above(french):
    """So do tables whose cells spanned rows before they were flattened."""
    charter = french(
        HEAD + "| Snowplow | _sp_id | a |\n|  | _sp_ses | b |\n| Axeptio | axeptio_cookies | c |\n"
    )
    assert {name: service.provider for name, (_, service) in by_name(charter).items()} == {
        "_sp_id": "Snowplow", "_sp_ses": "Snowplow", "axeptio_cookies": "Axeptio",
    }  # fmt: skip


def test_a_head_repeated_in_each_cell_is_taken_off(french):
    """Narrow layouts repeat it."""
    charter = french(
        "| Nom | Durée |\n|---|---|\n| Nom<br><br>_ga_1 | Durée<br><br>1 an |\n| Nom<br>bcookie | Durée<br>2 ans |\n"
    )
    assert {name: tracker.lifetime.text for name, (tracker, _) in by_name(charter).items()} == {
        "_ga_1": "P1Y",
        "bcookie": "P2Y",
    }


def test_a_domain_column_of_companies_names_providers(french):
    """And one of hosts names hosts."""
    companies = by_name(french("| Domaine | Nom du cookie |\n|---|---|\n| Snowplow | _sp_id |\n"))
    assert companies["_sp_id"][1].provider == "Snowplow"
    hosts = by_name(french("| Domaine | Nom du cookie |\n|---|---|\n| .stats.example.org | _sp_id |\n"))
    assert hosts["_sp_id"][0].host == "stats.example.org"


def test_a_table_goes_on_after_a_page_break(french):
    """Without its head, which the note says."""
    charter = french(HEAD + "| Mairie | sid | a |\n\n|  |  |  |\n|---|---|---|\n| Mairie | _lang | b |\n")
    assert names(charter) == ["sid", "_lang"]
    assert any(
        "has no head" in note.why and note.key == "services[0].trackers[1].name" for note in charter.notes
    )


def test_a_name_in_the_cell_beside_its_own_is_put_back(french):
    """With a note that shows both forms."""
    charter = french(
        HEAD + "| Mairie | sid | Connexion |\n| Mairie |  | la sécuritédjango_language du visiteur |\n"
    )
    tracker, _ = by_name(charter)["django_language"]
    assert tracker.text == {"fr": "la sécurité du visiteur"}
    assert any("glued" in note.why and "sécuritédjango_language" in note.why for note in charter.notes)


def test_a_row_and_a_column_that_cannot_be_read_are_noted(french):
    """Nothing is left out in silence."""
    charter = french(
        "| Nom du cookie | Finalité | Couleur |\n|---|---|---|\n| sid | a | bleu |\n| Google Tag Manager | b | vert |\n| _ga | c | |\n"
    )
    notes = [note.why for note in charter.notes]
    assert any("“Google Tag Manager | b | vert”" in why and "line 11" in why for why in notes)
    assert any("column “Couleur”" in why for why in notes)
    assert names(charter) == ["sid", "_ga"]


def test_one_cell_may_name_several(french):
    """Each is an entry of its own, with the same words."""
    charter = french("| Nom des cookies | Finalité |\n|---|---|\n| _ga, _gid et _gat (Google) | Mesurer |\n")
    assert names(charter) == ["_ga", "_gid", "_gat"]


RECIPE = """# Chocolate chip cookies

The best cookies on the web site of my grandmother. Bake the cookies for 12 minutes in a hot oven.

| Ingredient | Amount | Use |
|---|---|---|
| Flour | 200 g | dough |
| Sugar | 100 g | dough |
"""
BAKING = """# Cookies and how long to bake them

Every cookie has its own time in the oven, and its own purpose at the table of the visitor.

| Cookie | Baking time | Purpose |
|---|---|---|
| Snickerdoodle | 12 minutes | Tea |
| Macaroon | 20 minutes | Coffee |

This website uses cookies to improve your experience. Accept
"""
PROSE_ONLY = """Nous utilisons des cookies sur ce site web. Votre navigateur les garde avec votre consentement, pour la
mesure d'audience et la publicité. Vous pouvez les refuser dans les réglages de votre terminal.
"""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is empty"),
        (" \n\n ", "is empty"),
        (RECIPE, "is no cookie charter"),
        (BAKING, "is no cookie charter"),
        ("Bonjour, ceci est une lettre de la mairie pour vous et pour nous tous.", "is no cookie charter"),
        (PROSE_ONLY, "names none in a table"),
        ("1234 5678", "is no cookie charter"),
    ],
)
def test_a_text_that_is_no_charter_gets_one_clear_error(drafted, text, what):
    """Baking too has cookies, times and purposes."""
    with pytest.raises(OperatorError, match=what) as caught:
        drafted(text)
    assert caught.value.mend


def test_a_text_in_a_language_that_charte_cannot_read_yet_is_named(drafted):
    """With the languages that it can."""
    text = "Wir verwenden Cookies auf dieser Website, die Ihr Browser speichert, wenn Sie uns besuchen und nicht ablehnen.\n\n"
    table = "| Cookie | Dauer |\n|---|---|\n| _ga | 2 Jahre |\n"
    with pytest.raises(OperatorError, match=r"in German, which Charte cannot draft from yet") as caught:
        drafted(text + table)
    assert "English (en), French (fr)" in caught.value.mend
    with pytest.raises(OperatorError, match="'de' is not one"):
        drafted(text + table, language="de")


def test_the_language_may_be_given(drafted):
    """Where a short text does not tell it."""
    table = "| Cookie | Description |\n|---|---|\n| _ga | x |\n"
    assert drafted(table, language="en").site.languages == ("en",)


def test_too_many_trackers_are_refused(drafted):
    """A register is of one site."""
    rows = "".join(f"| _c{number} | a |\n" for number in range(2001))
    with pytest.raises(OperatorError, match="2001 trackers"):
        drafted(f"| Nom du cookie | Finalité |\n|---|---|\n{rows}", language="fr")
