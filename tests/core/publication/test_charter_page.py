"""The charter page as a plain document: every field of rules.md 6.1 that the register holds, in one language."""

import pytest
from tests.fakes.charters import rivebelle

from charte.core.charter import read
from charte.core.policy import FR_CNIL_2026
from charte.core.publication.charter_page import charter_page
from charte.look import words

CHARTER = rivebelle()


def page(language="fr", charter=CHARTER):
    """The page of a charter."""
    return charter_page(charter, language, FR_CNIL_2026, words(language))


def purpose(key, language="fr", charter=CHARTER):
    """One purpose of the page."""
    return next(each for each in page(language, charter)["purposes"] if each["key"] == key)


def row(name, key, **more):
    """A tracker's row under a purpose."""
    return next(each for each in purpose(key, **more)["trackers"] if each["name"] == name)


def test_1_and_2_who_answers_and_who_to_write_to():
    """The controller with address and number, and the data protection officer."""
    assert page()["controller"] == {
        "name": "Rivebelle",
        "contact": "contact@demo.localhost",
        "address": "1 quai du Port",
        "id": "SIRET 0",
        "country": "FR",
    }
    assert page()["dpo"]["contact"] == "dpo@demo.localhost"


def test_3_which_version_and_what_changed():
    """With the digest by which everything else names it, and the log that proves choices."""
    document = page("en")
    assert (document["version"], document["date"], document["changes"]) == (
        "1.0",
        "2026-11-20",
        "First version.",
    )
    assert document["digest"] == CHARTER.digest
    assert document["log"] == {
        "origin": "charte.localhost/log",
        "key": "charte.localhost/log+0a1b2c3d+AQ==",
        "address": "https://charte.localhost/_charte/log",
    }


def test_4_and_6_what_it_covers_and_under_which_law():
    """Hosts, parts of the site, languages; the policy by its title."""
    assert page()["site"] == {
        "key": "rivebelle",
        "name": "Rivebelle en données",
        "hosts": ["demo.localhost"],
        "page": "/charte",
        "locations": {"front": ["/*"], "back": ["/back/*"]},
    }
    assert (page()["language"], page()["languages"]) == ("fr", ["fr", "en"])
    assert page()["policy"] == "France, CNIL, as of 2026"


def test_7_each_tracker_with_all_that_is_declared():
    """Name, kind, place, party, life, data, recipients, controller, country and transfer."""
    assert row("seen", "media", language="en") == {
        "name": "seen",
        "kind": "cookie",
        "provider": "Cinébord",
        "service": "Video",
        "controller": "Cinébord SA",
        "policy_url": "https://cinebord.localhost/privacy",
        "locations": ["/watch/*"],
        "hosts": ["player.cinebord.localhost"],
        "path": "/player",
        "party": "third",
        "cname_target": "",
        "life": "until the browser closes",
        "lifetime": "session",
        "refreshed": False,
        "text": "Resume playback.",
        "data": "",
        "data_retention": "",
        "recipients": ["Réclamo"],
        "country": "US",
        "transfer": "scc",
        "legal_basis": "",
        "purposes": ["Videos"],
    }
    choice = row("cookies_preferences", "choice")
    assert (
        choice["data"],
        choice["data_retention"].split(),
        choice["legal_basis"],
        choice["recipients"],
    ) == (
        "Vos choix",
        ["6", "mois"],
        "art. 82 loi 78-17",
        [],
    )
    assert row("_aud_<ID>", "audience")["cname_target"] == "collect.mesurelle.localhost"


def test_8_each_purpose_with_why_it_needs_no_consent():
    """Basis, case, reason, objection; and its trackers, those of several purposes under each."""
    assert [each["key"] for each in page()["purposes"]] == ["choice", "count", "audience", "media"]
    count = purpose("count")
    assert (count["basis"], count["exemption"], count["objectable"]) == ("exempt", "E7", True)
    assert count["reason"] == "Statistiques anonymes."
    names = {each["key"]: [tracker["name"] for tracker in each["trackers"]] for each in page()["purposes"]}
    assert names == {
        "choice": ["cookies_preferences"],
        "count": ["_count"],
        "audience": ["_aud_<ID>", "player_*"],
        "media": ["seen", "player_*"],
    }
    assert row("player_*", "media", language="en")["purposes"] == ["Videos", "Detailed analytics"]


def test_9_everybody_who_answers_for_something():
    """Beside the site's own controller, with the link to their policy; and everybody who receives."""
    assert page()["controllers"] == [
        {"name": "Cinébord SA", "policy_url": "https://cinebord.localhost/privacy"}
    ]
    assert page()["recipients"] == ["Nuage & Cie", "Réclamo"]
    joint = rivebelle(('role = "processor"', 'role = "joint"'))
    assert [each["name"] for each in page(charter=joint)["controllers"]] == ["Mesurelle", "Cinébord SA"]


def test_10_to_12_how_to_choose_and_for_how_long():
    """Whether anything is asked or may be refused, how to take it back, and the term of a choice."""
    document = page()
    assert (document["asks"], document["offers"]) == (True, True)
    assert document["withdrawal"] == "En bas de chaque page."
    assert document["choice_life"].split() == ["6", "mois"]


def test_13_what_audience_measurement_rests_on():
    """The dated self-assessment, and how long its data are kept."""
    count = purpose("count")
    assert count["assessment"] == {"tool": "CNIL", "date": "2026-10-01", "document": "/assessment"}
    assert count["data_retention"].split() == ["25", "mois"]
    assert purpose("media")["assessment"] is None


def test_14_to_18_signals_proof_and_accessibility():
    """Whether GPC is honoured, whether proof is linked to a person, and the accessibility statement."""
    document = page()
    assert (document["gpc"], document["proof"], document["accessibility"]) == (
        True,
        "anonymous",
        "/accessibilite",
    )


def test_the_services_stand_once_each():
    """With what the law asks to be said of a provider."""
    platform, stats, video = page()["services"]
    assert (platform["name"], platform["trackers"]) == ("Choix sur les cookies", 2)
    assert (stats["role"], stats["processors"], stats["country"]) == ("processor", ["Nuage & Cie"], "FR")
    assert (video["controller"], video["transfer"], video["hosts"]) == (
        "Cinébord SA",
        "scc",
        ["player.cinebord.localhost"],
    )


def test_the_kinds_are_counted():
    """Each tracker once, whatever it is used for; what is retired not at all."""
    assert page()["counts"] == {
        "trackers": 5,
        "cookies": 4,
        "consent": 3,
        "exempt": 2,
        "statistics_exempt": 1,
        "first": 2,
        "third": 3,
    }


def test_what_the_register_leaves_unsaid_stays_unsaid():
    """Nothing is made up for a draft."""
    document = page(charter=read('schema = 1\n[site]\nkey = "s"\nname = "S"\n'))
    assert (document["version"], document["date"], document["changes"], document["withdrawal"]) == (
        "",
        "",
        "",
        "",
    )
    assert (document["controller"], document["dpo"], document["log"]) == (None, None, None)
    assert (document["asks"], document["offers"], document["purposes"], document["controllers"]) == (
        False,
        False,
        [],
        [],
    )
    silent = rivebelle(("recipients = []\n", ""), ('lifetime = "P6M"\n', ""), ("refreshed = false\n", ""))
    choice = row("cookies_preferences", "choice", charter=silent)
    assert (choice["recipients"], choice["life"], choice["lifetime"], choice["refreshed"]) == (
        None,
        "",
        "",
        None,
    )


def test_a_language_that_the_charter_does_not_declare_has_no_page():
    """Rather than one half in another."""
    with pytest.raises(ValueError, match="de is no language of this charter"):
        charter_page(CHARTER, "de", FR_CNIL_2026, words("fr"))
