"""What columns hold, by their heads."""

from __future__ import annotations

import pytest

from charte.drafting.columns import columns_of
from charte.drafting.lexicon import Column, lexicon

FRENCH = (lexicon("fr"), lexicon("en"))
ENGLISH = (lexicon("en"), lexicon("fr"))


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (
            ["Nom du prestataire", "Service et emplacement", "Nom du cookies", "Finalités"],
            (Column.PROVIDER, Column.SERVICE, Column.NAME, Column.PURPOSE),
        ),
        (
            ["Propriétaire", "Nom du cookie", "But", "Durée de stockage"],
            (Column.PROVIDER, Column.NAME, Column.PURPOSE, Column.LIFETIME),
        ),
        (
            ["Nom", "Description", "Domaine", "Durée de vie (jours)"],
            (Column.NAME, Column.PURPOSE, Column.HOST, Column.LIFETIME),
        ),
        (
            ["Name", "Description", "Domaine", "Durée"],
            (Column.NAME, Column.PURPOSE, Column.HOST, Column.LIFETIME),
        ),
        (["Cookie", "Nom du cookie"], (None, Column.NAME)),
        (["Ingrédients", "Quantité"], (None, None)),
        (["", ""], (None, None)),
    ],
)
def test_french_heads(heads, columns):
    """The most telling words of a head win; a column that another fits better is left unknown."""
    assert columns_of(heads, FRENCH) == columns


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (["Name", "Type", "Provider", "Purpose", "Maximum Storage Duration"], (Column.NAME, Column.TYPE, Column.PROVIDER, Column.PURPOSE, Column.LIFETIME)),
        (["name", "domain", "category", "description", "platform", "privacy_link", "expiry"], (Column.NAME, Column.HOST, Column.TYPE, Column.PURPOSE, Column.PROVIDER, Column.POLICY, Column.LIFETIME)),
    ],
)  # fmt: skip
def test_english_heads(heads, columns):
    """Machine-made heads with underscores are words too."""
    assert columns_of(heads, ENGLISH) == columns


def test_a_sentence_is_no_head():
    """Even one that speaks of cookies."""
    sentence = (
        "Permet de se souvenir du choix opéré par le visiteur concernant les cookies, et de leur durée de vie"
    )
    assert columns_of([sentence], FRENCH) == (None,)
