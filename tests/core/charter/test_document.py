"""From the text to the register: what it says, what it leaves out, and the digest that names it."""

import hashlib
import json
import tomllib
from datetime import date

import pytest
from tests.fakes.charters import TOML, many, problems, replaced, rivebelle

from charte.core.charter import Contact, Kind, Note, Party, Role, Status, canonical_document, read
from charte.core.duration import parse_duration, parse_lifetime
from charte.core.purpose import Basis, Exemption

SMALLEST = 'schema = 1\n[site]\nkey = "s"\nname = "S"\n'


def independent_digest(text: str) -> str:
    """As docs/formats.md says it, with nothing of ours: no text in the register needs more than this of RFC 8785."""
    document = tomllib.loads(text)
    document.pop("review", None)
    plain = json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=date.isoformat
    )
    return f"sha256:{hashlib.sha256(plain.encode('utf-8')).hexdigest()}"


def test_the_smallest_register_fills_nothing_in():
    """What is absent is None or empty; only the site's language and policy have a meaning of their own."""
    charter = read(SMALLEST)
    assert (charter.version, charter.date, charter.log, charter.purposes, charter.services) == (
        "",
        None,
        None,
        (),
        (),
    )
    assert (charter.site.languages, charter.site.default_language) == (("fr",), "fr")
    assert (charter.site.policy, charter.site.proof) == ("fr-cnil-2026", "anonymous")
    assert (charter.site.controller, charter.site.dpo, dict(charter.site.withdrawal)) == (None, None, {})


def test_a_register_holds_what_its_file_says():
    """Read into values with their own types."""
    charter = rivebelle()
    assert (charter.version, charter.date) == ("1.0", date(2026, 11, 20))
    assert charter.changes["en"] == "First version."
    assert charter.site.dpo == Contact("The officer", contact="dpo@demo.localhost")
    assert charter.log.origin == "charte.localhost/log"
    count = charter.purpose("count")
    assert (count.basis, count.exemption, count.objectable) == (Basis.EXEMPT, Exemption.AUDIENCE, True)
    assert (count.assessment.tool, count.data_retention) == ("CNIL", parse_duration("P25M"))
    video = charter.service("video")
    assert (video.role, video.controller, video.hosts) == (
        Role.JOINT,
        "Cinébord SA",
        ("player.cinebord.localhost",),
    )
    seen, player = video.trackers
    assert (seen.party, seen.lifetime, seen.path, seen.partitioned) == (
        Party.THIRD,
        parse_lifetime("session"),
        "/player",
        True,
    )
    assert (player.kind, player.purposes, player.service) == (
        Kind.LOCAL_STORAGE,
        ("media", "audience"),
        "video",
    )
    assert charter.service("platform").trackers[2].status is Status.RETIRED


def test_what_is_not_there_is_none():
    """A purpose or service by a key that the register does not have."""
    assert (rivebelle().purpose("x"), rivebelle().service("x")) == (None, None)


def test_a_register_knows_on_what_the_visitor_has_a_say():
    """Consent is asked, an objection is heard; the rest is only told."""
    charter = rivebelle()
    assert [purpose.key for purpose in charter.offered] == ["count", "audience", "media"]
    assert [service.key for service in charter.offered_services] == ["platform", "stats", "video"]
    assert charter.asks
    assert not read(SMALLEST).asks


def test_a_service_whose_trackers_are_retired_is_not_offered():
    """Nobody has a say on what is no longer used."""
    old = 'lifetime = "P13M"\nrefreshed = false\npurposes = ["count"]'
    charter = rivebelle((old, f'{old}\nstatus = "retired"'))
    assert [service.key for service in charter.offered_services] == ["stats", "video"]


def test_every_entry_knows_its_line():
    """So that whoever reads the register can be led to it."""
    charter = rivebelle(("[log]", '[[review]]\nkey = "site.dpo"\nwhy = "Is it she?"\n\n[log]'))
    lines = [
        1 + index for index, line in enumerate(replaced().split("\n")) if line == "[[services.trackers]]"
    ]
    assert [tracker.line - 4 for tracker in charter.trackers] == lines
    assert charter.notes == (Note("site.dpo", "Is it she?"),)
    assert charter.notes[0].line == replaced().split("\n").index("[log]") + 1


def test_the_digest_is_that_of_an_independent_reader():
    """Of the whole register and of the smallest."""
    for text in (TOML, SMALLEST, many(40)):
        assert read(text).digest == independent_digest(text)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n\n", "\n# a comment\n\n"),
        lambda text: text.replace(" = ", "="),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace('"Rivebelle"', "'Rivebelle'"),
        lambda text: text.replace("é", "\\u00e9"),
        lambda text: text.replace('policy = "fr-cnil-2026"\n', "").replace(
            "[site.locations]", 'policy = "fr-cnil-2026"\n[site.locations]'
        ),
        lambda text: text.replace('en = "Videos"', "X").replace(
            'fr = "Vidéos", X', 'en = "Videos", fr = "Vidéos"'
        ),
        lambda text: text + '\n[[review]]\nkey = "site"\nwhy = "Is it so?"\n',
        lambda text: text.replace("[log]", "[log] # log").replace("[site]\n", "[site]\n\n\n"),
    ],
)
def test_the_digest_names_what_is_said_and_not_how(change):
    """Comments, order of keys, quotes, line ends and notes for review are no part of it."""
    assert change(TOML) != TOML
    assert read(change(TOML)).digest == read(TOML).digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version = "1.0"', 'version = "1.1"'),
        ("date = 2026-11-20", "date = 2026-11-21"),
        ("refreshed = false", "refreshed = true"),
        ('lifetime = "P13M"', 'lifetime = "P12M"'),
        ('lifetime = "P1Y"', 'lifetime = "P12M"'),
        ("recipients = []", 'recipients = ["x"]'),
        ("recipients = []\n", ""),
        ('"First version."', '"First version"'),
        ('locations = ["front", "back"]', 'locations = ["back", "front"]'),
    ],
)
def test_the_digest_changes_with_every_value(old, new):
    """Even one that means the same: it names what was written."""
    text = replaced((old, new))
    assert read(text).digest == independent_digest(text) != read(TOML).digest


def test_the_canonical_document_is_bytes_that_anyone_can_make():
    """Sorted keys, days as text, no spaces, UTF-8."""
    document = {"schema": 1, "date": date(2026, 11, 20), "review": [{}], "changes": {"fr": "é", "en": ["x"]}}
    assert (
        canonical_document(document)
        == '{"changes":{"en":["x"],"fr":"é"},"date":"2026-11-20","schema":1}'.encode()
    )


def test_two_readings_of_one_text_are_equal():
    """Values compare by what they say."""
    assert read(TOML) == read(TOML)
    assert read(TOML) == read("# moved by a line\n" + TOML)
    assert hash(read(TOML)) == hash(read(TOML))


def test_a_large_register_is_read_whole():
    """Five hundred trackers in two languages."""
    assert len(list(read(many(500)).trackers)) == 500


def test_many_faults_are_all_told():
    """As many as there are, in the order of the lines, and quickly."""
    found = problems(many(500).replace('lifetime = "P6M"', "lifetime = 6"))
    assert len(found) == 500
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)
