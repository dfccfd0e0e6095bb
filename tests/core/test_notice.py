"""The notice: every word that a visitor could read when choosing, under one digest."""

import copy
import json

import pytest
from tests.fakes.charters import TOML, replaced, rivebelle

from charte.core.canonical import digest
from charte.core.charter import read
from charte.core.mark import purpose_mark, service_mark
from charte.core.notice import compose, notice_bytes
from charte.core.policy import FR_CNIL_2026
from charte.look import words

CHARTER = rivebelle()


def made(charter=CHARTER, language="fr", sentences=None, **more):
    """The notice of a charter."""
    return compose(charter, language, sentences or words(language), FR_CNIL_2026, **more)


def name(notice):
    """What its receipt calls it."""
    return digest(notice_bytes(notice))


def leaves(value):
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)


def test_a_notice_says_what_the_formats_say():
    """Every key of docs/formats.md, 5, and no other."""
    notice = made()
    assert list(notice) == [
        "notice", "site", "charter", "language", "direction", "asks", "life", "page", "controller", "controls", "words",
        "purposes", "services",
    ]  # fmt: skip
    assert (notice["notice"], notice["site"], notice["charter"]) == (1, "rivebelle", CHARTER.digest)
    assert (notice["asks"], notice["life"], notice["page"]) == (True, "P6M", "/charte")
    assert (notice["controller"], notice["controls"]) == ("Rivebelle", ["accept", "refuse", "customise"])
    assert {tuple(purpose) for purpose in notice["purposes"]} == {
        ("key", "mark", "basis", "offered", "title", "text", "reason")
    }
    assert {tuple(service) for service in notice["services"]} == {
        ("key", "mark", "provider", "name", "controller", "policy_url", "purposes", "trackers")
    }
    assert {tuple(tracker) for service in notice["services"] for tracker in service["trackers"]} == {
        ("name", "kind", "hosts", "path", "partitioned", "party", "life", "recipients", "purposes", "text")
    }


def test_its_bytes_are_canonical_json():
    """Sorted keys and no spaces: whoever holds the document can make its digest."""
    notice = made()
    plain = json.dumps(notice, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert notice_bytes(notice) == plain.encode("utf-8")


def test_purposes_stand_in_the_order_of_the_file_with_their_marks():
    """Those that need consent, those that may be objected to, and those that are only told."""
    purposes = made()["purposes"]
    assert [(each["key"], each["basis"], each["offered"]) for each in purposes] == [
        ("choice", "exempt", False),
        ("count", "exempt", True),
        ("audience", "consent", True),
        ("media", "consent", True),
    ]
    assert [each["mark"] for each in purposes] == [
        purpose_mark(CHARTER, each).hex() for each in CHARTER.purposes
    ]
    assert purposes[1]["reason"] == "Statistiques anonymes."
    assert purposes[2]["reason"] == ""


def test_services_hold_their_trackers_in_words():
    """Hosts spelt out, life as a person says it, and which purposes they serve."""
    platform, stats, video = made(language="en")["services"]
    assert [each["mark"] for each in (platform, stats, video)] == [
        service_mark(CHARTER, each).hex() for each in CHARTER.services
    ]
    assert (video["name"], video["provider"], video["policy_url"], video["purposes"]) == (
        "Video",
        "Cinébord",
        "https://cinebord.localhost/privacy",
        ["audience", "media"],
    )
    seen, player = video["trackers"]
    assert (seen["hosts"], seen["path"], seen["partitioned"], seen["party"], seen["life"]) == (
        ["player.cinebord.localhost"],
        "/player",
        True,
        "third",
        "until the browser closes",
    )
    assert (player["kind"], player["life"].split(), player["partitioned"]) == (
        "local-storage",
        ["1", "year"],
        False,
    )
    assert platform["trackers"][0]["hosts"] == ["demo.localhost"]


def test_what_is_retired_is_not_shown():
    """Nobody chooses on what is no longer used."""
    names = [tracker["name"] for service in made()["services"] for tracker in service["trackers"]]
    assert names == ["cookies_preferences", "_count", "_aud_<ID>", "seen", "player_*"]


def test_what_the_register_leaves_unsaid_is_empty():
    """A draft can be previewed."""
    bare = read(
        'schema = 1\n[site]\nkey = "s"\nname = "Sans nom"\nlanguages = ["fr"]\n[[services]]\nkey = "x"\nprovider = "X"\n'
        '[[services.trackers]]\nname = "t"\npurposes = ["p"]\n'
        '[[purposes]]\nkey = "p"\nbasis = "exempt"\ntitle = { fr = "P" }\ntext = { fr = "P." }\n'
    )
    notice = made(bare)
    (tracker,) = notice["services"][0]["trackers"]
    assert (notice["controller"], notice["asks"], notice["page"]) == ("Sans nom", False, "")
    assert (tracker["party"], tracker["life"], tracker["text"], tracker["hosts"]) == ("", "", "", [])


def test_each_language_has_its_own_notice():
    """In the words of the charter and in Charte's own, with the direction of its script."""
    french, english = made(), made(language="en")
    assert french["purposes"][2]["title"] == "Mesure d’audience détaillée"
    assert english["purposes"][2]["title"] == "Detailed analytics"
    assert french["words"]["accept"] == words("fr")["banner"]["accept"]
    assert english["words"]["accept"] == words("en")["banner"]["accept"]
    assert name(french) != name(english)
    assert french["direction"] == "ltr"
    assert made(direction="rtl")["direction"] == "rtl"


def test_both_languages_say_the_same_things():
    """Every key of one is a key of the other, at every depth."""

    def shape(value):
        if isinstance(value, dict):
            return {key: shape(item) for key, item in value.items()}
        return [shape(item) for item in value] if isinstance(value, list) else type(value)

    assert shape(made()) == shape(made(language="en"))


def test_a_language_that_the_charter_does_not_declare_has_none():
    """Rather than a page half in another."""
    with pytest.raises(ValueError, match="de is no language of this charter"):
        compose(CHARTER, "de", words("fr"), FR_CNIL_2026)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_sentence_is_left_with_a_gap(language):
    """Controller, site and life are filled in; nothing else is left to fill."""
    notice = made(language=language)
    assert not [text for text in leaves(notice) if "{" in text or "}" in text]
    assert "Rivebelle" in notice["words"]["title"]
    assert "6" in notice["words"]["consequence"]


@pytest.mark.parametrize(
    "hostile", ["{life}", "{0}", "{", "}", "{{x}}", "%s", "{controller.__class__}", "</script>"]
)
def test_a_name_is_shown_as_it_is_written(hostile):
    """Braces in it are no places to fill in."""
    notice = made(rivebelle(('controller = { name = "Rivebelle"', f'controller = {{ name = "{hostile}"')))
    assert notice["controller"] == hostile
    title = words("fr")["banner"]["title"]
    assert notice["words"]["title"] == title.replace("{controller}", hostile)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{ fr = "Analyser votre parcours."', '{ fr = "Analyser votre parcours !"'),
        ('title = { fr = "Vidéos"', 'title = { fr = "Films"'),
        ('reason = { fr = "Statistiques anonymes."', 'reason = { fr = "Anonymes."'),
        ('name = { fr = "Vidéo"', 'name = { fr = "Film"'),
        ('text = { fr = "Reprendre la lecture."', 'text = { fr = "Reprendre."'),
        ('provider = "Cinébord"', 'provider = "Cinebord"'),
        ('policy_url = "https://cinebord', 'policy_url = "http://cinebord'),
        ('lifetime = "session"', 'lifetime = "P1D"'),
        ('host = "player.cinebord.localhost"', 'host = "cinebord.localhost"'),
        ('name = "seen"', 'name = "watched"'),
        ('controller = { name = "Rivebelle"', 'controller = { name = "Rive"'),
        ('page = "/charte"', 'page = "/c"'),
    ],
)
def test_the_digest_changes_with_whatever_is_shown(old, new):
    """In the charter."""
    charter = rivebelle((old, new))
    changed = made(charter) | {"charter": CHARTER.digest}  # not only because the register has another digest
    assert name(changed) != name(made())


def test_the_digest_covers_each_of_chartes_own_sentences():
    """One word changed in any of them is another notice."""
    known = name(made())
    for key in words("fr")["banner"]:
        sentences = copy.deepcopy(dict(words("fr")))
        sentences["banner"][key] += " x"
        assert name(made(sentences=sentences)) != known, key


def test_what_is_not_shown_is_not_covered():
    """A sentence of another room changes nothing that a visitor reads here."""
    sentences = copy.deepcopy(dict(words("fr")))
    sentences["purposes"] = {}
    assert name(made(sentences=sentences)) == name(made())
    noted = read(replaced(toml=TOML + '[[review]]\nkey = "x"\nwhy = "y"\n'))
    assert name(made(noted)) == name(made())
